import { PLAN_BOUNDS, type PlanQuestion } from './plan-question.ts';

/** What is wrong with one thing that was typed. Words in `#lib/i18n/plan-words.ts`. */
export type PlanRefusal =
	| { code: 'missing' | 'not-a-number' | 'not-whole' | 'nobody-comes' }
	| { code: 'out-of-range'; least: number; most: number };

/** What is wrong, by the name of the field. */
export type PlanRefusals = Record<string, PlanRefusal>;

/** Names of the fields, the same on a screen and for a command. */
export const planField = {
	people: 'people',
	priority: 'priority',
	target: 'target',
	booths: (group: number) => `booths-${group}`,
	seats: (group: number) => `seats-${group}`,
	minutes: (serviceId: string) => `minutes-${serviceId}`,
	share: (journey: number) => `share-${journey}`
} as const;

/** The fields of a question as they are shown before anybody types: minutes and shares in hundredths among them. */
export function typedPlan(question: PlanQuestion): Record<string, string> {
	const typed: Record<string, string> = {
		[planField.people]: String(question.people),
		[planField.priority]: decimal(question.priorityShare * 100),
		[planField.target]: decimal(question.targetMs / 60_000)
	};
	question.booths.forEach(({ count }, g) => (typed[planField.booths(g)] = String(count)));
	for (const { id, meanMs } of question.services) {
		typed[planField.minutes(id)] = decimal(meanMs / 60_000);
	}
	question.journeys.forEach(({ share }, j) => (typed[planField.share(j)] = decimal(share)));
	return typed;
}

/**
 * A question out of what was typed; what is not among it stays as it is in `base`.
 * @returns the question, or what is wrong with each field
 */
export function readPlan(
	base: PlanQuestion,
	typed: Readonly<Record<string, string>>
): { ok: true; question: PlanQuestion } | { ok: false; refused: PlanRefusals } {
	const refused: PlanRefusals = {};
	const read = (name: string, now: number, bounds: Bounds, whole: boolean): number => {
		const text = typed[name];
		if (text === undefined) return now;
		const value = numberIn(text, whole);
		if (typeof value !== 'number') refused[name] = { code: value };
		else if (value < bounds.least || value > bounds.most) {
			refused[name] = { code: 'out-of-range', ...bounds };
		} else return value;
		return now;
	};
	const { people, booths, seats, minutes, percent, targetMinutes } = PLAN_BOUNDS;
	const question: PlanQuestion = {
		...base,
		people: read(planField.people, base.people, people, true),
		priorityShare: read(planField.priority, base.priorityShare * 100, percent, false) / 100,
		targetMs: read(planField.target, base.targetMs / 60_000, targetMinutes, false) * 60_000,
		booths: base.booths.map((group, g) => ({
			...group,
			seats: read(planField.seats(g), group.seats, seats, true),
			count: read(planField.booths(g), group.count, booths, true)
		})),
		services: base.services.map((service) => ({
			...service,
			meanMs: read(planField.minutes(service.id), service.meanMs / 60_000, minutes, false) * 60_000
		})),
		journeys: base.journeys.map((journey, j) => ({
			...journey,
			share: read(planField.share(j), journey.share, percent, false)
		}))
	};
	if (question.journeys.every(({ share }) => share === 0)) {
		refused[planField.share(0)] ??= { code: 'nobody-comes' };
	}
	return Object.keys(refused).length > 0 ? { ok: false, refused } : { ok: true, question };
}

interface Bounds {
	readonly least: number;
	readonly most: number;
}

/** Whole numbers may have dots, commas or spaces between thousands; others a comma or a point before the fraction. */
function numberIn(text: string, whole: boolean): number | 'missing' | 'not-a-number' | 'not-whole' {
	const digits = text.trim();
	if (digits === '') return 'missing';
	if (/^\d{1,6}$/.test(digits)) return Number(digits);
	if (whole && /^\d{1,3}([.,\s]\d{3})+$/.test(digits)) return Number(digits.replace(/\D/g, ''));
	if (!/^\d{1,6}[.,]\d{1,3}$/.test(digits)) return 'not-a-number';
	return whole ? 'not-whole' : Number(digits.replace(',', '.'));
}

const decimal = (value: number) => String(Math.round(value * 10) / 10);
