/*
 * The one rule by which every figure of a report is rounded: to two decimals, half up, computed on whole numbers so that
 * no binary fraction decides. Parts are rounded each for itself, so rounded shares need not add up to 100%.
 */

/** A quotient in hundredths, rounded half up; null without a denominator. Numerator not negative. */
export function hundredths(numerator: number, denominator: number): number | null {
	const whole = BigInt(Math.trunc(denominator));
	if (whole <= 0n) return null;
	const part = BigInt(Math.trunc(numerator));
	return Number((part * 200n + whole) / (whole * 2n));
}

/** The share `part` of `whole` in hundredths of a percent: 9894 is 98,94%. Null without a whole. */
export function shareHundredths(part: number, whole: number): number | null {
	return hundredths(part * 100, whole);
}

/** The mean of `n` lengths of time in hundredths of a minute. Null when there are none. */
export function meanMinutesHundredths(sumMs: number, n: number): number | null {
	return hundredths(sumMs, n * 60_000);
}
