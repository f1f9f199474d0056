import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { whyNoCommands } from '../../run/machine.js';

const SPACE = 'ngayhoi-slow';
const [NEAR, FAR] = ['10.251.8.1', '10.251.8.2'];
const [HALL, SINK] = [7001, 7002];
const TABLE = 'ngayhoi_slow';
/** Both ends of the link, each with the program that rules over its packets. */
const ENDS = [
	['nft', 'nhslow0'],
	[`ip netns exec ${SPACE} nft`, 'nhslow1']
] as const;

function run(line: string): void {
	const [program, ...args] = line.split(' ');
	execFileSync(program!, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Why no slow link can be laid here; null when one can. */
export async function whyNoLink(): Promise<string | null> {
	if (process.platform !== 'linux') return 'Linux only';
	if (process.getuid?.() !== 0) return 'needs root (network namespaces)';
	return whyNoCommands({ ip: 'iproute2', tc: 'iproute2', nft: 'nftables' });
}

/** A link of so many bits that loses packets both ways, between two networks of this machine, with the hall at its end. */
export class SlowLink {
	readonly hall = { host: FAR, port: HALL };

	private constructor(
		private readonly far: ChildProcess,
		private readonly door: net.Server
	) {}

	/** @param rate as tc writes it: `1mbit` */
	static async lay(folder: string, hallPort: number, rate: string): Promise<SlowLink> {
		SlowLink.tear();
		run(`ip netns add ${SPACE}`);
		run(`ip link add nhslow0 type veth peer name nhslow1 netns ${SPACE}`);
		run(`ip addr add ${NEAR}/24 dev nhslow0`);
		run(`ip -n ${SPACE} addr add ${FAR}/24 dev nhslow1`);
		// One packet at a time, as on a wire: not the large ones that two ends of one machine would hand over.
		run('ip link set nhslow0 gso_max_segs 1');
		run(`ip -n ${SPACE} link set nhslow1 gso_max_segs 1`);
		run('ip link set nhslow0 up');
		for (const device of ['lo', 'nhslow1']) run(`ip -n ${SPACE} link set ${device} up`);
		const shape = `root tbf rate ${rate} burst 16kb latency 400ms`;
		run(`tc qdisc add dev nhslow0 ${shape}`);
		run(`tc -n ${SPACE} qdisc add dev nhslow1 ${shape}`);
		const door = net.createServer((near) => {
			const onward = net.connect(hallPort, '127.0.0.1');
			near.pipe(onward).pipe(near);
			near.on('error', () => onward.destroy());
			onward.on('error', () => near.destroy());
		});
		const socket = join(folder, 'hall.sock');
		await new Promise<void>((done) => door.listen(socket, done));
		const script = join(import.meta.dirname, 'far-end.mjs');
		const far = spawn(
			'ip',
			['netns', 'exec', SPACE, process.execPath, script, FAR, String(HALL), String(SINK), socket],
			{ stdio: 'inherit' }
		);
		const link = new SlowLink(far, door);
		await link.ready();
		return link;
	}

	private async ready(): Promise<void> {
		for (let tried = 0; tried < 100; tried++) {
			if ((await this.upload(1, 200)) < 200) return;
		}
		throw new Error('the far end of the link does not answer');
	}

	/** From now on so many of a hundred packets are lost, each way: on arrival, for a kernel that drops its own knows of it. */
	lose(percent: number): void {
		const rule = percent > 0 ? `numgen random mod 100 < ${percent} drop` : 'accept';
		for (const [nft, device] of ENDS) {
			const chain = [
				'chain lost {',
				`type filter hook ingress device ${device} priority 0`,
				rule,
				'}'
			];
			const forget = [`table netdev ${TABLE}`, `delete table netdev ${TABLE}`];
			const input = [...forget, `table netdev ${TABLE} {`, ...chain, '}', ''].join('\n');
			const [program, ...args] = nft.split(' ');
			execFileSync(program!, [...args, '-f', '-'], { input });
		}
	}

	/** What one upload of so many bytes takes, on a connection of its own: ms, at most `most`. */
	upload(bytes: number, most = 5_000): Promise<number> {
		const began = performance.now();
		return new Promise((done) => {
			const over = () => {
				clearTimeout(late);
				asked.destroy();
				done(Math.min(most, performance.now() - began));
			};
			const asked = http.request(
				{ host: FAR, port: SINK, method: 'POST', agent: false },
				(answer) => {
					answer.resume();
					answer.on('error', over);
					answer.on('end', over);
				}
			);
			const late = setTimeout(over, most);
			asked.on('error', () => undefined);
			asked.end(Buffer.alloc(bytes, 'x'));
		});
	}

	end(): void {
		this.far.kill('SIGTERM');
		this.door.close();
		SlowLink.tear();
	}

	private static tear(): void {
		for (const line of [
			`ip netns del ${SPACE}`,
			'ip link del nhslow0',
			`nft delete table netdev ${TABLE}`
		]) {
			try {
				run(line);
			} catch {
				// Not there.
			}
		}
	}
}
