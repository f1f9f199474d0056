import type { SentForm } from '#lib/server/setup/take-form.ts';
import { fieldRefusalText } from '#lib/i18n/field-refusal-words.ts';

/**
 * What the fields of one form show: what was typed when it came back refused, else what stands now.
 * @param form what the page's action answered, or null
 * @param own the value of this form's hidden field `form`, so that two forms of a page do not mix
 */
export function kept(form: SentForm | null | undefined, own: string) {
	const sent = form?.typed.form === own ? form : null;
	const error = (name: string) => fieldRefusalText(sent?.refused[name]);
	return {
		/** Whether this form is the one that came back. */
		cameBack: sent !== null,
		refusal: sent?.refusal ?? null,
		text: (name: string, now: string | number | null) => ({
			name,
			value: sent ? (sent.typed[name] ?? '') : (now ?? ''),
			error: error(name)
		}),
		flag: (name: string, now: boolean) => ({
			name,
			checked: sent ? sent.typed[name] === 'on' : now
		}),
		chosen: (name: string, now: readonly string[]) => ({
			name,
			chosen: sent ? (sent.typed[name] ?? '').split(',') : [...now],
			error: error(name)
		})
	};
}

export type Kept = ReturnType<typeof kept>;
