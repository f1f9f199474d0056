import { drizzle } from 'drizzle-orm/postgres-js';
import http from 'node:http';
import type { Sql } from 'postgres';
import type { Answer } from '#lib/core/answer.ts';
import { NOBODY } from '#lib/server/account/actor.ts';
import { createStaff } from '#lib/server/account/create-staff.ts';
import { issueSignInCode } from '#lib/server/account/issue-sign-in-code.ts';
import type { Program } from './programs.ts';

const HOUR_MS = 3_600_000;
const ANSWER_MS = 20_000;

/** Somebody signed in, at whichever of several programs over one database. */
export interface Member {
	/** The session's `id.secret`; each program has a cookie of its own name for it. */
	token: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 400 });

function request(
	program: Pick<Program, 'url' | 'port'>,
	path: string,
	body: string,
	headers: Record<string, string>
): Promise<{ status: number; cookies: string[]; text: string }> {
	return new Promise((resolve, reject) => {
		const sent = http.request(
			`${program.url}${path}`,
			{
				method: 'POST',
				agent,
				timeout: ANSWER_MS,
				headers: { origin: program.url, 'content-length': Buffer.byteLength(body), ...headers }
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (part: string) => (text += part));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						cookies: response.headers['set-cookie'] ?? [],
						text
					})
				);
			}
		);
		sent.on('timeout', () => sent.destroy(new Error('no answer')));
		sent.on('error', reject);
		sent.end(body);
	});
}

/** Makes accounts in one role and signs their people in by code, as the officers' list does. */
export async function signInStaff(
	sql: Sql,
	program: Program,
	fieldEventId: number,
	role: 'gate' | 'officer' | 'supervisor' | 'leader',
	places: readonly string[]
): Promise<Map<string, Member>> {
	const db = drizzle(sql);
	const people = places.map((place) => ({ name: `Người thử ${place}`, unit: null }));
	const made = await createStaff(db, { fieldEventId, role, people }, NOBODY);
	if (!made.ok) throw new Error('no accounts');
	const members = new Map<string, Member>();
	for (const [i, { id }] of made.accounts.entries()) {
		const issued = await issueSignInCode(db, id, { lifeMs: HOUR_MS }, NOBODY);
		if (!issued.ok) throw new Error(issued.code);
		const { cookies, status } = await request(program, issued.code.path, '', {
			'content-type': 'application/x-www-form-urlencoded',
			accept: 'text/html'
		});
		const token = cookies[0]?.split(';')[0]?.split('=')[1];
		if (!token) throw new Error(`sign-in: ${status}`);
		members.set(places[i]!, { token });
	}
	return members;
}

/**
 * Sends one command to a program; rejects when it does not answer with an answer.
 * @param hallTime ms, said to a demo
 */
export async function sendCommand(
	program: Pick<Program, 'url' | 'port'>,
	member: Member,
	fieldEventId: number,
	command: object,
	hallTime?: number
): Promise<Answer> {
	const { text } = await request(program, `/api/floor/${fieldEventId}`, JSON.stringify(command), {
		'content-type': 'application/json',
		accept: 'application/json',
		...(hallTime !== undefined && { 'hall-time': `${hallTime}` }),
		cookie: `ngayhoi-${program.port}=${member.token}`
	});
	const answer = JSON.parse(text) as Answer | { message: string };
	if (!('ok' in answer)) throw new Error(answer.message);
	return answer;
}
