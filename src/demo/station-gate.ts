import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TicketBrief } from '#lib/core/brief.ts';
import {
	FIRST_CONTACT_OPERATIONS,
	CONTACT_VERSION,
	type Contact,
	type ContactAnswer,
	type Enrolment,
	type EnrolmentAnswer,
	type Parcel
} from '#lib/core/station/contact.ts';
import { giveTicket, takeNumbers } from '#lib/core/station/gate.ts';
import { acknowledged, newStation, type StationState } from '#lib/core/station/station.ts';
import type { Citizen } from './citizen.ts';
import { PAUSE_MS, type HallHttp, type Staff } from './hall-http.ts';

/** How often a device says that it is there, real ms. */
const BEAT_MS = 2_000;
/** As many numbers as it asks for at a time. */
const SIZE = 2_000;
const BUILD = 'demo';

/**
 * A gate's tablet as the program meets it: enrolled by a code, with numbers of its own, which it gives by the same rules as
 * a browser's station does, and tells of by signed contacts. While it is cut off it goes on giving, and tells afterwards.
 */
export class StationGate {
	private contacting: Promise<void> = Promise.resolve();
	private cutOff = false;
	private readonly beat: NodeJS.Timeout;
	/** Numbers that it gave while it was cut off. */
	givenAlone = 0;

	private constructor(
		private readonly http: HallHttp,
		private readonly fieldEventId: number,
		private readonly key: KeyObject,
		private readonly state: StationState
	) {
		this.beat = setInterval(() => void this.tell().catch(() => {}), BEAT_MS);
	}

	static async enrol(http: HallHttp, code: string): Promise<StationGate> {
		const { privateKey, publicKey } = generateKeyPairSync('ed25519');
		const raw = publicKey.export({ format: 'jwk' }).x!;
		const asked: Enrolment = {
			...{ version: CONTACT_VERSION, code, publicKey: raw, kept: true, device: BUILD }
		};
		const answer = await http.post<EnrolmentAnswer>('/api/station/enrol', asked);
		if (!answer.ok) throw new Error(`demo: a gate could not be enrolled (${answer.refused})`);
		const { station, epoch, place, day, seats, fieldEventId } = answer;
		const state = newStation(station, epoch, place, day, seats);
		const gate = new StationGate(http, fieldEventId, privateKey, state);
		await gate.tell();
		return gate;
	}

	/** Gives a citizen the next number at hall time `at`; true when the gate had one. */
	give(ticketId: string, { services, party, lane }: Citizen, at: number, by: string): boolean {
		const asked = services.map((serviceId) => ({ serviceId, people: party }));
		const press = { operationId: randomUUID(), at: Math.round(at), by };
		const given = giveTicket(this.state, { ticketId, lane, party, services: asked }, press);
		if ('refused' in given) return false;
		if (this.cutOff) this.givenAlone++;
		return true;
	}

	/** The line to the program is gone, or there again. */
	setCutOff(cutOff: boolean): void {
		this.cutOff = cutOff;
	}

	/** Tells everything that is not acknowledged yet; nothing while it is cut off. */
	tell(): Promise<void> {
		const told = this.contacting.then(async () => {
			if (this.cutOff) return;
			do await this.contact();
			while (this.state.outbox.length > 0 && !this.cutOff);
		});
		this.contacting = told.catch(() => {});
		return told;
	}

	/** The ticket as the program shows it once it has heard of it. */
	async heard(ticketId: string, staff: Staff): Promise<TicketBrief | null> {
		for (let tried = 0; tried < 40; tried++) {
			const brief = await this.http.ticket(this.fieldEventId, staff, ticketId);
			if (brief) return brief;
			await sleep(PAUSE_MS);
		}
		return null;
	}

	end(): void {
		clearInterval(this.beat);
	}

	private async contact(): Promise<void> {
		const { state } = this;
		const mono = performance.now();
		// Hall time runs as fast as the driver makes it, so that each operation's own time counts: that of another run.
		const parcels = state.outbox.slice(0, FIRST_CONTACT_OPERATIONS).map((operation): Parcel => ({
			seq: operation.seq,
			operationId: operation.operationId,
			boot: 'pressed',
			mono,
			body: operation
		}));
		const stock = state.numbers.find(({ day }) => day === state.day);
		const next = stock?.next ?? 1;
		const low = !stock || (stock.ceiling - next + 1) * 2 < SIZE;
		const contact: Contact = {
			version: CONTACT_VERSION,
			epoch: state.epoch,
			written: state.nextSeq - 1,
			...{ boot: 'told', mono, wall: Date.now(), parcels },
			numbers: low ? [{ operationId: randomUUID(), day: state.day, next, size: SIZE }] : [],
			leases: null,
			pack: '',
			device: {
				unsent: state.outbox.length,
				oldest: state.outbox[0]?.at ?? null,
				...{ kept: true, battery: 0.8, charging: true, build: BUILD }
			}
		};
		const path = `/api/station/${this.fieldEventId}/${state.id}/contact`;
		const body = JSON.stringify(contact);
		const signature = sign(null, Buffer.from(`POST ${path}\n${body}`), this.key);
		const answer = await this.http.contact<ContactAnswer>(path, body, signature);
		acknowledged(state, new Set(answer.acknowledgements.map(({ operationId }) => operationId)));
		for (const { day, from, to } of answer.grants) takeNumbers(state, day, { from, to });
	}
}
