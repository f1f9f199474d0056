import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { STATE_VIEWS, type StateView } from '#lib/core/protocol.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { ticketByToken } from '#lib/core/floor.ts';
import { activeStep, ticketState } from '#lib/core/ticket.ts';
import { mayView } from '../account/access.ts';
import { identifyHandshake } from '../account/identify.ts';
import { allowUpgrade } from '../account/same-origin.ts';
import { db, sql } from '../db/connection.ts';
import { hallOf } from '../floor/hall.ts';
import { findTicketEvent } from '../floor/find-ticket-event.ts';
import { log } from '../log.ts';
import { admitLeaderLink } from '../outside/leader-link.ts';
import { isScreenId, type Screen } from '../board/board-watch.ts';
import type { RoomName } from './rooms.ts';

/** Sockets that a session keeps open: closed when it ends. */
const bySession = new Map<string, Set<Socket>>();
/** Sockets of those who look through a leader's link: closed when the link ends. */
const byLink = new Map<string, Set<Socket>>();
/** Screens on walls, each by its socket. */
const screens = new Map<Socket, Screen>();

let io: Server | null = null;

/**
 * Opens the way down. A browser sends no messages; its rooms follow from its handshake,
 * and whoever cannot use websockets reads the same snapshots by HTTP.
 */
export function openSockets(servers: HttpServer[]): void {
	io = new Server({
		transports: ['websocket'],
		serveClient: false,
		perMessageDeflate: false,
		maxHttpBufferSize: 4096,
		pingInterval: 20_000,
		pingTimeout: 20_000,
		destroyUpgrade: false,
		allowRequest: (request, done) => done(null, allowUpgrade(request))
	});
	for (const server of servers) io.attach(server);
	io.use((socket, next) => {
		admit(socket)
			.then(() => next())
			.catch((fault: unknown) => {
				const code = fault instanceof NotAdmitted ? fault.code : 'internal';
				if (code === 'internal') log.warn({ err: fault }, 'sockets: a handshake failed');
				next(new Error(code));
			});
	});
	io.on('connection', (socket) => {
		const { room, fieldEventId } = socket.data as { room: RoomName; fieldEventId: number };
		void hallOf(fieldEventId).then(({ relay }) => relay.rooms.join(socket, room));
		const screen = screenOf(socket, fieldEventId, room);
		if (!screen) return;
		screens.set(socket, screen);
		socket.on('disconnect', () => screens.delete(socket));
	});
}

class NotAdmitted extends Error {
	constructor(readonly code: 'not-allowed' | 'no-such-view' | 'no-such-ticket') {
		super(code);
	}
}

async function admit(socket: Socket): Promise<void> {
	const asked = socket.handshake.auth as Record<string, unknown>;
	const view = String(asked.view ?? '');
	if (view === 'phone') {
		const link = readTicketLink(`/t/${String(asked.ticket ?? '')}`);
		const token = link?.kind === 'ticket' ? link.ticketId : null;
		const fieldEventId = token && (await findTicketEvent(token));
		if (!fieldEventId) throw new NotAdmitted('no-such-ticket');
		socket.data.fieldEventId = fieldEventId;
		socket.data.room = await phoneRoom(fieldEventId, token);
		return;
	}
	if (view === 'glance' && typeof asked.link === 'string') {
		const link = await admitLeaderLink(sql, asked.link);
		if (!link) throw new NotAdmitted('not-allowed');
		socket.data.fieldEventId = link.fieldEventId;
		socket.data.room = { view: 'glance', id: '' } satisfies RoomName;
		follow(byLink, link.id, socket);
		return;
	}
	if (!(STATE_VIEWS as readonly string[]).includes(view)) throw new NotAdmitted('no-such-view');
	const fieldEventId = Number(asked.fieldEvent);
	if (!Number.isSafeInteger(fieldEventId)) throw new NotAdmitted('no-such-view');
	const secure = Boolean((socket.request.socket as { encrypted?: boolean }).encrypted);
	const identity = await identifyHandshake(db, socket.request, secure);
	if (!mayView(view, identity.actor, { fieldEventId })) throw new NotAdmitted('not-allowed');
	const { relay } = await hallOf(fieldEventId);
	if (!(await relay.shown())) throw new NotAdmitted('no-such-view');
	const id =
		view === 'booth' ? String(asked.booth ?? '') : view === 'gate' ? String(asked.gate ?? '') : '';
	socket.data.fieldEventId = fieldEventId;
	socket.data.room = { view: view as StateView, id } satisfies RoomName;
	if (identity.session) follow(bySession, identity.session.id, socket);
}

/** A waiting ticket's phone follows its queue; any other is told when something happens to its ticket. */
async function phoneRoom(fieldEventId: number, token: string): Promise<RoomName> {
	const { relay } = await hallOf(fieldEventId);
	const floor = await relay.shown();
	const found = floor && ticketByToken(floor, token);
	if (found?.current && ticketState(found.ticket) === 'waiting') {
		return { view: 'queue', id: activeStep(found.ticket)!.serviceId };
	}
	return { view: 'tickets', id: '' };
}

function follow(by: Map<string, Set<Socket>>, id: string, socket: Socket): void {
	const sockets = by.get(id) ?? new Set();
	sockets.add(socket);
	by.set(id, sockets);
	socket.on('disconnect', () => {
		sockets.delete(socket);
		if (sockets.size === 0 && by.get(id) === sockets) by.delete(id);
	});
}

/** Sessions with open sockets; asked every second so that one that ended elsewhere loses its sockets too. */
export function followedSessions(): string[] {
	return [...bySession.keys()];
}

export function endSocketsOf(sessionId: string): void {
	for (const socket of bySession.get(sessionId) ?? []) socket.disconnect(true);
}

/** A screen on a wall, where a board says that it is one. */
function screenOf(socket: Socket, fieldEventId: number, room: RoomName): Screen | null {
	if (room.view !== 'board') return null;
	const { screen, board } = socket.handshake.auth as Record<string, unknown>;
	if (!isScreenId(screen)) return null;
	if (typeof board !== 'string' || board.length === 0 || board.length > 100) return null;
	return { fieldEventId, screenId: screen.toLowerCase(), boardId: board };
}

/** The screens on this node's sockets, each once. */
export function followedScreens(): Screen[] {
	const byName = [...screens.values()].map(
		(one) => [`${one.fieldEventId}/${one.screenId}`, one] as const
	);
	return [...new Map(byName).values()];
}

/** How many look through each leader's link at this node. */
export function followedLinks(): Map<string, number> {
	return new Map([...byLink].map(([id, sockets]) => [id, sockets.size]));
}

export function endSocketsOfLink(linkId: string): void {
	for (const socket of byLink.get(linkId) ?? []) socket.disconnect(true);
}

/** Ends every socket as a broken line would, so that browsers come back by themselves. */
export async function closeSockets(): Promise<void> {
	await io?.close();
}

/** For the development server: sockets of the old code end before the new one listens. */
export function dropConnections(): void {
	io?.engine.close();
}
