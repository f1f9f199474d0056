import { randomUUID, sign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Wish } from '#lib/core/wish.ts';
import { CONTACT_VERSION, type Contact, type Parcel } from '#lib/core/station/contact.ts';
import type { Deed, Operation } from '#lib/core/operation.ts';
import { catalogue } from '#lib/core/hall.fixture.ts';
import type { StationPlace } from '#lib/core/fact.ts';
import { Clerk } from '../floor/clerk.ts';
import { loadFloor } from '../floor/load.ts';
import type { Desk } from './desk.ts';
import { enrol } from './enrol.ts';
import { makeStationCode } from './station-code.ts';
import { takeContact } from './take-contact.ts';

/** A field event over a real database, with a hall time that the test moves. */
export class TestHall {
	at = catalogue().rules.days[0]!.halves[0]!.from;
	clerk: Clerk;

	constructor(
		readonly sql: Sql,
		readonly fieldEventId: number
	) {
		this.clerk = new Clerk(sql, fieldEventId, () => {});
	}

	/** Makes its rows; with `opened` the hall is open on its first day. */
	static async make(sql: Sql, fieldEventId: number, opened = true): Promise<TestHall> {
		const { rules } = catalogue();
		await sql`insert into field_event (id, name, place, rules, reach) values (${fieldEventId}, 'Ngày hội',
			'Quảng trường', ${JSON.stringify(rules)}::text::jsonb, '{"way":"none","address":""}')`;
		await sql`insert into floor_clock values (${fieldEventId}, 0)`;
		const hall = new TestHall(sql, fieldEventId);
		if (opened) await hall.wish({ kind: 'open', catalogue: catalogue() });
		return hall;
	}

	readonly desk = (): Promise<Desk> =>
		Promise.resolve({
			sql: this.sql,
			fieldEventId: this.fieldEventId,
			admit: (delivery) => this.clerk.admit(delivery),
			take: (command) => this.clerk.take(command),
			floor: () => loadFloor(this.sql, this.fieldEventId),
			now: () => this.at,
			speed: 1
		});

	wish(wish: Wish) {
		return this.clerk.take({ operationId: randomUUID(), wish, at: this.at, by: 'organiser' });
	}
}

/** A device as it speaks over the wire; it keeps nothing but its key and its clock. */
export class TestDevice {
	epoch = 0;
	station = '';
	boot = randomUUID();
	mono = 1_000;
	readonly publicKey: string;
	private readonly key: KeyObject;

	constructor(readonly hall: TestHall) {
		const pair = generateKeyPairSync('ed25519');
		this.key = pair.privateKey;
		this.publicKey = pair.publicKey.export({ format: 'jwk' }).x!;
	}

	async enrol(place: StationPlace, mayBeCutOff = false) {
		const { sql, fieldEventId, desk } = this.hall;
		const { code } = await makeStationCode(sql, { fieldEventId, place, mayBeCutOff });
		return this.enrolWith(code, desk);
	}

	async enrolWith(code: string, desk: () => Promise<Desk>) {
		const { publicKey } = this;
		const asked = {
			version: CONTACT_VERSION,
			code,
			publicKey,
			kept: true,
			device: 'Chrome · Linux'
		};
		const reply = await enrol(this.hall.sql, asked, desk);
		if ('ok' in reply.answer && reply.answer.ok) {
			this.epoch = reply.answer.epoch;
			this.station = reply.answer.station;
		}
		return reply;
	}

	/** What it signs under a slip. */
	signBytes(bytes: Uint8Array): Uint8Array {
		return sign(null, bytes, this.key);
	}

	operation(seq: number, deed: Deed, more: Partial<Operation> = {}): Operation {
		const { station, epoch } = this;
		const operationId = randomUUID();
		return { operationId, station, epoch, seq, at: this.hall.at, by: station, deed, ...more };
	}

	parcel(seq: number, body: unknown, more: Partial<Parcel> = {}): Parcel {
		const { operationId } = body as { operationId?: string };
		return {
			seq,
			operationId: operationId ?? randomUUID(),
			boot: this.boot,
			mono: this.mono,
			body,
			...more
		};
	}

	contact(parcels: Parcel[], more: Partial<Contact> = {}): Contact {
		return {
			version: CONTACT_VERSION,
			epoch: this.epoch,
			written: Math.max(0, ...parcels.map(({ seq }) => seq)),
			boot: this.boot,
			mono: this.mono,
			wall: this.hall.at,
			parcels,
			numbers: [],
			leases: null,
			pack: '',
			device: { unsent: 0, oldest: null, kept: true, battery: 0.5, charging: false, build: 'test' },
			...more
		};
	}

	send(contact: unknown, key = this.key) {
		const { fieldEventId, sql, desk } = this.hall;
		const pathname = `/api/station/${fieldEventId}/${this.station}/contact`;
		const body = Buffer.from(JSON.stringify(contact));
		const signature = sign(
			null,
			Buffer.concat([Buffer.from(`POST ${pathname}\n`), body]),
			key
		).toString('base64url');
		const { station } = this;
		return takeContact(sql, { fieldEventId, station, pathname, body, signature }, desk);
	}

	/** Sends, and gives the answer of a contact that was taken. */
	async tell(contact: Contact) {
		const { status, answer } = await this.send(contact);
		if (status !== 200 || !('acknowledgements' in answer)) throw new Error(JSON.stringify(answer));
		return answer;
	}
}
