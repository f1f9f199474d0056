import type { Acknowledgement } from '#lib/core/answer.ts';
import {
	SIGNATURE_HEADER,
	type Contact,
	type ContactAnswer,
	type Parcel
} from '#lib/core/station/contact.ts';
import { askedAgain, LinePace } from './asked-again.ts';
import { signatureOf } from './station-key.ts';
import type { StoredEpoch } from './station-store.ts';

/** No try is waited for longer than this. */
export const MOST_PATIENCE_MS = 40_000;
/** No line is waited for that carries less in a ms. */
const LEAST_BYTES_A_MS = 4;
/** A shorter body says nothing of what a line carries, bytes. */
const LONG_BYTES = 4_000;
/** A shorter body is not worth compressing, in characters. */
const PACKED_FROM = 1_500;

/**
 * What came of one contact. `refused`: the server answered, and knows no such station (or is older than this program);
 * `late`: a long one was not answered in time, as on a line that carries little or nothing.
 */
export type Contacted =
	| { ok: true; answer: ContactAnswer; sentAt: number }
	| { ok: false; refused: string | null; late: boolean };

/** How the next contact is to be made: with how many operations, how long to wait, and whether only in plain bytes. */
export interface Asking {
	parcels: number;
	patienceMs: number;
	plain: boolean;
}

const pace = new LinePace();

/** Sends one contact, signed, to the server at an address; a long one goes compressed, and again when it is stuck. */
export async function contact(
	origin: string,
	epoch: StoredEpoch,
	body: Contact,
	{ patienceMs, plain }: Omit<Asking, 'parcels'>
): Promise<Contacted> {
	const url = `${origin}/api/station/${epoch.fieldEventId}/${epoch.station}/contact`;
	const { init, bytes } = await written(epoch, body, plain);
	const long = bytes / LEAST_BYTES_A_MS;
	const ended = AbortSignal.timeout(Math.min(MOST_PATIENCE_MS, patienceMs + long));
	// The same bytes each time: what arrives late is then known for what was heard already.
	const attempt = async (signal: AbortSignal): Promise<Contacted> => {
		const sentAt = performance.now();
		const response = await fetch(url, { ...SENT, ...init, signal });
		if (response.ok) {
			const answer = inFull((await response.json()) as ContactAnswer, body.parcels);
			if (bytes > LONG_BYTES) pace.answered(bytes, performance.now() - sentAt);
			return { ok: true, answer, sentAt };
		}
		if (response.status === 413) return { ok: false, refused: 'unreadable', late: false };
		if (response.status >= 500) return { ok: false, refused: null, late: false };
		const said = (await response.json()) as { refused?: string };
		return { ok: false, refused: said.refused ?? 'unreadable', late: false };
	};
	try {
		return await askedAgain(attempt, pace.stuckMs(bytes), ended);
	} catch {
		const late = ended.aborted && bytes > LONG_BYTES;
		if (late) pace.late();
		return { ok: false, refused: null, late };
	}
}

/** An answer in brief, with one acknowledgement for each parcel again. */
export function inFull(answer: ContactAnswer, parcels: readonly Parcel[]): ContactAnswer {
	const { applied, clock, ...rest } = answer;
	if (!applied) return answer;
	const heard = parcels.filter(({ seq }) => applied.some(([from, to]) => from <= seq && seq <= to));
	const plain = heard.map(({ operationId }): Acknowledgement => {
		return { operationId, clock, verdict: 'applied', why: '' };
	});
	return { ...rest, clock, acknowledgements: [...plain, ...rest.acknowledgements] };
}

const SENT = { method: 'POST', cache: 'no-store', credentials: 'omit' } as const;

interface Written {
	init: { headers: Record<string, string>; body: string | ArrayBuffer };
	bytes: number;
}

/** The contact as it travels. */
async function written(epoch: StoredEpoch, body: Contact, plain: boolean): Promise<Written> {
	const text = JSON.stringify({ ...body, brief: true });
	const path = `/api/station/${epoch.fieldEventId}/${epoch.station}/contact`;
	const signature = await signatureOf(epoch.pair, path, text);
	const packed = plain || text.length < PACKED_FROM ? null : await packedText(text);
	const headers = {
		'content-type': 'application/json',
		...(packed && { 'content-encoding': 'gzip' }),
		[SIGNATURE_HEADER]: signature
	};
	return {
		init: { headers, body: packed ?? text },
		bytes: packed?.byteLength ?? text.length
	};
}

/** Null where the browser cannot. */
async function packedText(text: string): Promise<ArrayBuffer | null> {
	if (!('CompressionStream' in globalThis)) return null;
	const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Response(stream).arrayBuffer();
}
