import {
	DEFAULT_RULES,
	type Area,
	type Booth,
	type Catalogue,
	type Gate,
	type Half,
	type Rules,
	type Service
} from '#lib/core/catalogue.ts';
import { gatePrefix, SELF_SERVICE_PREFIX } from '#lib/core/ticket-number.ts';
import {
	defaultAreaName,
	defaultGateName,
	defaultReasons,
	defaultSelfServiceName,
	defaultServices
} from '#lib/i18n/default-words.ts';

/** The four services that a new field event starts with, in the order of a journey. */
export const DEFAULT_SERVICE_IDS = ['card', 'level-2', 'activation', 'help'] as const;
export type DefaultServiceId = (typeof DEFAULT_SERVICE_IDS)[number];

type PerService<T> = Partial<Record<DefaultServiceId, T>>;

/** What is asked about a new field event's hall; everything left out has a default. */
export interface FieldEventPlan {
	/** First day, YYYY-MM-DD. */
	date: string;
	/** How many days in a row; 1 unless told. */
	days?: number;
	/** Gates that give numbers, besides self-service. */
	gates: number;
	/** Booths of each service; none withdraws the service from gates. Help desks: 1 unless told. */
	booths: PerService<number>;
	/** Parallel places of each booth of a service; activation 3, others 1, unless told. */
	seats?: PerService<number>;
	targets?: PerService<number | null>;
	eligible?: PerService<number | null>;
	/** Hours of every day, each `HH:MM` in Viet Nam; 7:00–11:30 and 13:00–17:00 unless told. */
	hours?: readonly { from: string; to: string }[];
	address?: Rules['address'];
	selfService?: boolean;
	paper?: Gate['paper'];
}

export const DEFAULT_HOURS = [
	{ from: '07:00', to: '11:30' },
	{ from: '13:00', to: '17:00' }
] as const;

/** Assumed defaults: an officer looks after three people who wait for codes at an activation table. */
const DEFAULT_SEATS: Record<DefaultServiceId, number> = {
	card: 1,
	'level-2': 1,
	activation: 3,
	help: 1
};
const DEFAULT_BOOTHS: PerService<number> = { help: 1 };
const AREA_LETTERS = ['A', 'B', 'C', 'D'] as const;
const DAY_MS = 86_400_000;

/**
 * The catalogue of a new field event: services, reasons and their words from the defaults, an area for each service,
 * booths numbered in one row (card first, then level 2, activation, help), gates with letters that sound apart, and a
 * self-service gate that stays shut until the rules open it.
 */
export function planFieldEvent(plan: FieldEventPlan): Catalogue {
	const booths: Booth[] = [];
	const areas: Area[] = [];
	const services = defaultServices(plan.date).map((words, position): Service => {
		const id = words.id as DefaultServiceId;
		const count = plan.booths[id] ?? DEFAULT_BOOTHS[id] ?? 0;
		const letter = AREA_LETTERS[position] ?? AREA_LETTERS[0];
		const areaId = `area-${letter.toLowerCase()}`;
		const place = { vi: '', en: '' };
		areas.push({ id: areaId, name: defaultAreaName(letter), place, withdrawn: count === 0 });
		for (let i = 0; i < count; i++) {
			const number = booths.length + 1;
			booths.push({
				id: `b${number}`,
				number,
				word: 'bàn',
				areaId,
				services: [id],
				seats: plan.seats?.[id] ?? DEFAULT_SEATS[id],
				presetLevel: words.levels.length > 0 ? Math.max(...words.levels) : null,
				unit: '',
				withdrawn: false
			});
		}
		return {
			...words,
			target: plan.targets?.[id] ?? null,
			eligible: plan.eligible?.[id] ?? null,
			areaId,
			asksPreChecks: false,
			intakeOpen: true,
			intakeQuota: null,
			position,
			withdrawn: count === 0
		};
	});
	return {
		services,
		areas,
		booths,
		gates: gatesOf(plan),
		reasons: defaultReasons.map((reason, position) => ({ ...reason, position, withdrawn: false })),
		rules: {
			...DEFAULT_RULES,
			address: plan.address ?? DEFAULT_RULES.address,
			selfService: plan.selfService ?? DEFAULT_RULES.selfService,
			days: daysInARow(plan.date, plan.days ?? 1, plan.hours ?? DEFAULT_HOURS)
		}
	};
}

function gatesOf(plan: FieldEventPlan): Gate[] {
	const rest = { slip: '80mm', withdrawn: false } as const;
	const paper = plan.paper ?? 'by-hand';
	const gates = Array.from({ length: plan.gates }, (_, index): Gate => {
		const name = defaultGateName(index + 1);
		return { id: `g${index + 1}`, name, prefix: gatePrefix(index), kind: 'gate', paper, ...rest };
	});
	const self = { id: 'self', name: defaultSelfServiceName, prefix: SELF_SERVICE_PREFIX } as const;
	return [...gates, { ...self, kind: 'self-service', paper: 'by-hand', ...rest }];
}

/** Days of a field event that follow each other, with the same hours on each. */
export function daysInARow(
	firstDate: string,
	count: number,
	hours: readonly { from: string; to: string }[]
): Rules['days'] {
	const first = Date.parse(`${firstDate}T00:00:00Z`);
	return Array.from({ length: count }, (_, index) => {
		const date = new Date(first + index * DAY_MS).toISOString().slice(0, 10);
		return { date, halves: halvesOf(date, hours) };
	});
}

/** The halves of a date from its hours in Viet Nam, which has had one zone without summer time since 1975. */
export function halvesOf(date: string, hours: readonly { from: string; to: string }[]): Half[] {
	const instant = (time: string) => Date.parse(`${date}T${time}:00+07:00`);
	return hours.map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
}
