import { describe, expect, test } from 'vitest';
import { hundredths, meanMinutesHundredths, shareHundredths } from '#lib/core/rounding.ts';
import { percent } from '#lib/i18n/format.ts';
import { brokenSums } from './check-sums.ts';
import { halfMonthOf, periodOf } from './period.ts';
import type { Amount, UnitReading } from './reading.ts';
import { padded } from './padded.ts';
import { questionOf } from './open-report.ts';
import { sampleReading } from './reading.fixture.ts';
import { standingsOf, DEFAULT_GRADES } from './standings.ts';

const amount = (cumulative: number): Amount => ({ inPeriod: 0, cumulative, former: 0 });
const unit = (
	name: string,
	cumulative: number,
	target: number | null,
	position = 0
): UnitReading => ({
	unit: name,
	position,
	target,
	eligible: null,
	counted: amount(cumulative)
});

describe('figures are rounded half up to two decimals, on whole numbers', () => {
	test('a share exactly between two hundredths goes up', () => {
		// 1/32 is 3,125%; as a binary fraction 1,005 would go down.
		expect(shareHundredths(1, 32)).toBe(313);
		expect(hundredths(1_005, 1_000)).toBe(101);
		expect(shareHundredths(802_068, 810_585)).toBe(9895);
		expect(percent(802_068, 810_585, 'vi')).toBe('98,95%');
		expect(percent(9_894, 10_000, 'vi')).toBe('98,94%');
	});

	test('without a whole there is no share, and more than the target is told as it is', () => {
		expect(shareHundredths(5, 0)).toBeNull();
		expect(percent(5, 0, 'vi')).toBe('–');
		expect(shareHundredths(10_056, 10_000)).toBe(10_056);
	});

	test('a mean wait is in minutes, and none is none', () => {
		expect(meanMinutesHundredths(90_000, 1)).toBe(150);
		expect(meanMinutesHundredths(100, 3)).toBe(0);
		expect(meanMinutesHundredths(0, 0)).toBeNull();
	});

	test('small counts in prose take a zero', () => {
		expect([0, 1, 9, 10, 1_234].map(padded)).toEqual(['0', '01', '09', '10', '1.234']);
	});
});

describe('units are ranked by the share of their target that is printed', () => {
	test('ties share a rank, and the next rank is left out: 1, 2, 2, 4', () => {
		const standings = standingsOf(
			[unit('D', 10, 100), unit('B', 50, 100), unit('A', 90, 100), unit('C', 25, 50)],
			DEFAULT_GRADES
		);
		expect(standings.map((one) => [one.rank, one.unit])).toEqual([
			[1, 'A'],
			[2, 'B'],
			[2, 'C'],
			[4, 'D']
		]);
		expect(standings.map((one) => one.grade)).toEqual(['fair', 'average', 'average', 'below']);
	});

	test('shares that print alike are a tie even where the fractions differ', () => {
		const [a, b] = standingsOf(
			[unit('A', 33_333, 100_000), unit('B', 33_334, 100_000)],
			DEFAULT_GRADES
		);
		expect([a!.rank, b!.rank]).toEqual([1, 1]);
		expect(a!.share).toBe(3333);
	});

	test('without a target, or with one of zero, there is no rank, no share and no grade', () => {
		const standings = standingsOf(
			[unit('', 9, null), unit('Z', 5, null, 1), unit('Y', 5, 0, 2), unit('A', 0, 10, 3)],
			DEFAULT_GRADES
		);
		expect(standings.map((one) => [one.unit, one.rank, one.share, one.grade])).toEqual([
			['A', 1, 0, 'below'],
			['Z', null, null, null],
			['Y', null, null, null],
			['', null, null, null]
		]);
	});
});

describe('a report is about a period', () => {
	const dates = ['2023-10-14', '2023-10-15', '2023-10-21'];

	test('a half month ends on the 15th or with the month, leap years too', () => {
		expect(halfMonthOf('2023-10-15')).toEqual({ from: '2023-10-01', to: '2023-10-15' });
		expect(halfMonthOf('2024-02-16')).toEqual({ from: '2024-02-16', to: '2024-02-29' });
		expect(periodOf('half-month', dates, '2023-10-21').former).toEqual({
			from: '2023-10-01',
			to: '2023-10-15'
		});
		expect(periodOf('half-month', dates, '2023-10-14').former).toBeNull();
	});

	test('the day before is the day of the field event before, not of the calendar', () => {
		const before = { from: '2023-10-15', to: '2023-10-15' };
		expect(periodOf('daily', dates, '2023-10-21').former).toEqual(before);
		expect(periodOf('daily', dates, '2023-10-14').former).toBeNull();
		expect(periodOf('whole', dates, '2023-10-15')).toMatchObject({
			from: '2023-10-14',
			to: '2023-10-21',
			former: null
		});
	});

	test('what an address does not ask for rightly is a fast report of today', () => {
		const at = Date.parse('2023-10-15T23:00:00+07:00');
		const asked = (query: string) => questionOf(new URLSearchParams(query), dates, at);
		const usual = { kind: 'fast', date: '2023-10-15', slotMinutes: 60, version: null };
		expect(asked('')).toEqual(usual);
		expect(asked('kind=weekly&date=2099-01-01&slots=7&version=x')).toEqual(usual);
		expect(asked('kind=daily&date=2023-10-21&slots=30&version=3')).toEqual({
			kind: 'daily',
			date: '2023-10-21',
			slotMinutes: 30,
			version: 3
		});
	});
});

describe('parts that do not come to their total are told', () => {
	test('a reading whose sums agree has nothing to tell', () => {
		expect(brokenSums(sampleReading())).toEqual([]);
	});

	test('a level too few, a unit too many, a reason left out and a lost hour are each found', () => {
		const reading = sampleReading();
		reading.services[1]!.levels[0]!.counted.cumulative--;
		reading.units['level-2']![0]!.counted.cumulative++;
		reading.reasons.pop();
		reading.flow.slots.pop();
		expect(brokenSums(reading).map(({ what }) => what)).toEqual(
			expect.arrayContaining(['levels', 'units', 'reasons', 'reasons-by-service', 'slots-issued'])
		);
	});
});
