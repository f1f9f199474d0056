import type { Words } from '#lib/core/catalogue.ts';
import type { Floor } from '#lib/core/floor.ts';
import { takesIn } from '#lib/core/intake.ts';
import { questionsOf, type PreCheckAnswer } from '#lib/core/pre-check.ts';
import { servicesOf } from '#lib/core/view/hall-view.ts';

/*
 * The questions before a number on the page of the poster, which is one plain form: each question is a field whose name
 * says for which services the answer is.
 */

/** A question as the page asks it, once for all services that word it the same. */
export interface JoinQuestion {
	/** The form field. */
	name: string;
	plain: Words;
	/** The services that ask it. */
	of: { serviceId: string; name: Words }[];
}

/** A field of a question as it was sent; anything but yes and no is as if it had not been asked. */
export interface SentAnswer {
	name: string;
	answer: string;
}

const FIELD = 'answer ';

/** The questions of the services that still take people. */
export function joinQuestions(floor: Floor): JoinQuestion[] {
	const open = servicesOf(floor).filter((service) => takesIn(floor, service));
	const ids = open.map((service) => service.id);
	return questionsOf(open, ids).map(({ plain, of }) => ({
		name: FIELD + of.map(({ serviceId, preCheck }) => `${serviceId} ${preCheck}`).join(' '),
		plain,
		of: of.map(({ serviceId }) => ({ serviceId, name: floor.services.get(serviceId)!.name }))
	}));
}

/** The fields of questions in a form. */
export function sentAnswers(form: FormData): SentAnswer[] {
	return [...form].flatMap(([name, value]) =>
		name.startsWith(FIELD) ? [{ name, answer: String(value) }] : []
	);
}

/** The answers for every service that asks; the wish's own schema judges what a stranger may have typed into names. */
export function answersOf(sent: readonly SentAnswer[]): PreCheckAnswer[] {
	return sent.flatMap(({ name, answer }) => {
		if (answer !== 'yes' && answer !== 'no') return [];
		const ids = name.slice(FIELD.length).split(' ');
		return ids.flatMap((serviceId, i) =>
			i % 2 === 0 ? [{ serviceId, preCheck: ids[i + 1] ?? '', answer }] : []
		);
	});
}
