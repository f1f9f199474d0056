import type { DemoPlan } from '#lib/server/demo/demo-plan.ts';
import { THREE_HALLS, type DemoHall } from './three-halls.ts';
import { PLAN } from './tuy-hoa.ts';
import { venueDay, type DayFacts, type VenueDay } from './venue-day.ts';

/** What the three field events of the model are to come to, each for its own days; the sums stand a little above the press. */
export interface VenueFigures {
	tickets: number;
	people: number;
	card: number;
	'level-2': number;
	activation: number;
}

/** One of the three field events: what is planned, and each of its days. */
export interface DemoVenue {
	plan: DemoPlan;
	days: readonly VenueDay[];
	expected: VenueFigures;
}

/** A venue with all of its days, which differ only in what goes wrong on them. */
function venue(
	id: string,
	facts: Pick<DemoPlan, 'name' | 'place' | 'organiser' | 'targets' | 'eligible' | 'units'> & {
		expected: VenueFigures;
		dates: readonly string[];
		/** Per day. */
		visitors: number;
		of: Omit<DayFacts, 'date' | 'day' | 'people' | 'visitors'>;
		/** By the day's date. */
		mishaps: Record<string, Pick<DayFacts, 'outages' | 'lateCodes'>>;
	}
): DemoVenue {
	const hall = THREE_HALLS.find((known) => known.id === id) as DemoHall;
	const { expected, dates, visitors, of, mishaps, ...words } = facts;
	const days = dates.map((date, i) =>
		venueDay({
			...of,
			...mishaps[date],
			date,
			day: i + 1,
			people: expected.tickets / dates.length,
			visitors
		})
	);
	const { date, gates, booths, seats } = hall.plan;
	const spare = { boothId: hall.spare[0] ?? 'none', services: ['card', 'level-2'] };
	return {
		plan: {
			...words,
			date,
			days: dates.length,
			gates,
			booths,
			seats: seats ?? {},
			people: PLAN.people,
			spare,
			at: days[0]!.from
		},
		days,
		expected
	};
}

/**
 * The three localities of Phú Yên in 2023, seven days: the press gives the sums (over 20,000 visits, 500 card files, 10,000
 * level-2 files, 15,000 activations), all else is assumed. Shares of level, cards and time are made so that the sums
 * come out.
 */
export const THREE_VENUES: readonly DemoVenue[] = [
	venue('tuy-hoa', {
		name: 'Ngày hội Chuyển đổi số thành phố Tuy Hòa',
		place: PLAN.place,
		organiser: PLAN.organiser,
		targets: { card: 265, 'level-2': 5_450, activation: 8_190, help: null },
		// Cards as the press has it for the city in 2023; the others, and those of the other places, are assumed.
		eligible: { card: 142_912, 'level-2': 118_400, activation: 96_500 },
		units: PLAN.units,
		expected: { tickets: 10_370, people: 11_042, card: 272, 'level-2': 5_481, activation: 8_281 },
		dates: ['2023-10-13', '2023-10-14', '2023-10-15'],
		visitors: 130,
		of: {},
		mishaps: { '2023-10-13': { outages: [['09:10', '09:28']] } }
	}),
	venue('song-cau', {
		name: 'Ngày hội Chuyển đổi số thị xã Sông Cầu',
		place: 'Nhà văn hóa thị xã Sông Cầu',
		organiser: 'UBND thị xã Sông Cầu',
		targets: { card: 143, 'level-2': 2_820, activation: 4_220, help: null },
		eligible: { card: 92_300, 'level-2': 71_900, activation: 58_200 },
		units: [
			...['Xuân Phú', 'Xuân Yên', 'Xuân Thành', 'Xuân Đài'].map((name) => `Phường ${name}`),
			...['Xuân Lộc', 'Xuân Thọ 1', 'Xuân Thọ 2', 'Xuân Cảnh'].map((name) => `Xã ${name}`)
		],
		expected: { tickets: 5_355, people: 5_688, card: 146, 'level-2': 2_836, activation: 4_277 },
		dates: ['2023-10-21', '2023-10-22'],
		visitors: 90,
		of: {
			levels: [
				[1, 42],
				[2, 58]
			],
			cards: 1.04
		},
		mishaps: { '2023-10-21': { lateCodes: ['10:00', '10:20'] } }
	}),
	venue('song-hinh', {
		name: 'Ngày hội Chuyển đổi số huyện Sông Hinh',
		place: 'Trung tâm huyện Sông Hinh',
		organiser: 'UBND huyện Sông Hinh',
		targets: { card: 92, 'level-2': 1_730, activation: 2_590, help: null },
		eligible: { card: 45_800, 'level-2': 33_600, activation: 25_900 },
		units: [
			'Thị trấn Hai Riêng',
			...['Ea Ly', 'Ea Bá', 'Đức Bình Đông', 'Đức Bình Tây'].map((name) => `Xã ${name}`)
		],
		expected: { tickets: 3_275, people: 3_456, card: 94, 'level-2': 1_739, activation: 2_615 },
		dates: ['2023-10-28', '2023-10-29'],
		visitors: 50,
		of: {
			levels: [
				[1, 38],
				[2, 62]
			],
			cards: 1.09,
			slower: { activation: 1.25 },
			byBus: 0.3
		},
		mishaps: {
			'2023-10-28': {
				outages: [
					['08:20', '08:24'],
					['10:05', '10:23'],
					['14:40', '14:51']
				]
			}
		}
	})
];
