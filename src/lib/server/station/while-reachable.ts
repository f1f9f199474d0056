import { isPassingFault } from '../db/passing-fault.ts';

/** What a station is told while PostgreSQL is away: it keeps everything and comes again. */
export const AWAY = { status: 503, answer: { refused: 'try-again' } } as const;

/** The work's own reply, or `AWAY`. */
export async function whileReachable<T>(work: () => Promise<T>): Promise<T | typeof AWAY> {
	try {
		return await work();
	} catch (fault) {
		if (isPassingFault(fault)) return AWAY;
		throw fault;
	}
}
