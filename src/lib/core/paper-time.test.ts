import { expect, test } from 'vitest';
import { instantOnPaper } from './paper-time.ts';

const NOW = Date.parse('2023-10-13T10:30:00+07:00');

test.each([
	['9:25', '09:25'],
	['09:25', '09:25'],
	['9h25', '09:25'],
	['9 giờ 25', '09:25'],
	['9.25', '09:25'],
	['0925', '09:25'],
	['925', '09:25'],
	['9h', '09:00'],
	['9', '09:00'],
	['10:30', '10:30']
])('a time written on paper as %s is %s of the present day', (text, meant) => {
	expect(instantOnPaper(text, NOW)).toBe(Date.parse(`2023-10-13T${meant}:00+07:00`));
});

test.each(['10:31', '23:00', '24:00', '9:60', '', 'sáng', '9:2', '12345'])(
	'%s is no time at which something was done by half past ten',
	(text) => {
		expect(instantOnPaper(text, NOW)).toBeNull();
	}
);
