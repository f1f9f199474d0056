import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SPACE = 'ngayhoi-slow';
const [NEAR, FAR] = ['10.251.8.1', '10.251.8.2'];
const [HALL, SINK] = [7001, 7002];

function run(line: string): void {
	const [program, ...args] = line.split(' ');
	execFileSync(program!, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Why no slow link can be laid here; null when one can. */
export function whyNoLink(): string | null {
	if (process.platform !== 'linux') return 'Linux only';
	if (process.getuid?.() !== 0) return 'needs root (network namespaces)';
	try {
		run('ip -V');
		run('tc -V');
		run('nft -v');
	} catch {
		return 'needs ip, tc and nft (iproute2, nftables)';
	}
	return null;
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
			if ((await this.upload(1).catch(() => null)) !== null) return;
			await sleep(200);
		}
		throw new Error('the far end of the link does not answer');
	}

	/** From now on so many of a hundred packets are lost, each way. */
	lose(percent: number): void {
		const rule = percent > 0 ? `numgen random mod 100 < ${percent} drop` : 'accept';
		const table = ['flush ruleset', 'table ip slow {'];
		for (const hook of ['input', 'output']) {
			table.push(`chain ${hook} {`, `type filter hook ${hook} priority 0`, rule, '}');
		}
		const input = [...table, '}', ''].join('\n');
		execFileSync('ip', ['netns', 'exec', SPACE, 'nft', '-f', '-'], { input });
	}

	/** What one upload of so many bytes takes, ms. */
	upload(bytes: number): Promise<number> {
		const began = performance.now();
		return new Promise((done, fail) => {
			const asked = http.request({ host: FAR, port: SINK, method: 'POST' }, (answer) => {
				answer.resume();
				answer.on('error', fail);
				answer.on('end', () => done(performance.now() - began));
			});
			asked.on('error', fail);
			asked.end(Buffer.alloc(bytes, 'x'));
		});
	}

	end(): void {
		this.far.kill('SIGTERM');
		this.door.close();
		SlowLink.tear();
	}

	private static tear(): void {
		for (const line of [`ip netns del ${SPACE}`, 'ip link del nhslow0']) {
			try {
				run(line);
			} catch {
				// Not there.
			}
		}
	}
}
