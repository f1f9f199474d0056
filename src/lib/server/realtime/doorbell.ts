import postgres, { type Sql } from 'postgres';

/**
 * NOTIFY is a hint only: at once, then at most every 20 ms per field event, on a connection of its own.
 * NOTIFY inside each transaction was measured to cost 61 % of the writes; coalesced it costs nothing.
 */
const CHANNEL = 'ngayhoi_floor';
const PAUSE_MS = 20;

let own: Sql | null = null;
let stopListening: (() => Promise<void>) | null = null;
const lastAt = new Map<number, number>();
const pending = new Map<number, number>();

/** Opens the bell's own connection; `heard` gets every ring of every node, this one's own among them. */
export async function openDoorbell(
	options: Sql['options'],
	heard: (fieldEventId: number, clock: number) => void,
	reopened: () => void
): Promise<void> {
	own = postgres({ ...options, max: 1 } as never) as unknown as Sql;
	const listening = await own.listen(
		CHANNEL,
		(text) => {
			const [fieldEventId, clock] = text.split(':').map(Number);
			if (fieldEventId && clock) heard(fieldEventId, clock);
		},
		reopened
	);
	stopListening = () => listening.unlisten();
}

/** Tells the other nodes that the field event's clock has advanced. */
export function ring(fieldEventId: number, clock: number): void {
	const waiting = pending.has(fieldEventId);
	pending.set(fieldEventId, clock);
	if (waiting) return;
	const rest = PAUSE_MS - (Date.now() - (lastAt.get(fieldEventId) ?? 0));
	if (rest <= 0) send(fieldEventId);
	else setTimeout(() => send(fieldEventId), rest);
}

function send(fieldEventId: number): void {
	const clock = pending.get(fieldEventId);
	pending.delete(fieldEventId);
	lastAt.set(fieldEventId, Date.now());
	// Lost rings do no harm: every node looks at the journal every two seconds anyway.
	own?.notify(CHANNEL, `${fieldEventId}:${clock}`).catch(() => {});
}

export async function closeDoorbell(): Promise<void> {
	await stopListening?.().catch(() => {});
	await own?.end({ timeout: 2 });
	own = null;
}
