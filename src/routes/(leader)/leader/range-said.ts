import { count } from '#lib/i18n/format.ts';

/** `480–520`, and `480` where both ends are the same. */
export function rangeSaid({ from, to }: { from: number; to: number }): string {
	return from === to ? count(from) : `${count(from)}–${count(to)}`;
}
