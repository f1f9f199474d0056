import { count } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { boothName } from '#lib/i18n/words.ts';
import type { Outstanding } from './outstanding.ts';

/** What is not in yet, one sentence each; empty when the rows know of nothing. */
export function outstandingText(open: Outstanding): string[] {
	const named = (booths: Outstanding['seated']) =>
		booths
			.map((booth) => m.report_open_booth({ booth: boothName(booth), n: count(booth.n) }))
			.join(', ');
	const said = (n: number, say: (words: { n: string }) => string) =>
		n > 0 ? [say({ n: count(n) })] : [];
	return [
		...(open.seated.length > 0 ? [m.report_open_seated({ booths: named(open.seated) })] : []),
		...(open.leased.length > 0 ? [m.report_open_leased({ booths: named(open.leased) })] : []),
		...said(open.waiting, m.report_open_waiting),
		...said(open.provisional, m.report_open_provisional),
		...said(open.conflicts, m.report_open_conflicts),
		...said(open.quarantined, m.report_open_quarantined)
	];
}
