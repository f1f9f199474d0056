import type { Socket } from 'socket.io';
import type { Floor } from '#lib/core/floor.ts';
import type { Beat, QueueFrame, Snapshot, StateView, TicketsFrame } from '#lib/core/protocol.ts';
import { stateOf } from '../floor/snapshot.ts';
import { frameOf, writeFrame } from './frame.ts';
import { hasNews, queueFrame, standing } from './queue-frame.ts';
import type { QueueNews } from './queue-news.ts';

export interface RoomSource {
	fieldEventId: number;
	floor(): Floor | null;
	now(): number;
	speed(): number;
	/** Since when a gate is silent; null while none is. */
	late(): number | null;
	news: QueueNews;
}

/** A room's name: the view, and which booth, gate or queue of it. */
export type RoomName =
	{ view: StateView; id: string } | { view: 'queue'; id: string } | { view: 'tickets'; id: '' };

interface Room {
	name: RoomName;
	sockets: Set<Socket>;
	/** The last state that was sent, as text without its clockwork: the same state is not sent again. */
	lastText: string;
	timer: NodeJS.Timeout | null;
	nextAt: number;
}

/** At most one frame per room in this time (real ms): boards 10 a second, phones 2. */
const EVERY_MS: Record<RoomName['view'], number> = {
	booth: 30,
	board: 100,
	gate: 200,
	totals: 500,
	leader: 500,
	glance: 500,
	operations: 500,
	queue: 500,
	tickets: 500
};

/** The rooms of one field event on this node. A frame is encoded once and written as the same bytes to every socket. */
export class Rooms {
	private readonly rooms = new Map<string, Room>();

	constructor(private readonly source: RoomSource) {}

	get isEmpty(): boolean {
		return this.rooms.size === 0;
	}

	join(socket: Socket, name: RoomName): void {
		const key = `${name.view}:${name.id}`;
		let room = this.rooms.get(key);
		if (!room) {
			room = { name, sockets: new Set(), lastText: '', timer: null, nextAt: 0 };
			this.rooms.set(key, room);
		}
		const joined = room;
		joined.sockets.add(socket);
		socket.on('disconnect', () => {
			joined.sockets.delete(socket);
			if (joined.sockets.size > 0) return;
			if (joined.timer) clearTimeout(joined.timer);
			this.rooms.delete(key);
		});
		// News may have come between the page's snapshot and this join.
		this.sendFirst(socket, name);
	}

	/** The floor has changed: each room is told soon, but not more often than its view needs. */
	changed(): void {
		const { news } = this.source;
		const floor = this.source.floor();
		if (floor && !this.rooms.has('tickets:')) news.ticketsTold(floor.clock);
		for (const id of floor?.services.keys() ?? []) {
			if (floor && !this.rooms.has(`queue:${id}`)) news.queueTold(id, floor.clock);
		}
		for (const room of this.rooms.values()) this.schedule(room);
	}

	/** Something was read anew as a whole: every client must do the same. */
	refreshAll(): void {
		for (const room of this.rooms.values()) {
			room.lastText = '';
			this.schedule(room);
		}
	}

	/** A room without news still gets its clock: staleness is measured by it. */
	beat(): void {
		const floor = this.source.floor();
		if (!floor) return;
		const beat = this.beatOf(floor);
		const frame = frameOf('beat', beat);
		for (const room of this.rooms.values()) {
			// Waits and rates change with the clock alone, so state views are looked at as well.
			if (!isFollowed(room.name)) this.flush(room);
			this.write(room, frame);
		}
	}

	end(): void {
		for (const room of this.rooms.values()) if (room.timer) clearTimeout(room.timer);
		this.rooms.clear();
	}

	private beatOf(floor: Floor): Beat {
		const { fieldEventId } = this.source;
		const late = this.source.late();
		return {
			fieldEventId,
			clock: floor.clock,
			at: this.source.now(),
			speed: this.source.speed(),
			...(late !== null && { late })
		};
	}

	private schedule(room: Room): void {
		if (room.timer) return;
		const wait = Math.max(0, room.nextAt - Date.now());
		if (wait === 0) {
			this.flush(room);
			return;
		}
		room.timer = setTimeout(() => {
			room.timer = null;
			this.flush(room);
		}, wait);
	}

	private flush(room: Room): void {
		const floor = this.source.floor();
		if (!floor) return;
		room.nextAt = Date.now() + EVERY_MS[room.name.view];
		const { name } = room;
		if (name.view === 'queue') this.flushQueue(room, floor, name.id);
		else if (name.view === 'tickets') this.flushTickets(room, floor);
		else this.flushState(room, floor, name.view, name.id);
	}

	private flushState(room: Room, floor: Floor, view: StateView, id: string): void {
		const state = stateOf(floor, this.source.now(), view, id);
		const text = JSON.stringify(state);
		if (state === null || text === room.lastText) return;
		room.lastText = text;
		const snapshot = { ...this.beatOf(floor), view, state } as Snapshot;
		this.write(room, frameOf('state', snapshot));
	}

	private flushQueue(room: Room, floor: Floor, serviceId: string): void {
		const frame = this.queueFrame(floor, serviceId);
		const text = standing(frame);
		if (!hasNews(frame) && text === room.lastText) return;
		room.lastText = text;
		this.source.news.queueTold(serviceId, floor.clock);
		this.write(room, frameOf('queue', frame));
	}

	private queueFrame(floor: Floor, serviceId: string): QueueFrame {
		return queueFrame(floor, serviceId, this.source.news.ofQueue(serviceId), this.beatOf(floor));
	}

	private flushTickets(room: Room, floor: Floor): void {
		const news = this.source.news.ofTickets();
		if (news.changed.length === 0 && !news.refresh) return;
		this.source.news.ticketsTold(floor.clock);
		const frame: TicketsFrame = { ...this.beatOf(floor), ...news };
		this.write(room, frameOf('tickets', frame));
	}

	/**
	 * What a new socket of a room is told at once: a state, or what its phones are told next. By that frame's `after` a
	 * phone sees whether it missed something between its page's snapshot and here, and which room it is in.
	 */
	private sendFirst(socket: Socket, name: RoomName): void {
		const floor = this.source.floor();
		if (!floor) return;
		if (name.view === 'queue') {
			writeFrame([socket], frameOf('queue', this.queueFrame(floor, name.id)));
			return;
		}
		if (name.view === 'tickets') {
			const news = this.source.news.ofTickets();
			writeFrame([socket], frameOf('tickets', { ...this.beatOf(floor), ...news }));
			return;
		}
		const state = stateOf(floor, this.source.now(), name.view as StateView, name.id);
		if (state === null) return;
		const snapshot = { ...this.beatOf(floor), view: name.view, state };
		writeFrame([socket], frameOf('state', snapshot));
	}

	private write(room: Room, frame: ReturnType<typeof frameOf>): void {
		writeFrame(room.sockets, frame);
	}
}

/** Rooms of phones: they get differences, and fetch their own snapshot. */
function isFollowed(name: RoomName): name is Extract<RoomName, { view: 'queue' | 'tickets' }> {
	return name.view === 'queue' || name.view === 'tickets';
}
