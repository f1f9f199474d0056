import type { PreCheck, PreCheckEffect, Service, Words } from './catalogue.ts';

/*
 * Questions before a number is given: what is asked for a journey, and what the answers make of it. The same code
 * shows the volunteer what will come of an answer and decides it in the hall.
 */

export const PRE_CHECK_ANSWERS = ['yes', 'no'] as const;

/** An answer as wishes and facts carry it: of which question, and nothing of who gave it. */
export interface PreCheckAnswer {
	serviceId: string;
	preCheck: string;
	answer: (typeof PRE_CHECK_ANSWERS)[number];
}

/** One service of a journey and for how many of the party. */
export interface WantedService {
	serviceId: string;
	people: number;
}

/** A question that is asked once, for every service of the journey that words it the same. */
export interface AskedQuestion {
	question: Words;
	plain: Words;
	of: { serviceId: string; preCheck: string }[];
}

/** An effect that was not carried out: the service takes nobody, it is the last one left, another answer needs it. */
export interface HeldEffect {
	serviceId: string;
	why: 'closed' | 'last-step' | 'needed';
}

/** What answers make of a journey. */
export interface CheckedJourney {
	/** At least one; those put first stand at the front. */
	services: WantedService[];
	/** The service that goes before all others as far as prerequisites let it; null leaves it to the expected wait. */
	first: string | null;
	/** The answers that count, each question once. */
	answers: PreCheckAnswer[];
	/** What the citizen is told, in the order of the questions. */
	told: Words[];
	held: HeldEffect[];
}

/**
 * The questions for a journey, in the order of its services: of those that ask at all, each wording once.
 * @param journey ids of the services chosen
 */
export function questionsOf(
	services: readonly Service[],
	journey: readonly string[]
): AskedQuestion[] {
	const asked = new Map<string, AskedQuestion>();
	for (const serviceId of journey) {
		const service = services.find(({ id }) => id === serviceId);
		if (!service?.asksPreChecks) continue;
		for (const { id, question, plain } of service.preChecks) {
			const known = asked.get(question.vi);
			if (known) known.of.push({ serviceId, preCheck: id });
			else asked.set(question.vi, { question, plain, of: [{ serviceId, preCheck: id }] });
		}
	}
	return [...asked.values()];
}

/**
 * Applies answers to a journey. Total: answers to questions that these services do not have are passed over, of two
 * answers to one question the first counts, and the order in which they come changes nothing.
 *
 * Steps are added first, then dropped, then put first; within each in the order of the services chosen and of their
 * questions. A step is added for as many people as the service that asks has; one that does not take as many now is left out. A
 * step that another answer asks for is not dropped, nor is the last one: a needless step costs a citizen less than a
 * missing one, and a number without a step is none.
 * @param takes whether gates may give numbers for the service now, for so many people
 */
export function checkedJourney(
	services: ReadonlyMap<string, Service>,
	wanted: readonly WantedService[],
	answers: readonly PreCheckAnswer[],
	takes: (service: Service, people: number) => boolean
): CheckedJourney {
	const given = inOrder(services, wanted, answers);
	const journey = wanted.map((step) => ({ ...step }));
	const held: HeldEffect[] = [];
	const needed = new Set<string>();
	const firsts: string[] = [];
	for (const { effect, people } of given) {
		if (effect.does !== 'add-step' && effect.does !== 'first-step') continue;
		const { serviceId } = effect;
		const service = services.get(serviceId);
		const known = journey.find((step) => step.serviceId === serviceId);
		if (!known && (!service || service.withdrawn || !takes(service, people))) {
			hold(held, { serviceId, why: 'closed' });
			continue;
		}
		if (!known) journey.push({ serviceId, people });
		else if (!wanted.some((step) => step.serviceId === serviceId)) {
			const more = people > known.people;
			if (more && takes(services.get(serviceId)!, people)) known.people = people;
		}
		needed.add(serviceId);
		if (effect.does === 'first-step' && !firsts.includes(serviceId)) firsts.push(serviceId);
	}
	for (const { effect, answer } of given) {
		if (effect.does !== 'drop-step') continue;
		const { serviceId } = answer;
		const at = journey.findIndex((step) => step.serviceId === serviceId);
		if (at < 0) continue;
		if (needed.has(serviceId)) hold(held, { serviceId, why: 'needed' });
		else if (journey.length === 1) hold(held, { serviceId, why: 'last-step' });
		else journey.splice(at, 1);
	}
	const rank = (serviceId: string) => {
		const at = firsts.indexOf(serviceId);
		return at < 0 ? firsts.length : at;
	};
	return {
		services: journey.sort((a, b) => rank(a.serviceId) - rank(b.serviceId)),
		first: firsts[0] ?? null,
		answers: given.map(({ answer }) => answer),
		told: sayings(
			given,
			journey.map((step) => step.serviceId)
		),
		held
	};
}

/**
 * What somebody who gave these answers is told, as the questions stand now.
 * @param journey ids of the services still to be done on the ticket
 */
export function toldFor(
	services: ReadonlyMap<string, Service>,
	answers: readonly PreCheckAnswer[],
	journey: readonly string[]
): Words[] {
	const asked = [...new Set(answers.map((answer) => answer.serviceId))];
	const wanted = asked.map((serviceId) => ({ serviceId, people: 1 }));
	return sayings(inOrder(services, wanted, answers), journey);
}

/** The answers to known questions of the services chosen, each once, in the order of services and questions. */
function inOrder(
	services: ReadonlyMap<string, Service>,
	wanted: readonly WantedService[],
	answers: readonly PreCheckAnswer[]
) {
	return wanted.flatMap(({ serviceId, people }) =>
		(services.get(serviceId)?.preChecks ?? []).flatMap((preCheck: PreCheck) => {
			const found = answers.find((a) => a.serviceId === serviceId && a.preCheck === preCheck.id);
			if (!found) return [];
			const answer: PreCheckAnswer = { serviceId, preCheck: preCheck.id, answer: found.answer };
			return [{ answer, effect: preCheck[found.answer], people }];
		})
	);
}

function hold(held: HeldEffect[], effect: HeldEffect): void {
	const known = held.some((one) => one.serviceId === effect.serviceId && one.why === effect.why);
	if (!known) held.push(effect);
}

/**
 * Each sentence once, the empty ones left out. Nobody is sent to a step that could not be added or is over, nor warned
 * for one.
 */
function sayings(
	given: readonly { answer: PreCheckAnswer; effect: PreCheckEffect }[],
	journey: readonly string[]
): Words[] {
	const said = new Map<string, Words>();
	for (const { answer, effect } of given) {
		if (effect.does === 'nothing' || effect.say.vi === '') continue;
		const step = effect.does === 'warn' ? answer.serviceId : stepOf(effect);
		if (step !== null && !journey.includes(step)) continue;
		said.set(effect.say.vi, effect.say);
	}
	return [...said.values()];
}

/** The step that an effect brings; null where it brings none. */
function stepOf(effect: PreCheckEffect): string | null {
	return 'serviceId' in effect ? effect.serviceId : null;
}
