import type { SubmitFunction } from '@sveltejs/kit';
import * as m from '#lib/i18n/paraglide/messages.js';
import { refusalText } from '#lib/i18n/refusal-words.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';

/** As much as the server takes in one form, encoded. */
const MOST_BYTES = 500_000;

/** What is said when a form did not arrive at all; the page stays, with everything that was typed. */
function notSent(status: number | undefined): string {
	if (status === 401) return refusalText('signed-out');
	if (status === 403) return refusalText('not-allowed');
	return m.organiser_form_not_sent();
}

/**
 * A form that is sent in the background: takes no second press while it is on its way, says when it is done, keeps what
 * was typed when it comes back refused or does not arrive, and brings the first refused field into sight.
 * @param said what is told when it is done; "saved" unless given
 */
export function savingForm(said: () => string = m.common_saved) {
	let busy = $state(false);
	const submit: SubmitFunction = ({ cancel, formData, formElement }) => {
		if (busy) return cancel();
		const fields = [...formData].map(([name, value]) => [name, String(value)]);
		if (new URLSearchParams(fields).toString().length > MOST_BYTES) {
			toasts.say(m.organiser_form_too_large(), { kind: 'trouble', seconds: 20 });
			return cancel();
		}
		busy = true;
		return async ({ result, update }) => {
			busy = false;
			if (result.type === 'error') {
				toasts.say(notSent(result.status), { kind: 'trouble', seconds: 20 });
				return;
			}
			await update({ reset: false });
			if (result.type !== 'failure') toasts.say(said());
			else formElement.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
		};
	};
	return {
		submit,
		get busy() {
			return busy;
		}
	};
}
