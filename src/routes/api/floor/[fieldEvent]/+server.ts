import { takeCommand } from '#lib/server/floor/take-command.ts';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import type { RequestHandler } from './$types';

/** One command of a member of staff; the answer is durable when it arrives. */
export const POST: RequestHandler = async ({ request, params, locals }) => {
	const { status, answer } = await takeCommand(
		fieldEventOf(params) ?? 0,
		locals.actor,
		await request.json().catch(() => null),
		request.headers.get('hall-time')
	);
	return Response.json(answer, { status });
};
