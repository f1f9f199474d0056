import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { EnrolmentReply } from './enrol.ts';

/** Wrong codes from one address, and from all together: a code has eight digits and lives ten minutes. */
const perAddress = new RateLimiterMemory({ keyPrefix: 'code', points: 20, duration: 300 });
const altogether = new RateLimiterMemory({ keyPrefix: 'codes', points: 300, duration: 300 });

/** Lets somebody try a code; a try is counted before it is judged, and given back unless the code was a wrong one. */
export async function countedTry(
	address: string,
	enrol: () => Promise<EnrolmentReply>
): Promise<EnrolmentReply> {
	try {
		await perAddress.consume(address);
		await altogether.consume('all');
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return { status: 429, answer: { ok: false, refused: 'too-many-tries' } };
	}
	const reply = await enrol();
	const wrong = 'ok' in reply.answer && !reply.answer.ok && reply.answer.refused === 'code-unknown';
	if (!wrong) {
		await perAddress.reward(address);
		await altogether.reward('all');
	}
	return reply;
}
