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

/** Share of the day's tickets in each half hour. */
const CURVE: [string, number][] = [
	['07:00', 3.5],
	['07:30', 7.5],
	['08:00', 10],
	['08:30', 10.5],
	['09:00', 9.5],
	['09:30', 8.5],
	['10:00', 6.5],
	['10:30', 4.5],
	['11:00', 2],
	['13:00', 3],
	['13:30', 6],
	['14:00', 7.5],
	['14:30', 7],
	['15:00', 6],
	['15:30', 4],
	['16:00', 2.5],
	['16:30', 1.5]
];
export const ARRIVALS = CURVE.map(([time, weight]) => [clock(time), weight] as const);
export const HALF_HOUR_MS = 30 * MINUTE_MS;

export const SERVICES = ['card', 'level-2', 'activation', 'help'] as const;
export type ServiceId = (typeof SERVICES)[number];

/** What people come for, by share of those who take a number. */
export const JOURNEYS: readonly (readonly [ServiceId[], number])[] = [
	[['activation'], 42.3],
	[['level-2', 'activation'], 53.7],
	[['level-2'], 1.1],
	[['card', 'level-2'], 1.7],
	[['card', 'level-2', 'activation'], 1.2]
];
/** Share of people who come to activate what is active already. */
export const ALREADY_ACTIVE = 134 / PEOPLE;

/** Minutes at a seat: median and 90th percentile. */
export const SITTING: Record<ServiceId | 'gate', readonly [number, number]> = {
	card: [11, 17],
	'level-2': [4, 7],
	activation: [5.5, 10],
	help: [7, 14.5],
	// At the peak four gates have 12 people a minute: a post that takes longer than 20 s would be the bottleneck.
	gate: [0.25, 0.45]
};
/** An attempt that fails is shorter, and one that finds nothing to be done. */
export const FAILED_TIME = 0.6;
export const NOTHING_DUE_TIME = 0.5;

/** What an attempt comes to: an outcome, or the reason why not, by share. */
export const OUTCOMES: Record<ServiceId, readonly (readonly [string, number])[]> = {
	card: [
		['enrolled', 94.5],
		['data-mismatch-npdb', 1.8],
		['card-not-needed', 1.2],
		['fingerprint-failed', 0.9],
		['police-system-down', 0.4],
		['network-down', 0.4],
		['equipment-failed', 0.4],
		['left', 0.2],
		['other', 0.2]
	],
	'level-2': [
		['enrolled', 94.5],
		['sim-not-owner', 1.7],
		['data-mismatch-npdb', 0.9],
		['phone-already-used', 0.7],
		['fingerprint-failed', 0.3],
		['face-failed', 0.3],
		['no-card', 0.3],
		['card-expired', 0.3],
		['police-system-down', 0.3],
		['network-down', 0.3],
		['no-guardian', 0.2],
		['left', 0.1],
		['other', 0.1]
	],
	activation: [
		['completed', 84.7],
		['no-sms-otp', 3.2],
		['not-approved-yet', 2.6],
		['sim-not-owner', 1.6],
		['sim-data-mismatch', 1],
		['no-smartphone', 1.2],
		['phone-unsupported', 0.9],
		['face-failed', 0.9],
		['nfc-failed', 0.8],
		['wrong-registered-phone', 0.8],
		['forgot-password', 0.7],
		['old-device-otp', 0.6],
		['police-system-down', 0.3],
		['network-down', 0.3],
		['data-mismatch-npdb', 0.2],
		['left', 0.1],
		['other', 0.1]
	],
	help: [
		['completed', 93],
		['deferred', 5],
		['left', 2]
	]
};

/** After these the officer sends the person to the carrier's desk as well. */
export const TO_CARRIER: readonly string[] = ['sim-not-owner', 'sim-data-mismatch'];

/** Level 1 or 2 of what is activated here. */
export const LEVELS = [
	[1, 45],
	[2, 55]
] as const;

export const SHARES = {
	priority: 0.16,
	family: 0.03,
	reprint: 0.02,
	/** To a colleague's booth, and to the help desk first. */
	sentToColleague: 0.01,
	sentToHelp: 0.01,
	held: 0.02,
	undone: 0.007,
	corrected: 0.003,
	/** Not there at the first call, after a long wait and otherwise; half of them come back. */
	missedAfterLongWait: 0.07,
	missed: 0.03,
	comesBack: 0.5
};
export const LONG_WAIT_MS = 20 * MINUTE_MS;

/** A booth rests this long, about every two and a half hours. */
export const REST_MS = 10 * MINUTE_MS;
export const RESTS = [
	{ from: clock('08:30'), to: clock('11:10') },
	{ from: clock('14:20'), to: clock('16:10') }
];
