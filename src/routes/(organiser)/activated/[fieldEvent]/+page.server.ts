import { deskPeople } from '#lib/server/floor/desk-people.ts';
import { slipActions } from '#lib/server/follow-up/take-slip-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({
	fieldEventId: params.fieldEvent,
	fieldEvent: (await deskPeople(Number(params.fieldEvent))).fieldEvent
});

export const actions = slipActions('slips') satisfies Actions;
