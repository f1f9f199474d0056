import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '#lib/core/answer.ts';
import type { TicketBrief } from '#lib/core/brief.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Chance } from '../../src/demo/chance.ts';

/** One press of somebody, as it travels; pressed again it has the same operation id. */
export interface Press {
	operationId: string;
	wish: Wish;
	/** The gate or booth at which it was pressed. */
	place: string;
}

/** How a press reaches one of several programs over one database. Rejects when that program does not answer. */
export type Send = (node: number, press: Press) => Promise<Answer>;

export interface RushPlan {
	nodes: number;
	gates: string[];
	/** Booths of one seat, all serving `service`, open. */
	booths: string[];
	service: { id: string; outcome: 'enrolled' | 'completed'; level: number | null };
	tickets: number;
	/** Share of the presses that are sent twice, to either program. */
	twice: number;
	seed: number;
	/** Told after each number given: how many there are. */
	progress?: (issued: number) => void;
}

/** Everything that was pressed and every answer that came. */
export interface RushRecord {
	presses: Map<string, { press: Press; answers: Answer[] }>;
	/** Real ms from the first press to the answer, retries on another program included. */
	issueMs: number[];
	callMs: number[];
	/** How often a program did not answer and another was asked. */
	unanswered: number;
	ms: number;
}

const EMPTY_PAUSE_MS = 20;
const RETRY_PAUSE_MS = 50;
/** A rush that makes no way for this long has hung. */
const STUCK_MS = 120_000;

/**
 * All gates issue and all booths call, serve and finish at once, until every ticket has been served. A third of the
 * presses is sent twice; a press whose program does not answer is sent to another one under the same operation id.
 */
export async function rush(plan: RushPlan, send: Send): Promise<RushRecord> {
	const began = performance.now();
	const record: RushRecord = {
		presses: new Map(),
		issueMs: [],
		callMs: [],
		unanswered: 0,
		ms: 0
	};
	let toIssue = plan.tickets;
	let toServe = plan.tickets;
	let issued = 0;
	let movedAt = performance.now();

	async function sendUntilAnswered(chance: Chance, press: Press): Promise<Answer> {
		let node = chance.whole(0, plan.nodes - 1);
		for (;;) {
			try {
				const answer = await send(node, press);
				if (answer.ok || answer.refused !== 'try-again') return answer;
			} catch {
				record.unanswered++;
			}
			if (performance.now() - movedAt > STUCK_MS) throw new Error('the rush makes no way');
			node = (node + 1) % plan.nodes;
			await sleep(RETRY_PAUSE_MS);
		}
	}

	async function press(chance: Chance, place: string, wish: Wish): Promise<Answer> {
		const pressed: Press = { operationId: randomUUID(), wish, place };
		const kept = { press: pressed, answers: [] as Answer[] };
		record.presses.set(pressed.operationId, kept);
		const times = chance.is(plan.twice) ? 2 : 1;
		const answers = await Promise.all(
			Array.from({ length: times }, () => sendUntilAnswered(chance, pressed))
		);
		kept.answers.push(...answers);
		// Of two answers to one press the granted one stands: a refused wish leaves nothing and may be asked again.
		return answers.find((answer) => answer.ok) ?? answers[0]!;
	}

	async function gate(gateId: string, chance: Chance): Promise<void> {
		while (toIssue > 0) {
			toIssue--;
			const since = performance.now();
			const answer = await press(chance, gateId, {
				kind: 'issue',
				gateId,
				ticketId: randomUUID(),
				services: [{ serviceId: plan.service.id, people: 1 }],
				lane: chance.is(0.16) ? 'priority' : 'regular',
				party: 1
			});
			if (!answer.ok) throw new Error(`issue: ${answer.refused}`);
			record.issueMs.push(performance.now() - since);
			movedAt = performance.now();
			plan.progress?.(++issued);
		}
	}

	/** Every second booth calls with the press that finishes the one before. */
	async function booth(
		boothId: string,
		chance: Chance,
		callsWhenFinishing: boolean
	): Promise<void> {
		let sitting: TicketBrief | undefined;
		while (toServe > 0) {
			const since = performance.now();
			if (!sitting) {
				const called = await press(chance, boothId, { kind: 'call-next', boothId });
				if (!called.ok) {
					if (called.refused !== 'queue-empty') throw new Error(`call: ${called.refused}`);
					await sleep(EMPTY_PAUSE_MS);
					continue;
				}
				record.callMs.push(performance.now() - since);
				sitting = called.tickets[0]!;
				continue;
			}
			const { id, outcome, level } = plan.service;
			const done: TicketBrief = sitting;
			const finished = await press(chance, boothId, {
				kind: 'finish',
				ticketId: done.id,
				results: [{ serviceId: id, outcome, level, reasonId: null, count: 1 }],
				callNext: callsWhenFinishing
			});
			if (!finished.ok) throw new Error(`finish: ${finished.refused}`);
			toServe--;
			movedAt = performance.now();
			sitting = finished.tickets.find((ticket) => ticket.id !== done.id);
			if (sitting) record.callMs.push(performance.now() - since);
		}
	}

	await Promise.all([
		...plan.gates.map((id, i) => gate(id, new Chance(plan.seed, i))),
		...plan.booths.map((id, i) => booth(id, new Chance(plan.seed, 1_000 + i), i % 2 === 0))
	]);
	record.ms = performance.now() - began;
	return record;
}
