import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { EnrolmentReply } from './enrol.ts';

/** Wrong codes from one address, and from all together: a code has eight digits and lives ten minutes. */
const perAddress = new RateLimiterMemory({ keyPrefix: 'code', points: 20, duration: 300 });
const altogether = new RateLimiterMemory({ keyPrefix: 'codes', points: 300, duration: 300 });

/**
 * Lets somebody try a code; a try is counted before it is judged, and given back unless the code was a wrong one. One that
 * was not let in is given back as well: a hall that switches on its tablets at one moment is not shut out for it.
 */
export async function countedTry(
	address: string,
	enrol: () => Promise<EnrolmentReply>
): Promise<EnrolmentReply> {
	const giveBack = () => Promise.all([perAddress.reward(address), altogether.reward('all')]);
	const counted = await Promise.allSettled([
		perAddress.consume(address),
		altogether.consume('all')
	]);
	const refused = counted.find((one) => one.status === 'rejected')?.reason as unknown;
	if (refused !== undefined) {
		await giveBack();
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return { status: 429, answer: { ok: false, refused: 'too-many-tries' } };
	}
	const reply = await enrol();
	const wrong = 'ok' in reply.answer && !reply.answer.ok && reply.answer.refused === 'code-unknown';
	if (!wrong) await giveBack();
	return reply;
}
