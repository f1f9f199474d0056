import { usualArrivals } from '#lib/core/usual-day.ts';
import type { DemoPlan } from '#lib/server/demo/demo-plan.ts';

/*
 * Tuy Hòa, first day: modelled on the digital-transformation days of Phú Yên in 2023, of which the press gives the totals
 * of three localities (over 20,000 visits, 500 card files, 10,000 level-2 files, 15,000 activations). Dates, hours,
 * booths, shares and times are assumed. Names of people are invented.
 */

const MINUTE_MS = 60_000;
const clock = (time: string) => Date.parse(`2023-10-13T${time}:00+07:00`);

export const DAY = {
	/** Officers come. */
	from: clock('06:50'),
	/** Up to here as fast as the program answers: who looks on sees a working hall at once. */
	lively: clock('07:45'),
	gatesOpen: clock('07:00'),
	midday: { from: clock('11:30'), latest: clock('12:10'), to: clock('13:00') },
	gatesClose: clock('17:00'),
	/** Whoever has not been reached by then is not any more. */
	latest: clock('18:30')
};

/** The line to the professional system is down: level 2 stands still, activation goes on. */
export const OUTAGE = { from: clock('09:10'), to: clock('09:28') };

const SPARE_CARD_LINE = 'b4';

export const PLAN: DemoPlan = {
	name: 'Ngày hội Chuyển đổi số thành phố Tuy Hòa, ngày thứ nhất',
	place: 'Quảng trường 1 Tháng 4, thành phố Tuy Hòa',
	organiser: 'UBND thành phố Tuy Hòa',
	date: '2023-10-13',
	// The first of three, as a field event of its own: its targets and its hours are then of one measure.
	days: 1,
	gates: 4,
	booths: { card: 4, 'level-2': 22, activation: 16, help: 4 },
	seats: { card: 1, 'level-2': 1, activation: 3, help: 1 },
	// A third of what the three days were to bring.
	targets: { card: 90, 'level-2': 1_800, activation: 2_700, help: null },
	units: [
		...Array.from({ length: 9 }, (_, i) => `Phường ${i + 1}`),
		...['Phú Đông', 'Phú Lâm', 'Phú Thạnh', 'Bình Kiến', 'Hòa Kiến', 'An Phú', 'Bình Ngọc']
	],
	people: ['Nguyễn Văn Mẫu', 'Trần Thị Thử', 'Lê Thị Ví Dụ', 'Y Thử Êban'],
	spare: { boothId: SPARE_CARD_LINE, services: ['card', 'level-2'] },
	at: DAY.from
};

/** People who take a number on this day: a third of 10,370, and those whose account turns out to be active already. */
export const PEOPLE = 3_457 + 134;
/** Visitors who take none: a third of the difference between visits and numbers. */
export const VISITORS = 224;

/** When people come: the beginning of each half hour and its share of the day, in hundredths. */
export const ARRIVALS = usualArrivals([
	{ from: DAY.gatesOpen, to: DAY.midday.from },
	{ from: DAY.midday.to, to: DAY.gatesClose }
]).map(({ from, share }) => [from, share * 100] as const);
export const HALF_HOUR_MS = 30 * MINUTE_MS;

/** About when each booth rests, in the morning and in the afternoon. */
export const RESTS = [
	{ from: clock('08:30'), to: clock('11:10') },
	{ from: clock('14:20'), to: clock('16:10') }
];
