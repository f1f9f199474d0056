import type { Server as HttpsServer } from 'node:https';
import { join } from 'node:path';
import { firstRunCode } from './account/first-run.ts';
import { liveSessions, purgeSessions } from './account/session.ts';
import { db, endDatabase, sql } from './db/connection.ts';
import { environment } from './environment.ts';
import { endHalls, hallOf, knownHalls } from './floor/hall.ts';
import { log } from './log.ts';
import { closeDoorbell, openDoorbell } from './realtime/doorbell.ts';
import { closeSockets, endSocketsOf, followedSessions, openSockets } from './realtime/io.ts';
import { watchBoards } from './board/watch-boards.ts';
import { watchLeaderLinks } from './outside/watch-leader-links.ts';
import { StartTrouble } from './postgres/start-trouble.ts';
import { lanAddresses } from './tls/lan-addresses.ts';
import { loadOrCreateCertificates, type Certificates } from './tls/load-or-create-certificates.ts';
import { setTlsState } from './tls/tls-state.ts';

const HOUR_MS = 3_600_000;
/** A laptop that is carried into another network gets other addresses. */
const ADDRESS_LOOK_MS = 30_000;

const timers: NodeJS.Timeout[] = [];

/** Everything that needs the listening servers: https, sockets, the doorbell, the first organiser's link. */
export async function serve(host: AppHost): Promise<void> {
	environment.address = host.localUrl;
	const servers = [host.http];
	try {
		const tls = await certificates();
		const secure = await host.serveHttps({ key: tls.key, cert: tls.cert });
		servers.push(secure.server as unknown as typeof host.http);
		tell(tls, host.lanUrls, secure.urls);
		keepCertificates(secure.server, secure.port, host.port);
	} catch (fault) {
		if (environment.tlsCert || environment.tlsKey || fault instanceof StartTrouble) throw fault;
		log.warn({ err: fault }, 'https could not be opened; cameras and safe sign-in need it');
	}
	openSockets(servers);
	const options = environment.listenUrl ? { ...sql.options, host: undefined } : sql.options;
	await openDoorbell(
		options as typeof sql.options,
		(fieldEventId, clock) => {
			for (const [id, { relay }] of knownHalls()) if (id === fieldEventId) relay.ring(clock);
		},
		() => {
			for (const [, { relay }] of knownHalls()) relay.ring();
		}
	);
	await watchOpenEvents();
	timers.push(
		setInterval(() => void endDeadSockets(), 1_000),
		setInterval(() => void watchLeaderLinks(), 1_000),
		setInterval(() => void watchBoards(), 1_000),
		setInterval(() => void purgeSessions(db).catch(() => {}), HOUR_MS)
	);
	// A demo is entered by the links that its driver prints.
	const code = environment.demo ? null : await firstRunCode(db);
	if (code) {
		host.announce('Thiết lập lần đầu (liên kết dùng một lần) · First set-up (one-time link):');
		host.announce(`  ${environment.publicUrl ?? host.localUrl}/set-up/${code}`);
	}
}

function certificates(): Promise<Certificates> {
	const publicHost = environment.publicUrl ? new URL(environment.publicUrl).hostname : null;
	return loadOrCreateCertificates({
		dir: join(environment.dataDir, 'tls'),
		names: publicHost ? [publicHost] : [],
		addresses: lanAddresses(),
		organiser: {
			cert: environment.tlsCert ?? undefined,
			key: environment.tlsKey ?? undefined
		}
	});
}

function tell(tls: Certificates, httpOrigins: string[], httpsOrigins: string[]): void {
	const { source, authorityCert } = tls;
	setTlsState({ source, authorityCert, httpOrigins, httpsOrigins });
}

/** Certificate and printed addresses survive a change of the machine's addresses; the authority stays the same. */
function keepCertificates(server: HttpsServer, httpsPort: number, httpPort: number): void {
	let known = lanAddresses().join();
	const look = async () => {
		const addresses = lanAddresses();
		if (addresses.join() === known) return;
		known = addresses.join();
		const tls = await certificates();
		server.setSecureContext({ key: tls.key, cert: tls.cert });
		const inUrl = (address: string) => (address.includes(':') ? `[${address}]` : address);
		tell(
			tls,
			addresses.map((address) => `http://${inUrl(address)}:${httpPort}`),
			addresses.map((address) => `https://${inUrl(address)}:${httpsPort}`)
		);
	};
	const told = (fault: unknown) => log.warn({ err: fault }, 'the certificate could not be renewed');
	timers.push(setInterval(() => void look().catch(told), ADDRESS_LOOK_MS));
}

/** Halls that are open are looked at from the start, so that the first board waits for nothing. */
async function watchOpenEvents(): Promise<void> {
	const open = await sql<{ id: number }[]>`select id from field_event where status = 'open'`;
	for (const { id } of open) await (await hallOf(id)).relay.shown();
}

/** A session that ended here or on another node loses its sockets within two seconds. */
async function endDeadSockets(): Promise<void> {
	const followed = followedSessions();
	if (followed.length === 0) return;
	try {
		const live = await liveSessions(db, followed);
		for (const id of followed) if (!live.has(id)) endSocketsOf(id);
	} catch (fault) {
		log.warn({ err: fault }, 'sessions could not be checked');
	}
}

export async function shutDown(): Promise<void> {
	timers.forEach(clearInterval);
	await endHalls();
	await closeSockets();
	await closeDoorbell();
	await endDatabase();
}
