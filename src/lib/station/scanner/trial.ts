import { repairCardText } from '#lib/core/card-text-repair.ts';
import { recogniseScan, type Scanned } from '#lib/core/scanned-code.ts';
import { BurstCollector, type Stroke } from './burst.ts';

/** A key of a trial: what tells a scanner from a hand, and whether Caps Lock was on. */
export interface TrialStroke extends Stroke {
	capsLock?: boolean;
	/** Alt going up, which ends a byte of the "Alt mode"; all others are keys going down. */
	altUp?: boolean;
}

/** One scan, or one thing typed, on the page that tries scanners. In memory only: it may be an identity card. */
export interface TrialEntry {
	strokes: readonly TrialStroke[];
	/** What stood in the field at the end: what a typing tool made of the keys. */
	value: string;
	/** What ended it: the scanner's own key, a silence, or a press of the person's. */
	end: 'enter' | 'tab' | 'silence' | 'press';
}

/** What stands between a scanner and the program. Words and remedies in `#lib/i18n/scan-trial-words.ts`. */
export const TRIAL_FINDINGS = [
	'typing-tool',
	'computer-layout',
	'scanner-layout',
	'caps-lock',
	'slow',
	'no-enter',
	'accents-mended',
	'accents-lost'
] as const;
export type TrialFinding = (typeof TRIAL_FINDINGS)[number];

/** What arrived, with nothing in it that names a person: of an identity number its last three digits. */
export type Arrived =
	| { kind: 'test-code' }
	| { kind: 'card' | 'personal-id'; tail: string }
	| { kind: 'number'; prefix: string; number: number }
	| { kind: 'ticket' | 'number-without-letter' }
	| Extract<Scanned, { kind: 'refused' }>;

export interface TrialReading {
	/** `slow`: a machine's keys that come too slowly for the gate to know them from a hand's. */
	by: 'scanner' | 'slow' | 'hand' | 'camera';
	arrived: Arrived;
	findings: TrialFinding[];
	/** How many signs came. */
	signs: number;
	/** The middle time between two keys, ms; null with fewer than two. */
	everyMs: number | null;
	end: TrialEntry['end'] | null;
}

/**
 * What the page's own test code says: digits, the signs that keyboard layouts exchange, and letters that only a scanner
 * with the right code page brings over whole.
 */
export const TEST_CODE = 'NgayHoi|0123456789|ăâđêôơư ĂÂĐÊÔƠƯ ạảấầ|-/:.';

/** Slower than this no hand scanner types, and faster no person over a dozen keys. */
const MACHINE_MS = 90;
/** Nobody types as much by hand to try a scanner. */
const LONG = 25;
const SHORTEST = 12;

/** Tells of a scan or of something typed what arrived, and what stands between the scanner and the program. */
export function readTrial(entry: TrialEntry, { year }: { year: number }): TrialReading {
	const signs = entry.strokes.filter(({ key, altUp }) => !altUp && isSign(key));
	const gaps = gapsOf(signs);
	const burst = asTheGateReads(entry);
	const slow = burst === null && isMachine(signs.length, gaps);
	// A slow machine's signs are told whole here, though the gate would have taken them for several scans.
	const text = burst?.text ?? entry.value;
	const imeSeen = burst?.imeSeen ?? false;
	const scanned = recogniseScan(text, { year, imeSeen });
	const by = burst ? 'scanner' : slow ? 'slow' : 'hand';
	return {
		by,
		arrived: isTestCode(text) ? { kind: 'test-code' } : arrivedAs(scanned),
		findings:
			by === 'hand'
				? findingsOfHand(scanned)
				: findingsOfScanner({ ...entry, text, imeSeen, slow }, scanned),
		signs: signs.length,
		everyMs: middle(gaps),
		end: entry.end
	};
}

/** The same for a code that the camera read: it knows no keys. */
export function readCameraTrial(text: string, { year }: { year: number }): TrialReading {
	const arrived: Arrived = isTestCode(text)
		? { kind: 'test-code' }
		: arrivedAs(recogniseScan(text, { year }));
	return { by: 'camera', arrived, findings: [], signs: text.length, everyMs: null, end: null };
}

/** What the gate's listener makes of the keys; null when it would take them for a hand's, or break them in two. */
function asTheGateReads({ strokes, end }: TrialEntry): { text: string; imeSeen: boolean } | null {
	const collector = new BurstCollector();
	for (const stroke of strokes) {
		if (collector.isOver(stroke.at)) return null;
		if (stroke.altUp) collector.releaseAlt(stroke.at);
		else collector.press(stroke);
	}
	if (!collector.sure) return null;
	const at = (strokes.at(-1)?.at ?? 0) + 1;
	if (end === 'enter' || end === 'tab') collector.press({ key: 'Enter', code: 'Enter', at });
	else collector.silence();
	return collector.take();
}

function isMachine(signs: number, gaps: number[]): boolean {
	const every = middle(gaps) ?? Infinity;
	return (signs >= SHORTEST && every < MACHINE_MS) || (signs >= LONG && every < 2 * MACHINE_MS);
}

interface Scan extends TrialEntry {
	text: string;
	imeSeen: boolean;
	slow: boolean;
}

function findingsOfScanner(scan: Scan, scanned: Scanned): TrialFinding[] {
	const { strokes, text, value, end } = scan;
	const layout = strokes.some(isOtherLayout);
	const accented = hasVietnamese(value) && !hasVietnamese(keysOf(strokes));
	const tool =
		(scan.imeSeen && !strokes.some(isVietnameseLayout)) ||
		accented ||
		strokes.some(({ key, composing }) => composing === true || key === 'Process');
	const accents = accentsOf(text, scanned);
	const found: Record<TrialFinding, boolean> = {
		'typing-tool': tool,
		'computer-layout': layout,
		'scanner-layout': !layout && !tool && hasLostSigns(text, scanned),
		'caps-lock': strokes.some(({ key, capsLock }) => capsLock === true && /^\p{L}$/u.test(key)),
		slow: scan.slow,
		'no-enter': end === 'silence' || end === 'press',
		// A typing tool that is on spoils letters by itself: one thing to mend at a time.
		'accents-mended': !tool && accents === 'mended',
		'accents-lost': !tool && accents === 'lost'
	};
	return TRIAL_FINDINGS.filter((finding) => found[finding]);
}

function findingsOfHand(scanned: Scanned): TrialFinding[] {
	return scanned.kind === 'refused' && scanned.code === 'typing-tool-on' ? ['typing-tool'] : [];
}

function arrivedAs(scanned: Scanned): Arrived {
	switch (scanned.kind) {
		case 'card':
			return { kind: 'card', tail: scanned.card.digits.slice(-3) };
		case 'personal-id':
			return { kind: 'personal-id', tail: scanned.id.digits.slice(-3) };
		case 'number':
			return { kind: 'number', prefix: scanned.prefix, number: scanned.number };
		case 'refused':
			return scanned;
		default:
			return { kind: scanned.kind };
	}
}

/** By its digits and its beginning, in whatever case: what else of it arrives is what the test finds out. */
function isTestCode(text: string): boolean {
	return /^\s*ng\P{L}*ay\P{L}*ho/iu.test(text.normalize('NFD')) && /0123456789/.test(text);
}

/** Signs between the parts that another keyboard layout has changed, or digits that came as `!@#`. */
function hasLostSigns(text: string, scanned: Scanned): boolean {
	if (isTestCode(text)) return !text.includes('|') || !text.trimEnd().endsWith('-/:.');
	if (scanned.kind === 'card') return !text.includes('|');
	const shifted = text.match(/[!@#$%^&*()]/g)?.length ?? 0;
	return scanned.kind === 'refused' && shifted >= 8;
}

/** Whether the accents of a card or of the test code came over whole, could be mended, or are lost. */
function accentsOf(text: string, scanned: Scanned): 'whole' | 'mended' | 'lost' {
	const { text: mended, repairs } = repairCardText(text);
	if (isTestCode(text)) {
		const [, , letters] = TEST_CODE.split('|');
		if (!mended.toLowerCase().includes(letters!.toLowerCase())) return 'lost';
	} else if (scanned.kind !== 'card') return 'whole';
	else if (scanned.card.shortName?.trusted === false) return 'lost';
	return repairs.length > 0 ? 'mended' : 'whole';
}

const VIETNAMESE_DIGIT_KEYS = /^[\u0300-\u0303\u0309\u0323ăâêôđ]$/i;

function isVietnameseLayout({ key, code, shift }: TrialStroke): boolean {
	return !shift && /^Digit\d$/.test(code) && VIETNAMESE_DIGIT_KEYS.test(key);
}

/** A key of this computer that gives another sign than on a US keyboard. */
function isOtherLayout(stroke: TrialStroke): boolean {
	const { key, code, shift, alt, composing } = stroke;
	if (composing || alt || Array.from(key).length !== 1) return false;
	const digit = /^Digit(\d)$/.exec(code)?.[1];
	if (digit !== undefined) return !shift && key !== digit;
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	return letter !== undefined && /^[a-z]$/i.test(key) && key.toUpperCase() !== letter;
}

/** A key that types something, told or taken by a typing tool. */
function isSign(key: string): boolean {
	return Array.from(key).length === 1 || ['Process', 'Unidentified', 'Dead'].includes(key);
}

function hasVietnamese(text: string): boolean {
	return /đ|[\u0300-\u0303\u0306\u0309\u031b\u0323]/i.test(text.normalize('NFD'));
}

function keysOf(strokes: readonly TrialStroke[]): string {
	return strokes.map(({ key }) => (Array.from(key).length === 1 ? key : '')).join('');
}

function gapsOf(strokes: readonly TrialStroke[]): number[] {
	return strokes.slice(1).map(({ at }, index) => at - strokes[index]!.at);
}

function middle(gaps: readonly number[]): number | null {
	return [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? null;
}
