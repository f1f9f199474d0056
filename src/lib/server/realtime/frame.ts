import type { Socket } from 'socket.io';
import type { ServerToBrowser } from '#lib/core/protocol.ts';

/** A frame ready for the wire: encoded once, whatever the number of sockets. */
export interface Frame {
	event: keyof ServerToBrowser;
	text: string;
	/** The same as one websocket frame: header and payload. */
	bytes: [header: Buffer, payload: Buffer];
}

/** Sockets that are written to in one turn of the event loop: a broadcast to 10,000 in one would hold it 0.2 s. */
const SLICE = 200;
/** A reader that has this much unread gets nothing more until it has caught up; then the latest. */
const UNREAD_BYTES = 64 * 1024;

/** Frames that a slow reader has missed: only the latest of each kind waits for it. */
const behind = new WeakMap<Socket, Map<Frame['event'], Frame>>();

export function frameOf<E extends keyof ServerToBrowser>(
	event: E,
	value: Parameters<ServerToBrowser[E]>[0]
): Frame {
	// "2" is the Socket.IO event packet on the main namespace; engine.io's "4" (message) goes before it on the wire.
	const text = `2${JSON.stringify([event, value])}`;
	const payload = Buffer.from(`4${text}`);
	return { event, text, bytes: [headerOf(payload.length), payload] };
}

/** Header of an unmasked, final websocket text frame (RFC 6455, 5.2). */
function headerOf(length: number): Buffer {
	if (length < 126) return Buffer.from([0x81, length]);
	if (length < 65_536) {
		const header = Buffer.from([0x81, 126, 0, 0]);
		header.writeUInt16BE(length, 2);
		return header;
	}
	const header = Buffer.alloc(10);
	header[0] = 0x81;
	header[1] = 127;
	header.writeBigUInt64BE(BigInt(length), 2);
	return header;
}

/** Writes a frame to every socket, in slices; never queues behind a slow reader. */
export function writeFrame(sockets: Iterable<Socket>, frame: Frame): void {
	const all = [...sockets];
	let from = 0;
	const slice = () => {
		const end = Math.min(from + SLICE, all.length);
		for (; from < end; from++) writeOne(all[from]!, frame);
		if (from < all.length) setImmediate(slice);
	};
	slice();
}

/** The part of engine.io's socket that a pre-encoded frame needs. */
interface Engine {
	readyState: string;
	write(text: string, options: { wsPreEncodedFrame: Buffer[]; compress: false }): void;
	once(event: 'drain', act: () => void): void;
	transport: { socket?: { bufferedAmount?: number } };
	writeBuffer: unknown[];
}

function writeOne(socket: Socket, frame: Frame): void {
	const engine = socket.conn as unknown as Engine;
	if (engine.readyState !== 'open') return;
	const unread = engine.transport.socket?.bufferedAmount ?? 0;
	if (unread > UNREAD_BYTES || engine.writeBuffer.length > 8) {
		let missed = behind.get(socket);
		if (!missed) {
			missed = new Map();
			behind.set(socket, missed);
			engine.once('drain', () => catchUp(socket));
		}
		missed.set(frame.event, frame);
		return;
	}
	engine.write(frame.text, { wsPreEncodedFrame: frame.bytes, compress: false });
}

/** A queue's frames that were skipped are missed for good: the phone sees the gap by `after` and reads its snapshot. */
function catchUp(socket: Socket): void {
	const missed = behind.get(socket);
	behind.delete(socket);
	for (const frame of missed?.values() ?? []) writeOne(socket, frame);
}
