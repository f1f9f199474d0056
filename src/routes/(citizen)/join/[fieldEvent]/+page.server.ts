import { error, fail, redirect } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { textOf } from '#lib/server/account/visitor.ts';
import { sentAnswers } from '#lib/server/floor/join-questions.ts';
import { joinPage, takeOwnTicket } from '#lib/server/floor/join.ts';
import { ownTickets, rememberOwn } from '#lib/server/floor/own-tickets.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, cookies, url }) => {
	const fieldEventId = fieldEventOf(params);
	if (fieldEventId === null) error(404, 'no-such-field-event');
	return { page: await joinPage(fieldEventId, ownTickets(cookies, url)) };
};

export const actions: Actions = {
	default: async ({ request, params, cookies, url, getClientAddress }) => {
		const fieldEventId = fieldEventOf(params);
		if (fieldEventId === null) error(404, 'no-such-field-event');
		const sent = await request.formData();
		const form = {
			services: sent.getAll('service').map(String),
			answers: sentAnswers(sent),
			party: textOf(sent, 'party'),
			operationId: textOf(sent, 'operation'),
			ticketId: textOf(sent, 'ticket')
		};
		const own = ownTickets(cookies, url);
		const taken = await takeOwnTicket(fieldEventId, form, { own, address: getClientAddress() });
		if ('refused' in taken) return fail(409, { ...taken, form });
		rememberOwn(cookies, url, own, { fieldEventId, ticketId: taken.ticketId });
		redirect(303, `/t/${ticketDigits(taken.ticketId)}`);
	}
};
