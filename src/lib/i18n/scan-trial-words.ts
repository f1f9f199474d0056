import { formatNumber } from '#lib/core/ticket-number.ts';
import type { Arrived, TrialFinding, TrialReading } from '#lib/station/scanner/trial.ts';
import * as m from './paraglide/messages.js';
import { scannedKindWords, scanRefusalWords } from './scan-words.ts';

/** What stands between a scanner and the program, and how to mend it. */
export const findingWords: Record<TrialFinding, { what: () => string; mend: () => string }> = {
	'typing-tool': { what: m.scan_finding_typing_tool, mend: m.scan_mend_typing_tool },
	'computer-layout': { what: m.scan_finding_computer_layout, mend: m.scan_mend_computer_layout },
	'scanner-layout': { what: m.scan_finding_scanner_layout, mend: m.scan_mend_scanner_layout },
	'caps-lock': { what: m.scan_finding_caps_lock, mend: m.scan_mend_caps_lock },
	slow: { what: m.scan_finding_slow, mend: m.scan_mend_slow },
	'no-enter': { what: m.scan_finding_no_enter, mend: m.scan_mend_no_enter },
	'accents-mended': { what: m.scan_finding_accents_mended, mend: m.scan_mend_accents_mended },
	'accents-lost': { what: m.scan_finding_accents_lost, mend: m.scan_mend_accents_lost }
};

/** What arrived, in a sentence. */
export function arrivedText(arrived: Arrived): string {
	switch (arrived.kind) {
		case 'test-code':
			return m.scan_arrived_test();
		case 'card':
			return m.scan_arrived_card({ number: m.scan_masked({ tail: arrived.tail }) });
		case 'personal-id':
			return m.scan_arrived_personal_id({ number: m.scan_masked({ tail: arrived.tail }) });
		case 'ticket':
			return m.scan_arrived_ticket();
		case 'number':
			return m.scan_arrived_number({ number: formatNumber(arrived.prefix, arrived.number) });
		case 'number-without-letter':
			return scannedKindWords[arrived.kind]();
		case 'refused':
			return scanRefusalWords[arrived.code]();
	}
}

/** Codes that were read well and belong to something else than this hall. */
const OF_OTHERS = ['vneid', 'health-insurance', 'bank-payment', 'web-link', 'ticket-newer'];

/**
 * How a trial went: `good`; `good-but-other`, the scanner is well and the code of somebody else; `hand`, which tells
 * nothing of a scanner; `mend`, read with something to set; `not-read`.
 */
export type TrialVerdict = 'good' | 'good-but-other' | 'hand' | 'mend' | 'not-read';

export function verdictOf({ arrived, by, findings }: TrialReading): TrialVerdict {
	const refused = arrived.kind === 'refused';
	if (refused && !OF_OTHERS.includes(arrived.code)) return 'not-read';
	if (findings.length > 0) return 'mend';
	if (by === 'hand') return 'hand';
	return refused ? 'good-but-other' : 'good';
}
