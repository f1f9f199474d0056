import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { restoreSlip, unheardSlip } from '#lib/server/paper/unheard-slip.ts';
import type { RequestHandler } from './$types';

const restoring = v.object({
	link: v.pipe(v.string(), v.maxLength(300)),
	services: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(20))
});

/** `?link=<what follows /t/>`: a signed slip of this field event that the server has not heard of. */
export const GET: RequestHandler = async ({ url, params }) => {
	const link = url.searchParams.get('link') ?? '';
	if (!isOf(fieldEventOf(params), link)) return Response.json(null);
	return Response.json(await unheardSlip(link));
};

/** Puts such a slip into the queues for the services that its holder names. */
export const POST: RequestHandler = async ({ request, params, locals: { actor } }) => {
	if (actor.kind === 'nobody') error(401, 'signed-out');
	const read = v.safeParse(restoring, await request.json().catch(() => null));
	if (!read.success) error(400, 'bad-wish');
	const { link, services } = read.output;
	if (!isOf(fieldEventOf(params), link)) error(404, 'no-such-ticket');
	const refused = await restoreSlip(link, services, actor.accountId);
	return Response.json(refused ? { ok: false, ...refused } : { ok: true });
};

function isOf(fieldEventId: number | null, link: string): boolean {
	const read = readTicketLink(`/t/${link}`);
	return read?.kind === 'ticket' && read.signed?.slip.fieldEventId === fieldEventId;
}
