import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RoomSocket, type Heard } from './room-socket.ts';

/** The browser's end of a line, held in the test's hand. */
class Line {
	static open: Line[] = [];
	sent: string[] = [];
	onmessage: ((packet: { data: string }) => void) | null = null;
	onclose: (() => void) | null = null;

	constructor(readonly url: string) {
		Line.open.push(this);
	}
	send(packet: string): void {
		this.sent.push(packet);
	}
	close(): void {
		this.onclose?.();
	}
	says(data: string): void {
		this.onmessage?.({ data });
	}
}

const OPEN = '0{"sid":"x","upgrades":[],"pingInterval":20000,"pingTimeout":20000}';
let heard: Heard[];
let falls: number;
let socket: RoomSocket;

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('WebSocket', Line);
	vi.stubGlobal('location', { protocol: 'http:', host: 'hall.local:3000' });
	Line.open = [];
	heard = [];
	falls = 0;
	socket = new RoomSocket(
		{ view: 'phone', ticket: '1' },
		(...said) => void heard.push(said),
		() => falls++
	);
});
afterEach(() => {
	socket.close();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});
const line = () => Line.open[Line.open.length - 1]!;

describe("a phone's line to its room", () => {
	test('says once who it is, and is connected when the server has admitted it', () => {
		expect(line().url).toBe('ws://hall.local:3000/socket.io/?EIO=4&transport=websocket');
		line().says(OPEN);
		expect(line().sent).toEqual(['40{"view":"phone","ticket":"1"}']);
		expect(socket.connected).toBe(false);
		line().says('40{"sid":"y"}');
		expect(socket.connected).toBe(true);
	});

	test('hands on what the room tells and answers pings', () => {
		line().says(OPEN);
		line().says('40{"sid":"y"}');
		line().says('42["beat",{"fieldEventId":7,"clock":5,"at":0,"speed":1}]');
		line().says('2');
		expect(heard).toEqual([['beat', { fieldEventId: 7, clock: 5, at: 0, speed: 1 }]]);
		expect(line().sent[line().sent.length - 1]).toBe('3');
	});

	test('comes back after a fall, each time a little later', () => {
		line().close();
		expect(falls).toBe(1);
		vi.advanceTimersByTime(1_600);
		expect(Line.open).toHaveLength(2);
		line().close();
		vi.advanceTimersByTime(900);
		expect(Line.open).toHaveLength(2);
		vi.advanceTimersByTime(2_200);
		expect(Line.open).toHaveLength(3);
	});

	test('comes back when the server refuses it, and at once when it changes rooms', () => {
		line().says(OPEN);
		line().says('44{"message":"no-such-ticket"}');
		expect({ falls, connected: socket.connected }).toEqual({ falls: 1, connected: false });
		vi.advanceTimersByTime(1_600);
		line().says(OPEN);
		line().says('40{"sid":"z"}');
		socket.reconnect();
		vi.advanceTimersByTime(1);
		expect(Line.open).toHaveLength(3);
	});

	test('is given up when the server has not said a word for longer than its pings', () => {
		line().says(OPEN);
		line().says('40{"sid":"y"}');
		vi.advanceTimersByTime(40_001);
		expect(falls).toBe(1);
	});

	test('stays closed once the page is gone', () => {
		socket.close();
		vi.advanceTimersByTime(60_000);
		expect({ lines: Line.open.length, falls }).toEqual({ lines: 1, falls: 0 });
	});
});
