import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '#lib/core/answer.ts';
import type { TicketBrief } from '#lib/core/brief.ts';
import { SIGNATURE_HEADER } from '#lib/core/station/contact.ts';
import type { FoundTicket } from '#lib/core/view/found-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { DemoPerson } from '#lib/server/demo/start-demo-day.ts';
import type { Line } from './hall.ts';

/** How long a request is tried again while the program starts anew or its database is away. */
export const PATIENCE_MS = 60_000;
export const PAUSE_MS = 250;
const CONNECTIONS = 48;

interface Reply {
	status: number;
	headers: http.IncomingHttpHeaders;
	text: string;
}

/** A member of the simulated staff. */
export interface Staff extends DemoPerson {
	/** Of the session; empty where nobody needs to sign in. */
	cookie: string;
}

/** The program, as a browser in the hall meets it: by HTTP and nothing else. */
export class HallHttp implements Line {
	private readonly base: URL;
	private readonly agent: http.Agent;
	/** How many requests were answered. */
	answered = 0;

	constructor(url: string) {
		this.base = new URL(url);
		const options = { keepAlive: true, maxSockets: CONNECTIONS };
		this.agent =
			this.base.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
	}

	async get<T>(path: string): Promise<T> {
		const reply = await this.request('GET', path);
		if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status}`);
		return JSON.parse(reply.text) as T;
	}

	/** @returns what the program answered, undefined for an empty answer */
	async post<T>(path: string, body: unknown): Promise<T> {
		const reply = await this.request('POST', path, { body: JSON.stringify(body) });
		if (reply.status >= 300) throw new Error(`POST ${path}: ${reply.status} ${reply.text}`);
		return (reply.text === '' ? undefined : JSON.parse(reply.text)) as T;
	}

	/** Signs in by a code of the officers' list, as its page does. */
	async signIn(person: DemoPerson): Promise<Staff> {
		const staff = { ...person, cookie: '' };
		await this.renew(staff);
		return staff;
	}

	private async renew(staff: Staff): Promise<void> {
		const reply = await this.request('POST', `/in/${staff.code}`, {
			body: '',
			type: 'application/x-www-form-urlencoded'
		});
		const cookie = reply.headers['set-cookie']?.[0]?.split(';')[0];
		if (!cookie) throw new Error(`sign-in: ${reply.status}`);
		staff.cookie = cookie;
	}

	/**
	 * Presses a button at hall time `at` (ms). Pressing again under the same operation id is what a browser does when
	 * no answer comes; the program does it once.
	 */
	async press(fieldEventId: number, staff: Staff, wish: Wish, at: number): Promise<Answer> {
		const body = JSON.stringify({ operationId: randomUUID(), wish });
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			const reply = await this.request('POST', `/api/floor/${fieldEventId}`, {
				body,
				headers: { cookie: staff.cookie, 'hall-time': String(Math.round(at)) }
			});
			if (reply.status === 401) await this.renew(staff);
			else if (reply.status !== 503) return JSON.parse(reply.text) as Answer;
			if (Date.now() > until) throw new Error(`the hall does not answer (${reply.status})`);
			if (reply.status === 503) await sleep(PAUSE_MS);
		}
	}

	/** One contact of a station, signed by its key. */
	async contact<T>(path: string, body: string, signature: Buffer): Promise<T> {
		const headers = { [SIGNATURE_HEADER]: signature.toString('base64url') };
		const reply = await this.request('POST', path, { body, headers });
		if (reply.status !== 200) throw new Error(`POST ${path}: ${reply.status} ${reply.text}`);
		return JSON.parse(reply.text) as T;
	}

	/** A ticket as staff see it; null while the program does not know it. */
	async ticket(fieldEventId: number, staff: Staff, id: string): Promise<TicketBrief | null> {
		const path = `/api/floor/${fieldEventId}/tickets?token=${id}`;
		const reply = await this.request('GET', path, { headers: { cookie: staff.cookie } });
		if (reply.status !== 200) throw new Error(`GET ${path}: ${reply.status}`);
		const { tickets } = JSON.parse(reply.text) as { tickets: FoundTicket[] | null };
		return tickets?.[0]?.brief ?? null;
	}

	/** One request, again while nobody listens. */
	private async request(
		method: 'GET' | 'POST',
		path: string,
		sent: { body?: string; type?: string; headers?: Record<string, string> } = {}
	): Promise<Reply> {
		const until = Date.now() + PATIENCE_MS;
		for (;;) {
			try {
				const reply = await this.once(method, path, sent);
				this.answered++;
				return reply;
			} catch (fault) {
				if (Date.now() > until) throw fault;
				await sleep(PAUSE_MS);
			}
		}
	}

	private once(
		method: string,
		path: string,
		sent: { body?: string; type?: string; headers?: Record<string, string> }
	): Promise<Reply> {
		const send = this.base.protocol === 'https:' ? https.request : http.request;
		return new Promise((resolve, reject) => {
			const request = send(
				new URL(path, this.base),
				{
					method,
					agent: this.agent,
					headers: {
						// A form is answered as a page: by going on, with a cookie.
						accept: sent.type === undefined ? 'application/json' : 'text/html',
						origin: this.base.origin,
						...(sent.body !== undefined && {
							'content-type': sent.type ?? 'application/json',
							'content-length': Buffer.byteLength(sent.body)
						}),
						...sent.headers
					}
				},
				(response) => {
					let text = '';
					response.setEncoding('utf8');
					response.on('data', (part: string) => (text += part));
					response.on('error', reject);
					response.on('end', () =>
						resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
					);
				}
			);
			request.on('error', reject);
			request.end(sent.body);
		});
	}

	close(): void {
		this.agent.destroy();
	}
}
