import { randomUUID } from 'node:crypto';
import {
	MOST_AGE_HINTS,
	MOST_PRE_CHECKS,
	type AgeHint,
	type PreCheck,
	type PreCheckEffect
} from '#lib/core/catalogue.ts';
import { readyPreChecks } from '#lib/i18n/default-pre-checks.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { readWords } from '#lib/server/setup/read-words.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

const EFFECTS = ['nothing', 'warn', 'add-step', 'first-step', 'drop-step'] as const;

/** What a service asks before a number is given and minds about ages; the rest of the service stays as it is. */
export const readPreChecks: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const ids = catalogue.services.map((service) => service.id);
	const id = read.choice('id', ids);
	const service = catalogue.services.find((one) => one.id === id);
	if (!service) return { ok: false, ...read.answer() };
	const preChecks: PreCheck[] = [];
	for (let n = 0; n < MOST_PRE_CHECKS; n++) {
		const preCheck = readPreCheck(read, `q${n}`, ids, [...service.preChecks, ...readyPreChecks]);
		if (!preCheck) continue;
		const twice = preChecks.some((one) => one.question.vi === preCheck.question.vi);
		if (twice) read.refuse(`q${n}-question-vi`, { code: 'taken' });
		preChecks.push(preCheck);
	}
	const ageHints: AgeHint[] = [];
	for (let n = 0; n < MOST_AGE_HINTS; n++) {
		const words = readWords(read, `h${n}`, false);
		const under = read.wholeOrNone(`h${n}-under`, 1, 120);
		if (under === null && words.vi === '') continue;
		if (under === null) read.refuse(`h${n}-under`, { code: 'missing' });
		if (words.vi === '') read.refuse(`h${n}-vi`, { code: 'missing' });
		if (ageHints.some((hint) => hint.under === under)) {
			read.refuse(`h${n}-under`, { code: 'taken' });
		}
		ageHints.push({ under: under ?? 1, words });
	}
	const asksPreChecks = read.flag('asks');
	if (!read.ok) return { ok: false, ...read.answer() };
	const set = { ...service, preChecks, asksPreChecks, ageHints };
	return { ok: true, wishes: [{ kind: 'set-service', service: set }] };
};

/** One question of the form; null where its words are empty. */
function readPreCheck(
	read: FormReader,
	name: string,
	services: readonly string[],
	known: readonly PreCheck[]
): PreCheck | null {
	const question = readWords(read, `${name}-question`, false);
	const plain = readWords(read, `${name}-plain`, false);
	if (question.vi === '') {
		if (plain.vi !== '') read.refuse(`${name}-question-vi`, { code: 'missing' });
		return null;
	}
	// Other words are another question: counts of the two are never mixed.
	const same = known.find((one) => one.question.vi === question.vi);
	return {
		id: same?.id ?? `q-${randomUUID().slice(0, 8)}`,
		question,
		plain: plain.vi === '' ? question : plain,
		yes: readEffect(read, `${name}-yes`, services),
		no: readEffect(read, `${name}-no`, services)
	};
}

function readEffect(read: FormReader, name: string, services: readonly string[]): PreCheckEffect {
	const does = read.choice(`${name}-does`, EFFECTS);
	const say = readWords(read, `${name}-say`, does === 'warn');
	switch (does) {
		case 'nothing':
			return { does };
		case 'warn':
		case 'drop-step':
			return { does, say };
		default:
			return { does, say, serviceId: read.choice(`${name}-service`, services) };
	}
}
