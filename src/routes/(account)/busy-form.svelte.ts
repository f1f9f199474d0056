import type { SubmitFunction } from '@sveltejs/kit';

/** Tells whether a form is on its way, and keeps in it what was typed when it comes back refused. */
export function busyForm() {
	let busy = $state(false);
	const submit: SubmitFunction = ({ cancel }) => {
		if (busy) return cancel();
		busy = true;
		return async ({ update }) => {
			await update({ reset: false });
			busy = false;
		};
	};
	return {
		submit,
		get busy() {
			return busy;
		}
	};
}
