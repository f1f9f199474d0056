import { OUTCOMES, type Outcome, type Service } from '#lib/core/catalogue.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { freeId, readWords } from '#lib/server/setup/read-words.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

const MINUTE_MS = 60_000;
/** Outcomes that may count towards a target. */
const COUNTED = ['completed', 'enrolled'] as const;

/** A service, new or known by its id. What is counted towards the target is settled by opening. */
export const readService: ReadForm = (form, { catalogue, day }) => {
	const read = new FormReader(form);
	const id = read.text('id', { most: 40, required: false });
	const known = catalogue.services.find((service) => service.id === id);
	const others = catalogue.services.filter((service) => service.id !== id).map(({ id }) => id);
	const areaIds = catalogue.areas.map((area) => area.id);
	const counts = known && day > 0 ? known.counts : read.choice('counts', COUNTED);
	// Those that were offered keep their order: officers know their buttons by place.
	const ticked = new Set<Outcome>([counts, ...read.chosen('outcomes', OUTCOMES)]);
	const inOrder = [...new Set([...(known?.outcomes ?? [counts]), ...ticked])];
	const service: Service = {
		id: known?.id ?? freeId('s', catalogue.services),
		name: readWords(read, 'name'),
		countedNoun: readWords(read, 'noun'),
		unit: readWords(read, 'unit'),
		counts,
		outcomes: inOrder.filter((outcome) => ticked.has(outcome)),
		levels: read.flag('levels') ? [1, 2] : [],
		target: read.wholeOrNone('target', 1, 10_000_000),
		eligible: read.wholeOrNone('eligible', 1, 10_000_000),
		after: read.chosen('after', others),
		needs: read.chosen('needs', others),
		also: read.chosen('also', others),
		typicalMs: read.whole('minutes', 1, 240) * MINUTE_MS,
		areaId: read.chosen('area', areaIds)[0] ?? null,
		bring: readWords(read, 'bring', false),
		afterwards: readWords(read, 'afterwards', false),
		// Changed by a form of their own.
		preChecks: known?.preChecks ?? [],
		asksPreChecks: known?.asksPreChecks ?? false,
		ageHints: known?.ageHints ?? [],
		intakeOpen: read.flag('intake'),
		intakeQuota: read.wholeOrNone('quota', 1, 1_000_000),
		position: read.whole('position', 0, 1000),
		withdrawn: read.flag('withdrawn')
	};
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-service', service }] };
};
