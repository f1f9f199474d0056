import type { Handshake, ServerToBrowser } from '#lib/core/protocol.ts';

/** What a room tells: the event's name and its value. */
export type Heard = {
	[E in keyof ServerToBrowser]: [event: E, value: Parameters<ServerToBrowser[E]>[0]];
}[keyof ServerToBrowser];

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * The few words of Engine.IO 4 and Socket.IO 5 that a phone needs: one namespace, websocket only, server to browser only.
 * The full client is 12 KB compressed, a fifth of what a phone's page may load; this is one.
 * Comes back by itself, later and later and never in step with other phones, until it is closed.
 */
export class RoomSocket {
	/** The server has admitted this socket to its room. */
	connected = false;
	private socket: WebSocket | null = null;
	private pauseMs = FIRST_PAUSE_MS;
	private again: ReturnType<typeof setTimeout> | null = null;
	private silence: ReturnType<typeof setTimeout> | null = null;
	private silentMs = 45_000;
	private closed = false;

	constructor(
		private readonly auth: Handshake,
		private readonly hear: (...heard: Heard) => void,
		/** The line is down, or the server refused: until told otherwise there is no socket. */
		private readonly down: () => void
	) {
		this.connect();
	}

	/** Leaves the room and comes back: the server chooses the room when a socket connects. */
	reconnect(): void {
		this.pauseMs = 0;
		this.socket?.close();
	}

	close(): void {
		this.closed = true;
		if (this.again) clearTimeout(this.again);
		this.socket?.close();
	}

	private connect(): void {
		const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
		let socket: WebSocket;
		try {
			socket = new WebSocket(`${scheme}://${location.host}/socket.io/?EIO=4&transport=websocket`);
		} catch {
			// Browsers before 2022 take 'self' in the page's policy to leave out websockets.
			return this.fell();
		}
		this.socket = socket;
		socket.onmessage = ({ data }) => this.read(socket, String(data));
		socket.onclose = () => this.fell();
		this.expectWord();
	}

	/** A packet: Engine.IO's digit, then for a message (4) Socket.IO's. */
	private read(socket: WebSocket, packet: string): void {
		this.expectWord();
		if (packet === '2') return socket.send('3');
		if (packet.startsWith('0')) {
			const { pingInterval, pingTimeout } = JSON.parse(packet.slice(1)) as Record<string, number>;
			this.silentMs = (pingInterval ?? 20_000) + (pingTimeout ?? 20_000);
			return socket.send(`40${JSON.stringify(this.auth)}`);
		}
		if (packet.startsWith('40')) {
			this.connected = true;
			this.pauseMs = FIRST_PAUSE_MS;
		} else if (packet.startsWith('42')) {
			this.hear(...(JSON.parse(packet.slice(2)) as Heard));
		} else if (packet.startsWith('41') || packet.startsWith('44')) {
			socket.close();
		}
	}

	/** The server pings; a line without a word for longer than that is dead, whatever the browser believes. */
	private expectWord(): void {
		if (this.silence) clearTimeout(this.silence);
		this.silence = setTimeout(() => this.socket?.close(), this.silentMs);
	}

	private fell(): void {
		if (this.silence) clearTimeout(this.silence);
		this.connected = false;
		if (this.closed) return;
		this.down();
		const pause = this.pauseMs * (0.5 + Math.random());
		this.pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.pauseMs * 2));
		this.again = setTimeout(() => this.connect(), pause);
	}
}
