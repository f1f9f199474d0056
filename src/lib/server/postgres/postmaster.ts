import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './binaries.ts';
import { bareEnv } from './cluster.ts';
import { readPidFile } from './inhabitants.ts';
import { asUser } from './os-user.ts';
import type { Place } from './place.ts';

/** One running PostgreSQL server process, a child of this program. */
export type Postmaster = {
	/** Resolves when it has ended, for whatever reason. */
	ended: Promise<void>;
	/** Ends it: "fast" (open transactions are rolled back, everything is written), after a bound by force. Resolves when it has ended. */
	stop(): Promise<void>;
};

const FAST_STOP_MS = 5_000;
const LOG_BYTES = 5_000_000;

/** What is fixed for every embedded server. fsync, synchronous_commit and full_page_writes keep their defaults: on. */
const SETTINGS: Record<string, string> = {
	max_connections: '60',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_checkpoints: 'off',
	// No statement and no row of a citizen in a log file: the program logs its own errors, without values.
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse'
};

/** Where a server can be reached: by a socket in a closed folder, on Windows by a port of this machine only. */
export type Door = { socketFolder: string } | { port: number };

function settingsOf(door: Door, more: Record<string, string>): string[] {
	const all: Record<string, string> = {
		...SETTINGS,
		...('port' in door
			? { listen_addresses: '127.0.0.1', port: String(door.port) }
			: {
					listen_addresses: '',
					port: '5432',
					unix_socket_permissions: '0700',
					// A list: quoted, or a comma in the path would end the name.
					unix_socket_directories: `"${door.socketFolder.replaceAll('"', '""')}"`
				}),
		...more
	};
	return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(file: string): number {
	if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) {
		renameSync(file, `${file}.1`);
	}
	return openSync(file, 'a', 0o600);
}

function lastWords(file: string, from: number): string {
	const lines = readFileSync(file).subarray(from).toString('utf8').trim().split('\n');
	const fatal = lines.filter((line) => /FATAL|PANIC|could not|error/i.test(line));
	return (fatal.length > 0 ? fatal : lines).slice(-3).join(' ');
}

function endChild(child: ChildProcess, place: Place, native: string, ended: Promise<void>) {
	return async (): Promise<void> => {
		child.ref();
		const bound = (ms: number) => sleep(ms, undefined, { ref: false });
		if (process.platform === 'win32') {
			// Windows has no signals: killing the process would be a crash.
			spawnSync(program(native, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-w'], {
				timeout: FAST_STOP_MS
			});
		} else child.kill('SIGINT');
		await Promise.race([ended, bound(FAST_STOP_MS)]);
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGQUIT');
		await Promise.race([ended, bound(2_000)]);
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
		await ended;
	};
}

/**
 * Starts the server process and waits until it takes connections (after a power cut it first replays its log,
 * however long that takes).
 * @returns the server, or its last words when it ended instead
 */
export async function startPostmaster(
	place: Place,
	native: string,
	door: Door,
	more: Record<string, string>
): Promise<Postmaster | string> {
	const logFile = path.join(place.folder, 'postgres.log');
	const log = openLog(logFile);
	const from = statSync(logFile).size;
	const child = spawn(
		program(native, 'postgres'),
		['-D', place.cluster, ...settingsOf(door, more)],
		{
			...asUser(place.user),
			cwd: place.folder,
			env: bareEnv(),
			// A file, not a pipe: the server must be able to write when this program has been killed.
			stdio: ['ignore', log, log],
			// Its own group: Ctrl-C in a terminal must reach the program alone, which ends its work first.
			detached: process.platform !== 'win32',
			windowsHide: true
		}
	);
	closeSync(log);
	// Whatever way this process ends short of kill -9, the server is told to end too.
	const atExit = () => void child.kill('SIGINT');
	process.once('exit', atExit);
	let over = false;
	const ended = new Promise<void>((resolve) => {
		const end = () => {
			over = true;
			process.off('exit', atExit);
			resolve();
		};
		child.once('exit', end);
		child.once('error', end);
	});
	child.unref();
	while (!over) {
		const file = readPidFile(place.cluster);
		if (typeof file === 'object' && file.pid === child.pid && file.status === 'ready') {
			return { ended, stop: endChild(child, place, native, ended) };
		}
		await Promise.race([ended, sleep(10)]);
	}
	return lastWords(logFile, from);
}
