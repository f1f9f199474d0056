import type { DefaultServiceId, FieldEventPlan } from '#lib/server/setup/plan-field-event.ts';

/** One of the three localities of 2023 on one of its days; booths, seats and shares are assumed. */
export interface DemoHall {
	id: string;
	name: string;
	/** People who take a number on a day. */
	people: number;
	plan: FieldEventPlan;
	/** Seats of the plan that nobody sits at: the spare card line. */
	spare: readonly string[];
	/** How much longer than usual a sitting lasts. */
	slower: Partial<Record<DefaultServiceId, number>>;
	/** Share of the people who come by bus, 30 to 45 at a time. */
	byBus: number;
	/** How many times the line to the professional system fails on a day, at least and at most; minutes of each. */
	outages: readonly [number, number];
	outageMinutes: readonly [number, number];
}

const SEATS = { card: 1, 'level-2': 1, activation: 3, help: 1 };
const hall = (booths: FieldEventPlan['booths'], gates: number, date: string): FieldEventPlan => ({
	date,
	gates,
	booths,
	seats: SEATS
});

export const THREE_HALLS: readonly DemoHall[] = [
	{
		id: 'tuy-hoa',
		name: 'Tuy Hòa',
		people: 3_457,
		plan: hall({ card: 4, 'level-2': 22, activation: 16, help: 4 }, 4, '2023-10-13'),
		spare: ['b4'],
		slower: {},
		byBus: 0,
		outages: [0, 1],
		outageMinutes: [8, 18]
	},
	{
		id: 'song-cau',
		name: 'Sông Cầu',
		people: 2_678,
		plan: hall({ card: 3, 'level-2': 17, activation: 13, help: 3 }, 3, '2023-10-21'),
		spare: [],
		slower: {},
		byBus: 0,
		outages: [0, 1],
		outageMinutes: [4, 12]
	},
	{
		id: 'song-hinh',
		name: 'Sông Hinh',
		people: 1_638,
		plan: hall({ card: 2, 'level-2': 11, activation: 8, help: 2 }, 2, '2023-10-28'),
		spare: [],
		slower: { activation: 1.25 },
		byBus: 0.3,
		outages: [1, 3],
		outageMinutes: [4, 18]
	}
];
