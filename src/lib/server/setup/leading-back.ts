import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { RefusedForm } from './form-reader.ts';
import type { SentForm } from './take-form.ts';

/** An action that leads back to its page, with the page's query, when it is done; or gives back what was typed. */
export function leadingBack<Event extends RequestEvent>(
	act: (event: Event, form: FormData) => Promise<RefusedForm | null>
) {
	return async (event: Event) => {
		const wrong = await act(event, await event.request.formData());
		if (wrong) return fail<SentForm>(400, { ...wrong, refusal: null });
		redirect(303, event.url.pathname + withoutAction(event.url));
	};
}

/** The query of an address without the name of the form's action. */
function withoutAction(url: URL): string {
	const query = new URLSearchParams(
		[...url.searchParams].filter(([name]) => !name.startsWith('/'))
	);
	return query.size > 0 ? `?${query}` : '';
}
