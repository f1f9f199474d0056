import { error } from '@sveltejs/kit';
import { paperRangeOf } from '#lib/core/paper-range.ts';
import { blankSheetsOf, slipsOf } from '#lib/server/floor/paper.ts';
import { drawQr } from '../../../../draw-qr.ts';
import type { PageServerLoad } from './$types';

/** `?day=1&prefix=A&from=17&to=61` prints these slips; with `&sheets` the blank sheets among these numbers. */
export const load: PageServerLoad = async ({ params, url, parent }) => {
	const range = paperRangeOf(url.searchParams);
	if (!range) error(404, 'no-such-number');
	const { fieldEventId } = await parent();
	if (url.searchParams.has('sheets')) {
		const blank = await blankSheetsOf(fieldEventId, params.gate, range);
		if (!blank) error(404, 'no-such-gate');
		const { head, date, services, sheets } = blank;
		const drawn = sheets.map((sheet) => ({ ...sheet, code: drawQr(sheet.code) }));
		return { head, slips: [], blank: { date, services, sheets: drawn }, wifi: null };
	}
	const printed = await slipsOf(fieldEventId, params.gate, range);
	if (!printed) error(404, 'no-such-gate');
	const { head, slips } = printed;
	return {
		head,
		slips: slips.map((slip) => ({
			...slip,
			follow: slip.follow === null ? null : drawQr(slip.follow)
		})),
		blank: null,
		wifi: head.wifi && { code: drawQr(head.wifi.join), name: head.wifi.name }
	};
};
