import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldEventCode, followUpId, readFollowUpId } from './follow-up-id.ts';

const file = { day: 1, prefix: 'A', number: 17, serviceId: 'level-2', ordinal: 1 };

test('a file is named by field event, day, ticket, service and person, and read again', () => {
	const id = followUpId(123_456_789_012, file);
	expect(id).toMatch(/^[2-9A-HJ-NP-Z]{6}-1-A-017-level-2-1$/);
	expect(readFollowUpId(id)).toEqual({ code: fieldEventCode(123_456_789_012), ...file });
});

test('any file comes back as it went out', () => {
	fc.assert(
		fc.property(
			fc.record({
				fieldEvent: fc.integer({ min: 1, max: 2 ** 48 - 1 }),
				day: fc.integer({ min: 1, max: 60 }),
				prefix: fc.constantFrom('A', 'C', 'K2', 'X12', 'U', 'Q'),
				number: fc.integer({ min: 1, max: 99_999 }),
				serviceId: fc.constantFrom('level-2', 'sim', 's-12', 'level-2-1'),
				ordinal: fc.integer({ min: 1, max: 99 })
			}),
			({ fieldEvent, ...key }) => {
				const read = readFollowUpId(followUpId(fieldEvent, key));
				expect(read).toEqual({ code: fieldEventCode(fieldEvent), ...key });
			}
		)
	);
});

test('small letters, spaces and the dashes of office programs are read', () => {
	const id = followUpId(42, file);
	expect(readFollowUpId(` ${id.toLowerCase().replaceAll('-', '–')} `)).toEqual(readFollowUpId(id));
	expect(readFollowUpId(id.replaceAll('-', ' - '))).toEqual(readFollowUpId(id));
});

test('what is no id of a file is none', () => {
	for (const text of ['', 'A-017', '17/10/2023', '12345', 'OI0123-1-A-017-level-2-1']) {
		expect(readFollowUpId(text)).toBeNull();
	}
});
