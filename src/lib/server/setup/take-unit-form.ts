import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { db } from '#lib/server/db/connection.ts';
import { hallTime, shownFloor } from '#lib/server/floor/hall.ts';
import { changeCatalogue } from '#lib/server/setup/change-catalogue.ts';
import type { UnitAnswer, UnitForm } from '#lib/server/setup/change-units.ts';
import type { SentForm } from '#lib/server/setup/take-form.ts';

/** The action of a form about units; leads back to the page without its query, and what was typed comes back refused. */
export function takeUnitForm(act: (asked: UnitForm) => Promise<UnitAnswer>) {
	return async ({ params, request, locals, url }: RequestEvent) => {
		const fieldEventId = Number(params.fieldEvent);
		const answer = await act({
			db,
			fieldEventId,
			form: await request.formData(),
			catalogue: catalogueOf(await shownFloor(fieldEventId)),
			by: locals.actor,
			at: (await hallTime()).now(),
			changeBooths: (wishes) => changeCatalogue(fieldEventId, wishes, locals.actor)
		});
		if (answer.ok) redirect(303, url.pathname);
		const { refused, typed, refusal } = answer;
		return fail<SentForm>(refusal ? 409 : 400, { refused, typed, refusal });
	};
}
