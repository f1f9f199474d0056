import type { BoothFigures } from '#lib/core/view/leader-view.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { boothName } from '#lib/i18n/words.ts';
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

/** The booths at which nobody is, in one line, rows of numbers drawn together: `Chưa có cán bộ: Bàn 1–3, Bàn 7`. */
export function closedBooths(booths: readonly Pick<BoothFigures, 'booth' | 'state'>[]): string {
	const rows: BoothFigures['booth'][][] = [];
	for (const { booth, state } of booths) {
		if (state !== 'closed') continue;
		const row = rows.at(-1);
		const last = row?.at(-1);
		const joins =
			last &&
			booth.seats > 0 &&
			last.seats > 0 &&
			last.word === booth.word &&
			last.number + 1 === booth.number;
		if (joins) row!.push(booth);
		else rows.push([booth]);
	}
	const said = rows.map((row) =>
		row.length > 1 ? `${boothName(row[0]!)}–${row.at(-1)!.number}` : boothName(row[0]!)
	);
	return m.leader_booths_closed({ booths: said.join(', ') });
}

/** A rate with one decimal, half up: `7,5`; `–` where nothing is reckoned. */
export function oneDecimal(value: number | null): string {
	if (value === null) return '–';
	const tenths = Math.floor(value * 10 + 0.5);
	const comma = getLocale() === 'vi' ? ',' : '.';
	return `${Math.floor(tenths / 10)}${comma}${tenths % 10}`;
}
