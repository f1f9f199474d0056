import { isDeepStrictEqual } from 'node:util';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { changeCatalogue } from '#lib/server/setup/change-catalogue.ts';
import type { CatalogueWish } from '#lib/server/setup/change-draft.ts';
import type { FormRefusals, RefusedForm } from '#lib/server/setup/form-reader.ts';

/** What a form of the set-up is read against: the catalogue as it stands, and whether counting has begun. */
export interface Standing {
	catalogue: Catalogue;
	/** 0 before opening. */
	day: number;
}

/** Reads a form into wishes, or says field by field what is wrong with it. */
export type ReadForm = (
	form: FormData,
	standing: Standing
) => { ok: true; wishes: CatalogueWish[] } | ({ ok: false } & RefusedForm);

/** A form of the set-up that came back: fields that are wrong, or why the hall did not take it. */
export interface SentForm {
	refused: FormRefusals;
	typed: Record<string, string>;
	refusal: Refusal | null;
}

/**
 * The action of a page that changes the catalogue: reads the form, makes the change before opening or while open, and
 * leads back to the page without its query. What was typed comes back with every refusal.
 */
export function takeForm(read: ReadForm) {
	return async ({ params, request, locals, url }: RequestEvent) => {
		const fieldEventId = Number(params.fieldEvent);
		const form = await request.formData();
		const floor = await shownFloor(fieldEventId);
		const catalogue = catalogueOf(floor);
		const answer = read(form, { catalogue, day: floor.day });
		if (!answer.ok) {
			const { refused, typed } = answer;
			return fail<SentForm>(400, { refused, typed, refusal: null });
		}
		const wishes = answer.wishes.filter((wish) => changes(catalogue, wish));
		const refusal = await changeCatalogue(fieldEventId, wishes, locals.actor);
		if (refusal) {
			const typed = Object.fromEntries(
				[...new Set(form.keys())].map((name) => [name, form.getAll(name).join(',')])
			);
			return fail<SentForm>(409, { refused: {}, typed, refusal });
		}
		redirect(303, url.pathname);
	};
}

/** Whether a wish would change anything: saving a form as it stands leaves no trace. */
function changes(catalogue: Catalogue, wish: CatalogueWish): boolean {
	const lists = [
		...catalogue.services,
		...catalogue.booths,
		...catalogue.gates,
		...catalogue.areas,
		...catalogue.reasons,
		catalogue.rules
	];
	const { kind: _, ...set } = wish;
	const [value] = Object.values(set);
	return !lists.some((one) => isDeepStrictEqual(one, value));
}
