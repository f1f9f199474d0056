import { readdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { usableBinaries } from './binaries.ts';
import { claim, type Claim } from './claim.ts';
import { DATABASE, makeCluster, renewSecret, ROLE } from './cluster.ts';
import { endEarlier } from './end-earlier.ts';
import { ensureDatabase } from './ensure-database.ts';
import { keepRunning } from './keep-running.ts';
import { findPlace, type Place } from './place.ts';
import { startPostmaster, type Door, type Postmaster } from './postmaster.ts';
import { makeRunFolder, SOCKET_NAME } from './run-folder.ts';
import { readSecret } from './secret.ts';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

export type PostgresOptions = {
	/** Where the data go; for root, when the database user cannot enter it, a folder of this clone under /var/lib. */
	dataDir: string;
	/** Told what a person who looks after the machine wants to know; never anything of a citizen. */
	log?: (message: string, facts?: Record<string, string | number>) => void;
	/** Where this program can be opened, told to a second program that is started over the same data. */
	address?: () => string;
	/** Names of operating-system users to try for root, best first; default `postgres`, `nobody`. */
	osUsers?: string[];
	/** More settings of PostgreSQL. For tests: the program itself leaves the durable ones untouched. */
	settings?: Record<string, string>;
};

export type RunningPostgres = {
	/** For `postgres(…)`: a role that may do everything in the program's own database. */
	connection: {
		host: string;
		port: number;
		path?: string;
		user: string;
		password: string;
		database: string;
	};
	/** The folder that really holds the data, the secret (0600) and the server's log. */
	folder: string;
	/** An earlier program had been killed and its PostgreSQL was still running; it was stopped first. */
	foundOrphan: boolean;
	/** Ends the server, having written everything; call it after the last pool is closed. Bounded to about 8 s. */
	stop(): Promise<void>;
};

/** A just-killed postmaster counts as alive to PostgreSQL until somebody reaps it; its children hold its memory. */
const RETRY_MS = 6_000;
const WRONG_PASSWORD = '28P01';

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = net.createServer().once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

function removeOldCopies(place: Place, native: string): void {
	for (const name of readdirSync(place.folder)) {
		const copy = path.join(place.folder, name);
		if (/^native-/.test(name) && path.dirname(native) !== copy) {
			rmSync(copy, { recursive: true, force: true });
		}
	}
}

const socketOf = (door: Door) =>
	'port' in door ? null : path.join(door.socketFolder, SOCKET_NAME);

/** Starts the server over whatever its predecessor left. */
async function startOver(
	place: Place,
	native: string,
	door: Door,
	settings: Record<string, string>
): Promise<Postmaster> {
	const until = performance.now() + RETRY_MS;
	for (;;) {
		await endEarlier(place.cluster, socketOf(door));
		const server = await startPostmaster(place, native, door, settings);
		if (typeof server !== 'string') return server;
		if (performance.now() > until || !/postmaster\.pid|shared memory block/.test(server)) {
			throw new StartTrouble(
				`PostgreSQL đi kèm không khởi động được (${server}): xem ${place.folder}/postgres.log, ${OWN_SERVER_VI}.`,
				`The embedded PostgreSQL did not start (${server}): see ${place.folder}/postgres.log, ${OWN_SERVER_EN}.`
			);
		}
		await sleep(300);
	}
}

async function launch(options: PostgresOptions): Promise<RunningPostgres> {
	const log = options.log ?? (() => {});
	const place = findPlace(path.resolve(options.dataDir), options.osUsers);
	const runFolder = makeRunFolder(place);
	const held: Claim = await claim(runFolder, place.folder, options.address ?? (() => ''));
	try {
		const native = usableBinaries(place.user, place.folder);
		removeOldCopies(place, native);
		const door: Door =
			process.platform === 'win32' ? { port: await freePort() } : { socketFolder: runFolder };
		const foundOrphan = await endEarlier(place.cluster, socketOf(door));
		if (foundOrphan) log('stopped the database that a killed program had left running');
		const { secret, made } = readSecret(place.folder);
		const first = await makeCluster(place, native, secret);
		if (made && !first) await renewSecret(place, native, secret);

		const start = () => startOver(place, native, door, options.settings ?? {});
		const started = performance.now();
		let server = await start();
		log('database started', {
			folder: place.folder,
			user: place.user?.name ?? '',
			ms: Math.round(performance.now() - started)
		});
		const connection = {
			...('port' in door
				? { host: '127.0.0.1', port: door.port }
				: // `path` spares a host list: postgres.js splits `host` at commas.
					{ host: 'localhost', port: 5432, path: path.join(door.socketFolder, SOCKET_NAME) }),
			user: ROLE,
			password: secret,
			database: DATABASE
		};
		try {
			await ensureDatabase(connection, DATABASE).catch(async (error: { code?: string }) => {
				if (error.code !== WRONG_PASSWORD) throw error;
				// Data that were copied here without their secret.
				await server.stop();
				await renewSecret(place, native, secret);
				server = await start();
				await ensureDatabase(connection, DATABASE);
			});
		} catch (error) {
			await server.stop();
			throw error;
		}
		const end = keepRunning(server, start, log);
		const stop = async () => {
			await end();
			await held.release();
			const beside = runFolder.startsWith(place.folder);
			if (!beside) rmSync(runFolder, { recursive: true, force: true });
		};
		return { connection, folder: place.folder, foundOrphan, stop };
	} catch (error) {
		await held.release();
		throw error;
	}
}

const running: Map<string, Promise<RunningPostgres>> = ((
	globalThis as { [key: symbol]: Map<string, Promise<RunningPostgres>> }
)[Symbol.for('ngayhoi.postgres')] ??= new Map());

/**
 * Starts the embedded PostgreSQL over a data folder, made on the first start, and keeps it running until `stop`.
 * Within one process the same folder gives the same server, also to a module that the development server has
 * loaded a second time.
 * @throws StartTrouble (one sentence, Vietnamese and English) when it cannot work on this machine or a living
 * program holds the folder
 */
export function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
	const key = path.resolve(options.dataDir);
	const known = running.get(key);
	if (known) return known;
	const starting = launch(options).then(
		(postgres) => ({
			...postgres,
			stop: () => {
				running.delete(key);
				return postgres.stop();
			}
		}),
		(error: unknown) => {
			running.delete(key);
			throw error;
		}
	);
	running.set(key, starting);
	return starting;
}
