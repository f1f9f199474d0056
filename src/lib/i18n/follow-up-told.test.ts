import { expect, test } from 'vitest';
import { REJECTION_REASONS, type FollowUpStanding } from '#lib/core/follow-up.ts';
import { addressed } from './address.ts';
import { tellFollowUp, type FollowUpTold } from './follow-up-told.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';

const takenAt = Date.parse('2023-10-13T09:00:00+07:00');
const appointment = {
	at: Date.parse('2023-10-21T08:30:00+07:00'),
	place: 'Công an phường Tuy Hòa'
};
const service = { vi: 'Định danh điện tử mức độ 2', en: 'Level-2 electronic ID' };
const file = (standing: FollowUpStanding) => ({
	serviceId: 'level-2',
	service,
	takenAt,
	standing,
	changedAt: standing.state === 'waiting' ? null : takenAt + 86_400_000
});
const all: FollowUpStanding[] = [
	{ state: 'waiting' },
	{ state: 'approved' },
	{ state: 'appointed', appointment },
	{ state: 'activated' },
	...REJECTION_REASONS.map((reason) => ({ state: 'rejected' as const, reason }))
];
const textOf = ({ title, of, lines, steps, after, known }: FollowUpTold) =>
	[title, of, ...lines, ...steps, ...after, known].join('\n');

test('whoever waits is told how long it takes and how the answer comes', () => {
	const [told] = tellFollowUp([file({ state: 'waiting' })]);
	const text = textOf(told!);
	for (const part of ['13/10/2023', '3 ngày làm việc', '7 ngày làm việc', 'SMS', 'VNeID']) {
		expect(text).toContain(part);
	}
	expect(told!.known).toBe('');
});

test('whoever is approved is told how to activate, with an appointment also when and where', () => {
	const [approved] = tellFollowUp([file({ state: 'approved' })]);
	expect(approved!.steps).toHaveLength(3);
	expect(textOf(approved!)).toContain('vneid.gov.vn');
	const [appointed] = tellFollowUp([file({ state: 'appointed', appointment })]);
	expect(textOf(appointed!)).toContain(
		'Mời bà con đến Công an phường Tuy Hòa lúc 08:30 ngày 21/10/2023'
	);
});

test('whoever has to come again is told why and where to, and never that it was their fault', () => {
	for (const standing of all) {
		for (const locale of ['vi', 'en'] as const) {
			overwriteGetLocale(() => locale);
			const [told] = tellFollowUp([file(standing)]);
			expect(textOf(told!), JSON.stringify(standing)).not.toMatch(/\blỗi\b|sai\b|fault|wrong/i);
			expect(addressed(textOf(told!), 'ông/bà', locale)).not.toMatch(/bà con/i);
			if (standing.state === 'rejected') {
				expect(told!.lines).toHaveLength(3);
				expect(textOf(told!)).toMatch(/Công an xã|commune police/);
			}
		}
	}
	overwriteGetLocale(() => 'vi');
});

test('files of a family that stand alike are told together, with how many', () => {
	const told = tellFollowUp([all[0]!, all[1]!, all[0]!].map((standing) => file(standing)));
	expect(told.map(({ of }) => of)).toEqual([
		'Định danh điện tử mức độ 2 · 2 hồ sơ',
		'Định danh điện tử mức độ 2 · 1 hồ sơ'
	]);
	expect(tellFollowUp([])).toEqual([]);
});
