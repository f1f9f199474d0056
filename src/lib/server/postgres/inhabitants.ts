import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { parsePidFile, type PidFile } from './pid-file.ts';

/** The `postmaster.pid` of a cluster: `absent`, `unreadable` (empty or garbled), or what it says. */
export function readPidFile(cluster: string): PidFile | 'absent' | 'unreadable' {
	try {
		return parsePidFile(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8')) ?? 'unreadable';
	} catch {
		return 'absent';
	}
}

function inhabitantsByProc(cluster: string): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number)
		.filter((pid) => {
			try {
				// A postmaster and all its children work in the cluster's folder; a dead one that nobody has
				// reaped yet has no folder any more, although it still counts as alive for kill(pid, 0).
				return (
					readlinkSync(`/proc/${pid}/cwd`) === cluster &&
					readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
				);
			} catch {
				return false;
			}
		});
}

function isPostgres(pid: number): boolean {
	const [command, args] =
		process.platform === 'win32'
			? ['tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']]
			: ['ps', ['-o', 'stat=,comm=', '-p', String(pid)]];
	const said = spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';
	return /postgres/.test(said) && !said.trimStart().startsWith('Z');
}

/**
 * The ids of the living PostgreSQL processes of a cluster, the postmaster first. A process id that a stale
 * `postmaster.pid` names and that now belongs to some other program is not among them.
 * @param cluster its real path
 */
export function inhabitants(cluster: string): number[] {
	const file = readPidFile(cluster);
	const named = typeof file === 'object' ? file.pid : 0;
	let pids: number[];
	try {
		pids = inhabitantsByProc(cluster);
	} catch {
		pids = named > 0 && isPostgres(named) ? [named] : [];
	}
	return pids.sort((a, b) => Number(b === named) - Number(a === named));
}

/** Whether somebody answers at a local socket: the last doubt about a server that lives where we cannot look (another container). */
export function answers(socket: string): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = net.connect(socket);
		const done = (answer: boolean) => {
			probe.destroy();
			resolve(answer);
		};
		probe.setTimeout(1000, () => done(false));
		probe.once('connect', () => done(true));
		probe.once('error', () => done(false));
	});
}
