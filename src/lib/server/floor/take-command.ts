import * as v from 'valibot';
import type { Answer } from '#lib/core/answer.ts';
import { readPersonalId } from '#lib/core/personal-id.ts';
import { wishSchema } from '#lib/core/wish.ts';
import type { Actor } from '../account/actor.ts';
import { sql } from '../db/connection.ts';
import { hallTime, submit } from './hall.ts';
import { identityHmac } from './identity.ts';
import { mayWish } from './wish-roles.ts';

const commandSchema = v.object({
	operationId: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
	wish: wishSchema,
	/** The 12 digits of an identity card, where the check is on. Hashed here, kept nowhere. */
	identity: v.optional(
		v.object({ digits: v.pipe(v.string(), v.maxLength(40)), anyway: v.boolean() })
	)
});

export type CommandBody = v.InferInput<typeof commandSchema>;

/** HTTP statuses by kind of answer: a refusal is an answer, not a fault. */
const STATUS = { 'bad-wish': 400, 'not-allowed': 403, 'try-again': 503, internal: 500 } as const;

/**
 * Takes one command of a signed-in person: checks its shape and the person's role, and hands it to the clerk.
 * `hall-time` (ms) is listened to in a demo only, where the driver says what time it is.
 */
export async function takeCommand(
	fieldEventId: number,
	actor: Actor,
	body: unknown,
	saidTime: string | null
): Promise<{ status: number; answer: Answer }> {
	const answer = await answerTo(fieldEventId, actor, body, saidTime);
	const status = answer.ok ? 200 : ((STATUS as Record<string, number>)[answer.refused] ?? 409);
	return { status, answer };
}

async function answerTo(
	fieldEventId: number,
	actor: Actor,
	body: unknown,
	saidTime: string | null
): Promise<Answer> {
	const read = v.safeParse(commandSchema, body);
	if (!read.success) {
		const field = read.issues[0]?.path?.map((item) => String(item.key)).join('.') ?? '';
		return { ok: false, refused: 'bad-wish', detail: { field } };
	}
	const { operationId, wish, identity } = read.output;
	if (actor.kind === 'nobody' || !mayWish(actor, fieldEventId, wish)) {
		return { ok: false, refused: 'not-allowed' };
	}
	const time = await hallTime();
	const at = time.isDemo && saidTime ? Number(saidTime) : time.now();
	if (!Number.isSafeInteger(at))
		return { ok: false, refused: 'bad-wish', detail: { field: 'hall-time' } };
	let checked: { hmac: string; anyway: boolean } | undefined;
	if (identity && (await identityCheckIsOn(fieldEventId))) {
		const person = readPersonalId(identity.digits, new Date(at).getUTCFullYear());
		if (!person.ok) return { ok: false, refused: 'bad-wish', detail: { field: 'identity' } };
		checked = {
			hmac: await identityHmac(sql, fieldEventId, person.id.digits),
			anyway: identity.anyway
		};
	}
	return submit(fieldEventId, {
		operationId,
		wish,
		by: actor.accountId,
		at,
		...(checked && { identity: checked })
	});
}

async function identityCheckIsOn(fieldEventId: number): Promise<boolean> {
	const [row] = await sql<{ on: boolean }[]>`
		select identity_check as on from field_event where id = ${fieldEventId}`;
	return row?.on ?? false;
}
