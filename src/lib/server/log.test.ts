import { expect, test } from 'vitest';
import { maskText, maskValue, REMOVED } from './log.ts';

test('the link of a ticket cannot be read out of the log', () => {
	expect(maskText('GET /t/1204567890123456789012345678901234567890 200')).toBe(
		`GET /t/${REMOVED} 200`
	);
	expect(maskText('/t/17?from=sms')).toBe(`/t/${REMOVED}?${REMOVED}`);
});

test('an identity card number and a phone number inside a sentence are taken out', () => {
	expect(maskText('invalid input: "054095001234"')).toBe(`invalid input: "${REMOVED}"`);
	expect(maskText('sms to +84905123456 failed')).toBe(`sms to ${REMOVED} failed`);
});

test('what was typed into a search stays out of the log', () => {
	expect(maskText('/gate/find?number=A-012&name=Nguyễn')).toBe(`/gate/find?${REMOVED}`);
});

test('ticket numbers, durations and times stay readable', () => {
	expect(maskText('A-1000 called after 1234.567890123 ms')).toBe(
		'A-1000 called after 1234.567890123 ms'
	);
	expect(maskValue({ number: 'A-012', ms: 4 })).toEqual({ number: 'A-012', ms: 4 });
});

test('a field that names a citizen is removed at any depth', () => {
	expect(maskValue({ ticket: { party: [{ fullName: 'Trần Thị B', size: 2 }] } })).toEqual({
		ticket: { party: [{ fullName: REMOVED, size: 2 }] }
	});
});

test('an error of the database says which rule it broke, not with whose data', () => {
	const error = Object.assign(new Error('duplicate key value violates unique constraint'), {
		code: '23505',
		constraint_name: 'person_key',
		detail: 'Key (phone)=(0905123456) already exists.',
		parameters: ['0905123456']
	});
	const masked = maskValue({ err: error });
	expect(masked).toMatchObject({ err: { code: '23505', constraint: 'person_key' } });
	expect(JSON.stringify(masked)).not.toContain('0905123456');
});

test('an object of unknown making is named and not opened', () => {
	expect(maskValue({ headers: 1, request: new Request('http://x/t/1') })).toEqual({
		headers: REMOVED,
		request: '(Request)'
	});
});
