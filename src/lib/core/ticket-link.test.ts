import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTicketLink, ticketDigits, ticketIdFromBytes, ticketLink } from './ticket-link.ts';

const ids = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(ticketIdFromBytes);
const SMALLEST = '00000000-0000-0000-0000-000000000000';
const LARGEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

describe('the link on a slip', () => {
	test('holds the version and 39 decimal digits', () => {
		expect(ticketLink('https://ngayhoi.example/', SMALLEST)).toBe(
			`https://ngayhoi.example/t/1${'0'.repeat(39)}`
		);
		expect(ticketDigits(LARGEST)).toBe('1340282366920938463463374607431768211455');
	});

	test('leads back to its ticket, for every ticket', () => {
		fc.assert(
			fc.property(ids, (ticketId) => {
				const found = { kind: 'ticket', ticketId };
				expect(readTicketLink(ticketLink('http://192.168.1.7:3000', ticketId))).toEqual(found);
				expect(readTicketLink(ticketDigits(ticketId))).toEqual(found);
				expect(readTicketLink(`${ticketLink('https://h/t/x', ticketId)}?lang=en`)).toEqual(found);
			})
		);
	});

	test('is read after caps lock, Telex, VNI or a foreign layout have spoiled all but its digits', () => {
		const digits = ticketDigits('0123abcd-0123-4567-89ab-0123456789ab');
		for (const spoiled of [
			`HTTPS://NGAYHOI.VN/T/${digits}`,
			`hthttps://ngayhôi.vn/t/${digits}`,
			`https>&&ngayhoi.vn&t&${digits}`,
			`httpsÇ--ngayhoi.vn-t-${digits}`,
			`http://192.168.1.7:3000/t/${digits}/`,
			`\u0002http://h/t/${digits}\r\n`
		])
			expect(readTicketLink(spoiled)).toEqual({
				kind: 'ticket',
				ticketId: '0123abcd-0123-4567-89ab-0123456789ab'
			});
	});

	test('of a later version is told apart from a wrong one', () => {
		expect(readTicketLink(`https://h/t/3${'7'.repeat(160)}`)).toEqual({
			kind: 'ticket-newer',
			version: 3
		});
	});

	test.each([
		'https://h/t/',
		'https://h/t/abc',
		'https://h/t/1234',
		`https://h/t/0${'1'.repeat(39)}`,
		`https://h/t/1${'9'.repeat(39)}`,
		`https://h/t/1${'0'.repeat(38)}`,
		`https://h/t/1${'0'.repeat(40)}`,
		`https://h/t/1${'0'.repeat(39)}7x`,
		'054090000123',
		`https://h/t/2${'7'.repeat(160)}`,
		''
	])('that is damaged or somebody else’s is none: %s', (text) => {
		expect(readTicketLink(text)).toBeNull();
	});

	test('never breaks the reader', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const found = readTicketLink(`https://h/t/${text}`);
				expect(found === null || 'kind' in found).toBe(true);
			})
		);
	});
});

test('an id of another size or shape is a mistake of the program', () => {
	expect(() => ticketIdFromBytes(new Uint8Array(15))).toThrow(RangeError);
	expect(() => ticketDigits('A-017')).toThrow(RangeError);
});
