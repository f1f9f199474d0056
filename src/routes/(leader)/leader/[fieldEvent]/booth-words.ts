import type { BoothFigures } from '#lib/core/view/leader-view.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import type { Band } from './booth-groups.ts';

/** Where a booth lies among those of its service. */
export const bandWords: Readonly<Record<Band, () => string>> = {
	below: m.leader_band_below,
	normal: m.leader_band_normal,
	above: m.leader_band_above,
	none: m.leader_band_none
};

export const boothStateWords: Readonly<Record<BoothFigures['state'], () => string>> = {
	open: m.leader_booth_open,
	paused: m.leader_booth_paused,
	closed: m.leader_booth_closed
};

/** A rate with one decimal, half up: `7,5`; `–` where nothing is reckoned. */
export function oneDecimal(value: number | null): string {
	if (value === null) return '–';
	const tenths = Math.floor(value * 10 + 0.5);
	const comma = getLocale() === 'vi' ? ',' : '.';
	return `${Math.floor(tenths / 10)}${comma}${tenths % 10}`;
}
