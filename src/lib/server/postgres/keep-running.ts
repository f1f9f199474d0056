import { setTimeout as sleep } from 'node:timers/promises';
import type { Postmaster } from './postmaster.ts';

/** Pauses before a server that has ended unasked is started again: none at first, longer while it keeps ending. */
const PAUSES_MS = [0, 100, 500, 1_000, 2_000, 5_000];
/** A server that has run this long ended for a new reason. */
const SOUND_MS = 10_000;

/**
 * Watches a server and starts it again whenever it ends unasked (killed, out of memory, a full disk); the pools of
 * the program reconnect by themselves.
 * @param start ends what is left of the last one and starts a new one; rejects when that fails
 * @returns what ends the watch and the server
 */
export function keepRunning(
	first: Postmaster,
	start: () => Promise<Postmaster>,
	log: (message: string, facts?: Record<string, number>) => void
): () => Promise<void> {
	let server = first;
	const stopping = new AbortController();
	const { signal } = stopping;
	const watch = async (): Promise<void> => {
		let failures = 0;
		while (!signal.aborted) {
			const since = performance.now();
			await server.ended;
			if (performance.now() - since > SOUND_MS) failures = 0;
			const pauseMs = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)];
			failures += 1;
			if (!signal.aborted) log('the database ended unexpectedly; starting it again', { failures });
			await sleep(pauseMs, undefined, { signal }).catch(() => {});
			if (signal.aborted) return;
			await start().then(
				(next) => (server = next),
				(error: Error) => log(`the database cannot be started: ${error.message}`)
			);
		}
	};
	const watching = watch();
	return async () => {
		stopping.abort();
		await server.stop();
		await watching;
		await server.stop(); // one that was being started meanwhile
	};
}
