import type { Reason } from '#lib/core/catalogue.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { freeId, readWords } from '#lib/server/setup/read-words.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

export const REASON_KINDS = ['failure', 'pause', 'hold', 'call'] as const;

/** A reason, new or known by its id, with its internal and its public wording. */
export const readReason: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const id = read.text('id', { most: 40, required: false });
	const known = catalogue.reasons.find((reason) => reason.id === id);
	const services = catalogue.services.map((service) => service.id);
	const reason: Reason = {
		id: known?.id ?? freeId('reason-', catalogue.reasons),
		kind: known?.kind ?? read.choice('kind', REASON_KINDS),
		internal: readWords(read, 'internal'),
		public: readWords(read, 'public'),
		nextStep: readWords(read, 'next', false),
		services: read.chosen('services', services),
		position: known?.position ?? catalogue.reasons.length,
		withdrawn: read.flag('withdrawn')
	};
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-reason', reason }] };
};
