import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { Sql } from 'postgres';
import type { StationPlace } from '#lib/core/fact.ts';
import {
	CONTACT_OPERATIONS,
	CONTACT_VERSION,
	SIGNATURE_HEADER,
	type Contact,
	type ContactAnswer,
	type EnrolmentAnswer,
	type Parcel
} from '#lib/core/station/contact.ts';
import { makeStationCode } from '#lib/server/station/station-code.ts';

/** A station that speaks to a running program over real HTTP, with a key of its own. It keeps nothing by itself. */
export class WireStation {
	epoch = 0;
	station = '';
	boot: string = randomUUID();
	mono = 1_000;
	/** The longest that one contact took, real ms. */
	longest = 0;
	contacts = 0;
	/** Hall time as it is said to a demo, ms. */
	hallTime: number | null = null;
	private readonly key: KeyObject;
	private readonly publicKey: string;

	/** @param url of the program, which may be exchanged for another one over the same database */
	constructor(
		public url: string,
		private readonly fieldEventId: number
	) {
		const pair = generateKeyPairSync('ed25519');
		this.key = pair.privateKey;
		this.publicKey = pair.publicKey.export({ format: 'jwk' }).x!;
	}

	private post(pathname: string, body: string): Promise<Response> {
		const bytes = Buffer.concat([Buffer.from(`POST ${pathname}\n`), Buffer.from(body)]);
		const headers = {
			origin: this.url,
			'content-type': 'application/json',
			...(this.hallTime !== null && { 'hall-time': `${this.hallTime}` }),
			[SIGNATURE_HEADER]: sign(null, bytes, this.key).toString('base64url')
		};
		return fetch(this.url + pathname, { method: 'POST', headers, body });
	}

	/** Makes itself the station of a place, by a code as an organiser would show it. */
	async enrol(sql: Sql, place: StationPlace): Promise<void> {
		const { fieldEventId } = this;
		const { code } = await makeStationCode(sql, { fieldEventId, place, mayBeCutOff: true });
		await this.enrolWith(code);
	}

	async enrolWith(code: string): Promise<void> {
		const { publicKey } = this;
		const asked = { version: CONTACT_VERSION, code, publicKey, kept: true, device: 'Node' };
		const reply = await this.post('/api/station/enrol', JSON.stringify(asked));
		const answer = (await reply.json()) as EnrolmentAnswer;
		if (!answer.ok) throw new Error(`not enrolled: ${answer.refused}`);
		this.epoch = answer.epoch;
		this.station = answer.station;
	}

	/** One contact as a station sends it. */
	contact(parcels: readonly Parcel[], written: number, more: Partial<Contact> = {}): Contact {
		return {
			version: CONTACT_VERSION,
			epoch: this.epoch,
			written,
			boot: this.boot,
			mono: this.mono,
			wall: Date.now(),
			parcels: parcels.slice(0, CONTACT_OPERATIONS),
			numbers: [],
			leases: null,
			pack: '',
			device: {
				unsent: parcels.length,
				oldest: null,
				kept: true,
				battery: null,
				charging: null,
				build: 'faults'
			},
			...more
		};
	}

	/** Sends it; null when the program did not answer, or told to come again. */
	async tell(contact: Contact): Promise<ContactAnswer | null> {
		const pathname = `/api/station/${this.fieldEventId}/${this.station}/contact`;
		const began = performance.now();
		const reply = await this.post(pathname, JSON.stringify(contact)).catch(() => null);
		this.longest = Math.max(this.longest, performance.now() - began);
		this.contacts++;
		if (!reply || reply.status === 503) return null;
		if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
		return (await reply.json()) as ContactAnswer;
	}
}
