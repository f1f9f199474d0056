import type { DemoPlan } from '#lib/server/demo/demo-plan.ts';
import { venueDay } from './venue-day.ts';

/*
 * Tuy Hòa, first day: modelled on the digital-transformation days of Phú Yên in 2023, of which the press gives the totals
 * of three localities (over 20,000 visits, 500 card files, 10,000 level-2 files, 15,000 activations). Dates, hours,
 * booths, shares and times are assumed. Names of people are invented.
 */

const DATE = '2023-10-13';
const SPARE_CARD_LINE = 'b4';

/** A third of the 10,370 numbers of the three days, and of the visitors without one. */
export const DAY = venueDay({
	date: DATE,
	day: 1,
	people: 3_457,
	visitors: 224,
	outages: [['09:10', '09:28']],
	cutOff: ['14:05', '14:20']
});

export const PLAN: DemoPlan = {
	name: 'Ngày hội Chuyển đổi số thành phố Tuy Hòa, ngày thứ nhất',
	place: 'Quảng trường 1 Tháng 4, thành phố Tuy Hòa',
	organiser: 'UBND thành phố Tuy Hòa',
	date: DATE,
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
	// Two of the four gates are tablets of their own: for a quarter of an hour after two they give numbers alone.
	stations: ['g3', 'g4'],
	spare: { boothId: SPARE_CARD_LINE, services: ['card', 'level-2'] },
	at: DAY.from
};
