import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Wrong tries allowed before a pause, the span they are counted over, and the pause. */
export interface Allowance {
	tries: number;
	withinMs: number;
	pauseMs: number;
}

/**
 * Ten wrong tries per sign-in name, then five minutes. Longer would let a stranger shut an organiser
 * out of an open hall; at this pace 14 characters outlast every attacker. Unknown names are counted
 * like known ones, so the answer tells nothing.
 */
const PER_NAME: Allowance = { tries: 10, withinMs: 15 * 60_000, pauseMs: 5 * 60_000 };
/** A hall behind one router is one address: a hundred officers may mistype twice each. */
const PER_ADDRESS: Allowance = { tries: 200, withinMs: 15 * 60_000, pauseMs: 5 * 60_000 };

/** Whether a try may be made; when not, until when to wait. */
export type Admission = { ok: true } | { ok: false; until: Date; firstTime: boolean };

/**
 * Counts wrong tries in the memory of this process (each of several nodes counts its own). A try is
 * counted before it is judged, so that a thousand at once are not a thousand free ones, and taken back
 * when it was right.
 */
export class SignInLimits {
	#name: RateLimiterMemory;
	#address: RateLimiterMemory;

	constructor(perName = PER_NAME, perAddress = PER_ADDRESS) {
		this.#name = limiter('name', perName);
		this.#address = limiter('address', perAddress);
	}

	/**
	 * @param name the sign-in name or the code's id that is tried
	 * @param address where the request comes from
	 */
	async admit(name: string, address: string): Promise<Admission> {
		const byAddress = await take(this.#address, address);
		if (!byAddress.ok) return byAddress;
		return take(this.#name, name);
	}

	/** The try was right: the name starts anew, the address gets its try back. */
	async wasRight(name: string, address: string): Promise<void> {
		await this.#name.delete(name);
		await this.#address.reward(address);
	}
}

/** The limits of this process. */
export const signInLimits = new SignInLimits();

function limiter(keyPrefix: string, { tries, withinMs, pauseMs }: Allowance): RateLimiterMemory {
	return new RateLimiterMemory({
		keyPrefix,
		points: tries,
		duration: withinMs / 1000,
		blockDuration: pauseMs / 1000
	});
}

async function take(limiter: RateLimiterMemory, key: string): Promise<Admission> {
	try {
		await limiter.consume(key);
		return { ok: true };
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return {
			ok: false,
			until: new Date(Date.now() + refused.msBeforeNext),
			firstTime: refused.consumedPoints === limiter.points + 1
		};
	}
}
