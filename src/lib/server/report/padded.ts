import { count } from '#lib/i18n/format.ts';

/** Small counts take a zero in administrative prose: `05 hồ sơ`. */
export function padded(n: number): string {
	return n > 0 && n < 10 ? `0${n}` : count(n);
}
