import type { Reason } from '#lib/core/catalogue.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { nameKey, tidyText } from '#lib/server/setup/name-key.ts';
import { freeId } from '#lib/server/setup/read-words.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

/** The longest name of a carrier that a button shows. */
const NAME_MOST = 40;
const CARRIERS_MOST = 8;

/**
 * A reason why something could not be done, once more for each carrier whose name stands in a line: officers then say
 * whose codes do not come, warnings and messages name it, and the report counts each by itself. The reason itself stays for
 * whoever does not know. Carriers that have one already are left as they are.
 */
export const readCarriers: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const id = read.text('id', { most: 40 });
	const names = read.text('carriers', { most: 400 }).split('\n').map(tidyText).filter(Boolean);
	const of = catalogue.reasons.find((reason) => reason.id === id && reason.kind === 'failure');
	if (!of) read.refuse('carriers', { code: 'not-offered' });
	if (names.some((name) => name.length > NAME_MOST)) {
		read.refuse('carriers', { code: 'too-long', limit: NAME_MOST });
	}
	if (names.length > CARRIERS_MOST) {
		read.refuse('carriers', { code: 'out-of-range', least: 1, most: CARRIERS_MOST });
	}
	if (!of || !read.ok) return { ok: false, ...read.answer() };
	const reasons: Reason[] = [...catalogue.reasons];
	for (const name of names) {
		const internal = withName(of.internal, name);
		if (reasons.some((one) => nameKey(one.internal.vi) === nameKey(internal.vi))) continue;
		reasons.push({
			...of,
			id: freeId('reason-', reasons),
			internal,
			public: withName(of.public, name),
			position: reasons.length,
			withdrawn: false
		});
	}
	const added = reasons.slice(catalogue.reasons.length);
	return { ok: true, wishes: added.map((reason) => ({ kind: 'set-reason', reason })) };
};

/** `Không nhận được mã OTP (Viettel)`; the full stop stays at the end. Empty words stay empty. */
function withName(words: Reason['internal'], name: string): Reason['internal'] {
	const one = (text: string) =>
		text === '' ? '' : text.replace(/\s*([.!]?)\s*$/, (_, end: string) => ` (${name})${end}`);
	return { vi: one(words.vi), en: one(words.en) };
}
