import { serviceTemplates } from '#lib/i18n/service-templates.ts';
import type { CopiedFieldEvent } from '#lib/server/setup/copy-field-event.ts';
import type { NewFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';

/** Bounds of one hall, with room above what was ever seen. */
const MOST = { gates: 40, booths: 120, days: 31, people: 10_000_000 };

/** The field event that a form names to be set up as; null for the default. */
export function sourceOf(form: FormData): number | null {
	const [, id] = /^earlier\/(\d{1,15})$/.exec(String(form.get('from') ?? '')) ?? [];
	return id ? Number(id) : null;
}

/** Reads the form of a field event that is set up as an earlier one: what it is called, where and when it is. */
export function readCopy(
	form: FormData
): { ok: true; wanted: CopiedFieldEvent } | ({ ok: false } & RefusedForm) {
	const read = new FormReader(form);
	const wanted = {
		name: read.text('name'),
		place: read.text('place'),
		organiser: read.text('organiser', { required: false }),
		date: read.date('date')
	};
	return read.ok ? { ok: true, wanted } : { ok: false, ...read.answer() };
}

/**
 * Reads the form of a new field event: name, place, first day, gates, and booths for card, level 2 and activation;
 * days, help desks, organising body, targets and ready services may be left out.
 */
export function readNewFieldEvent(
	form: FormData
): { ok: true; wanted: NewFieldEvent } | ({ ok: false } & RefusedForm) {
	const read = new FormReader(form);
	const target = (name: string) => read.wholeOrNone(name, 1, MOST.people);
	const wanted: NewFieldEvent = {
		name: read.text('name'),
		place: read.text('place'),
		organiser: read.text('organiser', { required: false }),
		date: read.date('date'),
		days: read.wholeOrNone('days', 1, MOST.days) ?? 1,
		gates: read.whole('gates', 1, MOST.gates),
		booths: {
			card: read.whole('card', 0, MOST.booths),
			'level-2': read.whole('level-2', 0, MOST.booths),
			activation: read.whole('activation', 0, MOST.booths),
			help: read.wholeOrNone('help', 0, MOST.booths) ?? 1
		},
		targets: {
			card: target('target-card'),
			'level-2': target('target-level-2'),
			activation: target('target-activation')
		},
		ready: Object.fromEntries(
			serviceTemplates.map(({ service }) => [
				service.id,
				read.wholeOrNone(`ready-${service.id}`, 0, MOST.booths) ?? 0
			])
		)
	};
	const counts = [...Object.values(wanted.booths), ...Object.values(wanted.ready ?? {})];
	const booths = counts.reduce((sum, n) => sum + n, 0);
	if (booths === 0) read.refuse('level-2', { code: 'out-of-range', least: 1, most: MOST.booths });
	return read.ok ? { ok: true, wanted } : { ok: false, ...read.answer() };
}
