import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseScan } from './scanned-code.ts';
import { ticketLink } from './ticket-link.ts';

const NOW = { year: 2026 };
const TICKET = '0123abcd-0123-4567-89ab-0123456789ab';
const CARD =
	'054090000123|220123456|Nguyễn Văn Mẫu|05091990|Nam|Tổ 1, Khu phố A, Phường 7, Tuy Hòa, Phú Yên|12042021';
const HEALTH_INSURANCE =
	'GD4540000000123|4e677579e1bb856e2056c4836e204de1baab75|05/09/1990|1|546fcc82|54 - 001|01/01/2026|-|01/01/2026|54000000000000|-|4|01/01/2031|15fd0000000000-7102|4|5175|$';
const VIETQR =
	'00020101021138570010A00000072701270006970436011300110000000000208QRIBFTTA53037045802VN63041B2C';

describe('a code that somebody holds to the scanner', () => {
	test('of our own ticket leads to the ticket', () => {
		expect(recogniseScan(ticketLink('https://hoi.example', TICKET), NOW)).toEqual({
			kind: 'ticket',
			ticketId: TICKET
		});
	});

	test('on an identity card gives the card', () => {
		expect(recogniseScan(CARD, NOW)).toMatchObject({
			kind: 'card',
			card: { digits: '054090000123', birthYear: 1990 }
		});
	});

	test('or a typed identity number gives the number', () => {
		for (const typed of ['054090000123', '054 090 000 123', '054.090.000.123'])
			expect(recogniseScan(typed, NOW)).toMatchObject({
				kind: 'personal-id',
				id: { digits: '054090000123' }
			});
	});

	test('or a typed ticket number gives the number', () => {
		expect(recogniseScan('a17', NOW)).toEqual({
			kind: 'number',
			prefix: 'A',
			number: 17,
			others: []
		});
		expect(recogniseScan('A2017', NOW)).toEqual({
			kind: 'number',
			prefix: 'A',
			number: 2017,
			others: [{ prefix: 'A2', number: 17 }]
		});
		expect(recogniseScan('017', NOW)).toEqual({ kind: 'number-without-letter', number: 17 });
	});

	test.each([
		[HEALTH_INSURANCE, 'health-insurance'],
		['7914123456|4e677579e1bb856e|05/09/1990|1|$', 'health-insurance'],
		[VIETQR, 'bank-payment'],
		['https://dichvucong.example/thu-tuc?id=054090000123', 'web-link'],
		['www.example.vn', 'web-link'],
		['https://vneid.example/qr/abc', 'vneid'],
		['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.c3ludGhldGlj.dG9rZW4', 'vneid'],
		[`https://h/t/3${'5'.repeat(120)}`, 'ticket-newer'],
		['', 'empty'],
		['\r\n \t', 'empty'],
		['---', 'empty'],
		['220123456', 'old-id-9-digits'],
		['7914123456', 'social-insurance-or-tax'],
		['05409000012', 'not-12-digits'],
		['054990000123', 'birth-year-in-future'],
		['xin chào', 'unknown'],
		['Nguyễn Văn Mẫu', 'unknown'],
		['WIFI:T:WPA;S:NgayHoi;P:x;;', 'unknown'],
		['1'.repeat(10_000_000), 'too-long']
	])('%s is named as what it is', (text, code) => {
		expect(recogniseScan(text, NOW)).toEqual({ kind: 'refused', code });
	});

	test('with a typing tool left on says so instead of guessing', () => {
		for (const spoiled of ['đôđ9ôđđđ123', '05đ4ă9000012', 'đ54đâđđđđ123'])
			expect(recogniseScan(spoiled, NOW)).toEqual({ kind: 'refused', code: 'typing-tool-on' });
		expect(recogniseScan('nguyeexn', { ...NOW, imeSeen: true })).toEqual({
			kind: 'refused',
			code: 'typing-tool-on'
		});
	});

	test('that was read whole is taken although a typing tool was on', () => {
		expect(recogniseScan(CARD, { ...NOW, imeSeen: true })).toMatchObject({ kind: 'card' });
	});

	test('never breaks the reader', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, imeSeen) => {
				expect(recogniseScan(text, { ...NOW, imeSeen }).kind).toBeTruthy();
			}),
			{ numRuns: 500 }
		);
	});
});
