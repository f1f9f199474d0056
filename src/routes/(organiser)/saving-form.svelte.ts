import type { SubmitFunction } from '@sveltejs/kit';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toasts } from '#lib/ui/toasts.svelte.ts';

/**
 * A form that is sent in the background: takes no second press while it is on its way, says when it is done, keeps what
 * was typed when it comes back refused, and brings the first refused field into sight.
 * @param said what is told when it is done; "saved" unless given
 */
export function savingForm(said: () => string = m.common_saved) {
	let busy = $state(false);
	const submit: SubmitFunction = ({ cancel, formElement }) => {
		if (busy) return cancel();
		busy = true;
		return async ({ result, update }) => {
			await update({ reset: false });
			busy = false;
			if (result.type === 'success' || result.type === 'redirect') toasts.say(said());
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
