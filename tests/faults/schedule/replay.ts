import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Answer } from '#lib/core/answer.ts';
import { holderOf } from '#lib/core/operation.ts';
import { makeStationCode } from '#lib/server/station/station-code.ts';
import { sendCommand, type Member } from '../../bench/staff.ts';
import { WireStation } from '../wire-station.ts';
import { canonical } from './canonical.ts';
import type { Call, ToldBack } from './exact-node.ts';
import type { Schedule } from './record.ts';
import type { Target, Targets } from './targets.ts';

/** Longer than a program takes to come back. */
const GIVE_UP_MS = 90_000;

/** One schedule on its way through the real program, each request once and in its order, until it is answered. */
export class Replay {
	fieldEventId = 0;
	requests = 0;
	/** Requests that a killed program left without an answer. */
	unanswered = 0;
	/** The program died while this schedule waited for its answer, in the midst of it. */
	killed = false;
	/** To which program a request is on its way. */
	asking: Target | null = null;
	private readonly enrolling = new Map<string, { station: WireStation; code: string }>();
	private readonly stations = new Map<string, WireStation>();
	private readonly marks = new WeakMap<WireStation, string>();

	constructor(
		private readonly schedule: Schedule,
		private readonly sql: Sql,
		private readonly targets: Targets,
		private readonly people: ReadonlyMap<string, Member>
	) {}

	/** Sends all of it; what the program answered otherwise than the core, or null. */
	async run(): Promise<string | null> {
		await this.makeRows();
		for (const [i, call] of this.schedule.calls.entries()) {
			const got = canonical(await this.untilAnswered(call));
			const expected = canonical(expectedOf(call));
			if (got === expected) continue;
			return `request ${i} (${nameOf(call)}): the core says ${expected.slice(0, 600)}\n    the program ${got.slice(0, 600)}`;
		}
		return null;
	}

	/** Whether the program itself, and nobody of the schedule, has written something: what its clock says is due. */
	async wasTicked(): Promise<boolean> {
		const [row] = await this.sql<{ many: number }[]>`
			select count(*)::int as many from journal where field_event_id = ${this.fieldEventId} and by = 'system'`;
		return row!.many > 0;
	}

	private async makeRows(): Promise<void> {
		const { sql } = this;
		const { rules } = this.schedule.world.catalogue;
		this.fieldEventId = Math.floor(Math.random() * 2 ** 47);
		const { fieldEventId } = this;
		await sql`insert into field_event (id, name, place, rules, reach) values (${fieldEventId}, 'Ngày hội', 'Quảng trường',
			${JSON.stringify(rules)}::text::jsonb, '{"way":"none","address":""}')`;
		await sql`insert into floor_clock values (${fieldEventId}, 0)`;
	}

	private async untilAnswered(call: Call): Promise<unknown> {
		const until = Date.now() + GIVE_UP_MS;
		for (;;) {
			const target = await this.targets.up(call.node);
			this.asking = target;
			this.requests++;
			const answer = await this.send(call, target).catch((fault: Error) => fault);
			this.asking = null;
			if (answer !== null && !(answer instanceof Error)) return answer;
			this.unanswered++;
			if (Date.now() > until) return `no answer: ${String(answer)}`;
			await sleep(20 + Math.random() * 80);
		}
	}

	/** Null when it is to come again. */
	private async send(call: Call, target: Target): Promise<unknown> {
		if (call.kind === 'enrol') return this.enrol(call, target);
		if (call.kind === 'contact') return this.contact(call, target);
		const { operationId, wish, by } = call.sent;
		const member = this.people.get(by)!;
		const { fieldEventId } = this;
		const answer = await sendCommand(target, member, fieldEventId, { operationId, wish }, call.at);
		return !answer.ok && answer.refused === 'try-again' ? null : answer;
	}

	private async enrol(call: Extract<Call, { kind: 'enrol' }>, target: Target): Promise<unknown> {
		const { operationId, at } = call;
		const { place } = call.wish;
		let known = this.enrolling.get(operationId);
		if (!known) {
			const { sql, fieldEventId } = this;
			const { code } = await makeStationCode(sql, { fieldEventId, place, mayBeCutOff: false });
			known = { code, station: new WireStation(target.url, fieldEventId) };
			this.enrolling.set(operationId, known);
		}
		const { station, code } = known;
		station.url = target.url;
		station.hallTime = at;
		await station.enrolWith(code);
		this.stations.set(holderOf(station.station, station.epoch), station);
		return { ok: true };
	}

	private async contact(
		call: Extract<Call, { kind: 'contact' }>,
		target: Target
	): Promise<ToldBack | null> {
		const { contact, at } = call;
		const station = this.stations.get(holderOf(contact.station, contact.epoch))!;
		station.url = target.url;
		station.hallTime = at;
		const parcels = contact.operations.map((body) => {
			const { seq, operationId } = body;
			return { seq, operationId, boot: 'before', mono: 0, body };
		});
		const { numbers, leases, written, epoch } = contact;
		const told = await station.tell(
			station.contact(parcels, written, {
				epoch,
				numbers,
				leases: leases && {
					operationId: leases.operationId,
					want: leases.want,
					askedAt: leases.askedAt
				},
				pack: this.marks.get(station) ?? ''
			})
		);
		if (!told) return null;
		if (told.pack) this.marks.set(station, told.pack.mark);
		const { heard, closed, day, grants, numbersRefused } = told;
		const acknowledgements = inOrder(told.acknowledgements);
		const lent = told.leases?.tickets ?? null;
		return { acknowledgements, heard, closed, day, grants, numbersRefused, leases: lent };
	}
}

const inOrder = (all: ToldBack['acknowledgements']) =>
	[...all].sort((a, b) => (a.operationId < b.operationId ? -1 : 1));

function expectedOf(call: Call): unknown {
	if (call.kind === 'enrol') return { ok: call.answer.ok };
	if (call.kind === 'wish') return call.answer satisfies Answer;
	return { ...call.answer, acknowledgements: inOrder(call.answer.acknowledgements) };
}

function nameOf(call: Call): string {
	if (call.kind === 'wish') return call.sent.wish.kind;
	return call.kind === 'enrol'
		? `enrol ${call.wish.station}`
		: `contact of ${call.contact.station}:${call.contact.epoch} with ${call.contact.operations.length}`;
}
