import type { Booth, Catalogue, Reason, Service } from '#lib/core/catalogue.ts';
import { serviceTemplates, templateOf, type ServiceTemplate } from '#lib/i18n/service-templates.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

/**
 * A ready service as it joins a catalogue: last in order, for gates at once, with those of its reasons that are not
 * there yet. What it follows is kept only where that is offered.
 */
export function fromTemplate(
	{ service, reasons }: ServiceTemplate,
	catalogue: Pick<Catalogue, 'services' | 'reasons'>
): { service: Service; reasons: Reason[] } {
	const present = new Set(catalogue.services.map((one) => one.id));
	const known = new Set(catalogue.reasons.map((one) => one.id));
	const last = (list: readonly { position: number }[]) =>
		Math.max(-1, ...list.map(({ position }) => position));
	const firstReason = last(catalogue.reasons) + 1;
	return {
		service: {
			...service,
			after: service.after.filter((id) => present.has(id)),
			target: null,
			eligible: null,
			areaId: null,
			asksPreChecks: false,
			intakeOpen: true,
			intakeQuota: null,
			position: last(catalogue.services) + 1,
			withdrawn: false
		},
		reasons: reasons
			.filter(({ id }) => !known.has(id))
			.map((one, index) => ({ ...one, position: firstReason + index, withdrawn: false }))
	};
}

/** The form "add a service from a template": one of those that are not in use yet. */
export const readTemplate: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const used = new Set(catalogue.services.map((one) => one.id));
	const free = serviceTemplates.map(({ service }) => service.id).filter((id) => !used.has(id));
	const id = read.choice('template', free);
	const template = templateOf(id);
	if (!read.ok || !template) return { ok: false, ...read.answer() };
	const { service, reasons } = fromTemplate(template, catalogue);
	return {
		ok: true,
		wishes: [
			{ kind: 'set-service', service },
			...reasons.map((reason) => ({ kind: 'set-reason' as const, reason }))
		]
	};
};

/** A catalogue with ready services joined to it, each with its booths after all others. */
export function withTemplates(
	catalogue: Catalogue,
	booths: Readonly<Record<string, number>>
): Catalogue {
	const joined = { ...catalogue };
	for (const template of serviceTemplates) {
		const count = booths[template.service.id] ?? 0;
		if (count === 0) continue;
		const { service, reasons } = fromTemplate(template, joined);
		const first = Math.max(0, ...joined.booths.map((booth) => booth.number)) + 1;
		const own = Array.from({ length: count }, (_, index): Booth => {
			const number = first + index;
			return {
				id: `b${number}`,
				number,
				word: 'bàn',
				areaId: null,
				services: [service.id],
				seats: 1,
				presetLevel: null,
				unit: '',
				withdrawn: false
			};
		});
		joined.services = [...joined.services, service];
		joined.reasons = [...joined.reasons, ...reasons];
		joined.booths = [...joined.booths, ...own];
	}
	return joined;
}
