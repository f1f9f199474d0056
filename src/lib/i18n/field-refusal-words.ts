import * as m from '#lib/i18n/paraglide/messages.js';
import type { FieldRefusal } from '#lib/server/setup/form-reader.ts';

type Of<Code> = Extract<FieldRefusal, { code: Code }>;

/** What is wrong with one field, and how to mend it; a code without words does not compile. */
const sentences: { [Code in FieldRefusal['code']]: (refusal: Of<Code>) => string } = {
	missing: () => m.organiser_refused_missing(),
	'not-a-number': () => m.organiser_refused_not_a_number(),
	'not-a-date': () => m.organiser_refused_not_a_date(),
	'not-a-time': () => m.organiser_refused_not_a_time(),
	'not-offered': () => m.organiser_refused_not_offered(),
	'too-long': ({ limit }) => m.organiser_refused_too_long({ limit }),
	'out-of-range': ({ least, most }) => m.organiser_refused_out_of_range({ least, most }),
	order: () => m.organiser_refused_order(),
	'date-order': () => m.organiser_refused_date_order(),
	taken: () => m.organiser_refused_taken(),
	'none-chosen': () => m.organiser_refused_none_chosen(),
	'not-an-address': () => m.organiser_refused_not_an_address(),
	loopback: () => m.organiser_refused_loopback()
};

/** The words for a field's refusal; undefined where nothing is wrong, so that it fits a field's `error`. */
export function fieldRefusalText(refusal: FieldRefusal | undefined): string | undefined {
	return refusal && (sentences[refusal.code] as (refusal: FieldRefusal) => string)(refusal);
}
