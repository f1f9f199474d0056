import { homeOf } from '#lib/server/account/actor.ts';
import type { Database } from '#lib/server/account/database.ts';
import { signIn, type Visitor } from '#lib/server/account/sign-in.ts';
import { useSignInCode } from '#lib/server/account/use-sign-in-code.ts';
import { textOf } from '#lib/server/account/visitor.ts';

/** Whoever waits is told until when; for every other refusal it is 0. */
const untilOf = (answer: { code: string; until?: Date }) =>
	answer.code === 'wait' ? (answer.until?.getTime() ?? 0) : 0;

/** The form of name and password: a session and where to go, or what is wrong beside what was typed. */
export async function takePassword(db: Database, form: FormData, visitor: Visitor) {
	const signInName = textOf(form, 'signInName').slice(0, 100);
	const password = textOf(form, 'password');
	const kept = { way: 'password' as const, signInName };
	const refuse = <const Code>(status: 400 | 401 | 429, refused: Code, until = 0) => ({
		ok: false as const,
		status,
		sent: { ...kept, refused, until }
	});
	if (signInName.trim() === '') return refuse(400, 'missing-name');
	if (password === '') return refuse(400, 'missing-password');
	const answer = await signIn(db, { signInName, password }, visitor);
	if (!answer.ok) return refuse(answer.code === 'wrong' ? 401 : 429, answer.code, untilOf(answer));
	const { made, actor } = answer;
	return { ok: true as const, made, next: textOf(form, 'next'), home: homeOf(actor) };
}

/** The form of a code, as `takePassword`; the code may say itself where it opens. */
export async function takeCode(db: Database, form: FormData, visitor: Visitor) {
	const code = textOf(form, 'code').slice(0, 500);
	const answer = await useSignInCode(db, code, visitor);
	if (!answer.ok) {
		const sent = { way: 'code' as const, code, refused: answer.code, until: untilOf(answer) };
		return { ok: false as const, status: 400 as const, sent };
	}
	const { made, actor, opens } = answer;
	return { ok: true as const, made, next: textOf(form, 'next'), home: opens ?? homeOf(actor) };
}
