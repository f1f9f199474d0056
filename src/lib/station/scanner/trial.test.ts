import { describe, expect, test } from 'vitest';
import { ticketLink } from '#lib/core/ticket-link.ts';
import {
	readCameraTrial,
	readTrial,
	TEST_CODE,
	type TrialEntry,
	type TrialStroke
} from './trial.ts';

const YEAR = { year: 2026 };
const CARD = '054090000123|220123456|Nguyen Van Mau|05091990|Nam|Tuy Hoa|12042021';
const LINK = ticketLink('http://10.0.0.1:3000', '0123abcd-0123-4567-89ab-0123456789ab');

interface How {
	end?: TrialEntry['end'];
	everyMs?: number;
	/** What stands between the scanner and the page. */
	change?: (stroke: TrialStroke) => TrialStroke | TrialStroke[];
	/** What a typing tool leaves in the field, when not the keys themselves. */
	value?: string;
}

const CODES: Record<string, string> = {
	'|': 'Backslash',
	' ': 'Space',
	'-': 'Minus',
	'/': 'Slash',
	':': 'Semicolon',
	'.': 'Period'
};

/** The keys of a scanner set to the US layout. */
function entryOf(text: string, how: How = {}): TrialEntry {
	const { end = 'enter', everyMs = 8, change = (stroke) => stroke, value } = how;
	const strokes = Array.from(text).flatMap((sign, index) => {
		const code = /\d/.test(sign)
			? `Digit${sign}`
			: /[a-z]/i.test(sign)
				? `Key${sign.toUpperCase()}`
				: (CODES[sign] ?? '');
		return change({ key: sign, code, at: 1000 + index * everyMs, shift: /[A-Z|:]/.test(sign) });
	});
	const typed = strokes.map(({ key }) => (key.length === 1 ? key : '')).join('');
	return { strokes, value: value ?? typed, end };
}
const read = (text: string, how?: How) => readTrial(entryOf(text, how), YEAR);

describe('a scanner that is set well', () => {
	test('reads an identity card, and nothing of it is told but the last three digits', () => {
		const reading = read(CARD);
		expect(reading).toEqual({
			by: 'scanner',
			arrived: { kind: 'card', tail: '123' },
			findings: [],
			signs: CARD.length,
			everyMs: 8,
			end: 'enter'
		});
		expect(JSON.stringify(reading)).not.toMatch(/05409|Nguyen|1990/);
	});

	test('reads a ticket, a ticket number and an identity number', () => {
		expect(read(LINK)).toMatchObject({ arrived: { kind: 'ticket' }, findings: [] });
		expect(read('A-017')).toMatchObject({ by: 'scanner', arrived: { prefix: 'A', number: 17 } });
		expect(read('054090000123').arrived).toEqual({ kind: 'personal-id', tail: '123' });
	});

	test('may end with Tab', () => {
		expect(read(CARD, { end: 'tab' })).toMatchObject({ findings: [], end: 'tab' });
	});

	test('is told that a code of another kind is not its fault', () => {
		expect(read('https://vneid.example/qr/abc')).toMatchObject({
			arrived: { kind: 'refused', code: 'vneid' },
			findings: []
		});
		expect(read('www.example.vn/abc').arrived).toMatchObject({ code: 'web-link' });
	});
});

describe('what stands between a scanner and the program is named', () => {
	test('no Enter at the end', () => {
		expect(read(CARD, { end: 'silence' })).toMatchObject({
			arrived: { kind: 'card' },
			findings: ['no-enter']
		});
	});

	test('Unikey, which takes back and types anew', () => {
		const change = (stroke: TrialStroke) =>
			stroke.key === 'N'
				? [
						stroke,
						{ key: 'Backspace', code: 'Backspace', at: stroke.at + 2 },
						{ key: 'Ñ', code: '', at: stroke.at + 4 }
					]
				: stroke;
		expect(read(CARD, { change }).findings).toEqual(['typing-tool']);
	});

	test('a typing tool that composes, or leaves accents in the field only', () => {
		const change = (stroke: TrialStroke) => ({ ...stroke, key: 'Process', composing: true });
		expect(read(CARD, { change })).toMatchObject({
			arrived: { kind: 'card' },
			findings: ['typing-tool']
		});
		const value = '054090000123|220123456|Nguyễn Văn Mẫu|05091990|Nam';
		expect(read(CARD, { value }).findings).toEqual(['typing-tool']);
	});

	test('a computer set to the Vietnamese or the French keyboard', () => {
		const vietnamese: Record<string, string> = { '1': 'ă', '2': 'â', '3': 'ê', '0': 'đ' };
		const french: Record<string, string> = { '1': '&', '2': 'é', '0': 'à', '4': "'" };
		for (const layout of [vietnamese, french]) {
			const change = (stroke: TrialStroke) => ({
				...stroke,
				key: layout[stroke.key] ?? stroke.key
			});
			expect(read('054090000123', { change })).toMatchObject({
				arrived: { kind: 'personal-id', tail: '123' },
				findings: ['computer-layout']
			});
		}
	});

	test('a scanner set to another keyboard: its separators come as other signs, or its digits as !@#', () => {
		expect(read(CARD.replaceAll('|', '~'))).toMatchObject({
			arrived: { kind: 'card' },
			findings: ['scanner-layout']
		});
		expect(read(')%$)(!@#$%^&')).toMatchObject({
			arrived: { kind: 'refused' },
			findings: ['scanner-layout']
		});
	});

	test('Caps Lock, without harm to the number', () => {
		const change = (stroke: TrialStroke) => ({ ...stroke, capsLock: true });
		expect(read(CARD, { change })).toMatchObject({
			arrived: { kind: 'card', tail: '123' },
			findings: ['caps-lock']
		});
	});

	test('keys that come too slowly, or stop in the middle', () => {
		expect(read(CARD, { everyMs: 70 })).toMatchObject({
			by: 'slow',
			arrived: { kind: 'card', tail: '123' },
			findings: ['slow']
		});
		const change = (stroke: TrialStroke) => ({
			...stroke,
			at: stroke.at + (stroke.at > 1200 ? 400 : 0)
		});
		expect(read(CARD, { change })).toMatchObject({
			by: 'slow',
			arrived: { kind: 'card', tail: '123' },
			findings: ['slow']
		});
	});

	test('letters that came as single bytes are mended; letters lost on the way are said to be lost', () => {
		const mojibake = CARD.replace('Van', 'VÄƒn');
		expect(read(mojibake).findings).toEqual(['accents-mended']);
		expect(read(CARD.replace('Nguyen', 'Nguy?n')).findings).toEqual(['accents-lost']);
	});
});

describe('the test code', () => {
	test('that comes over whole shows a scanner without a fault', () => {
		expect(read(TEST_CODE)).toMatchObject({ arrived: { kind: 'test-code' }, findings: [] });
		expect(readCameraTrial(TEST_CODE, YEAR)).toMatchObject({
			by: 'camera',
			arrived: { kind: 'test-code' }
		});
	});

	test('shows separators of another layout, lost accents and Caps Lock, all at once', () => {
		const spoilt = 'nGAYhOI~0123456789~adeo~/&;.';
		const change = (stroke: TrialStroke) => ({ ...stroke, capsLock: true });
		expect(read(spoilt, { change, end: 'silence' })).toMatchObject({
			arrived: { kind: 'test-code' },
			findings: ['scanner-layout', 'caps-lock', 'no-enter', 'accents-lost']
		});
	});
});

describe('a hand', () => {
	test('that types a number is told that this says nothing of the scanner', () => {
		expect(read('A17', { everyMs: 160 })).toMatchObject({
			by: 'hand',
			arrived: { kind: 'number', prefix: 'A', number: 17 },
			findings: []
		});
		expect(read('054090000123', { everyMs: 200 })).toMatchObject({ by: 'hand', findings: [] });
	});

	test('whose typing tool turned digits into accents is told so', () => {
		expect(read('054090000123', { everyMs: 200, value: '05đ4ă9000012' })).toMatchObject({
			by: 'hand',
			arrived: { kind: 'refused', code: 'typing-tool-on' },
			findings: ['typing-tool']
		});
	});

	test('that presses the button without anything is told that nothing arrived', () => {
		expect(readTrial({ strokes: [], value: '', end: 'press' }, YEAR)).toMatchObject({
			by: 'hand',
			arrived: { kind: 'refused', code: 'empty' }
		});
	});
});
