import type { Answer } from '#lib/core/answer.ts';
import type { Wish } from '#lib/core/wish.ts';
import { newId } from './new-id.ts';

/** What came of a press: the clerk's answer, or that nobody answered and the press may be repeated. */
export type Sent = Answer | { ok: false; refused: 'unreachable' | 'signed-out' };

export interface CommandOptions {
	identity?: { digits: string; anyway: boolean };
	/** Keep it to press again with the same id after "unreachable". */
	operationId?: string;
	/** Real ms after which a try is given up. */
	timeoutMs?: number;
}

const TRIES = 4;
const FIRST_PAUSE_MS = 600;

/**
 * Sends one wish. Lost answers are asked for again with the same operation id, so that pressing once is doing once
 * however bad the line; after a few tries the caller is told `unreachable`, and may repeat with that id.
 */
export async function command(
	fieldEventId: number | string,
	wish: Wish,
	options: CommandOptions = {}
): Promise<Sent> {
	const operationId = options.operationId ?? newId();
	const body = JSON.stringify({ operationId, wish, identity: options.identity });
	for (let tried = 0; tried < TRIES; tried++) {
		if (tried > 0) await pause(FIRST_PAUSE_MS * 2 ** (tried - 1));
		try {
			const response = await fetch(`/api/floor/${fieldEventId}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
				signal: AbortSignal.timeout(options.timeoutMs ?? 10_000)
			});
			if (response.status === 401) return { ok: false, refused: 'signed-out' };
			if (response.status === 403) return { ok: false, refused: 'not-allowed' };
			if (response.status === 413) return { ok: false, refused: 'bad-wish' };
			const answer = (await response.json()) as Answer | { ok?: undefined };
			if (answer.ok || (answer.ok === false && answer.refused !== 'try-again')) return answer;
		} catch {
			// Told below, with what is no answer of the clerk's: a fault before it, a proxy's word.
		}
		// The next try asks for the first answer again.
	}
	return { ok: false, refused: 'unreachable' };
}

function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}
