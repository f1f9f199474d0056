import { remember, RECENT, type CallMark, type Floor } from '#lib/core/floor.ts';
import {
	boothTally,
	curveBucket,
	CYCLE_BUCKET_MS,
	CYCLE_BUCKETS,
	dayTally,
	tallyAnswers,
	tallyGiven,
	tallyInto,
	tallyPutOff,
	tallyResults,
	WAIT_BUCKET_MS,
	WAIT_BUCKETS
} from '#lib/core/tally.ts';
import { tellsWait, type Step, type Ticket, type Turn } from '#lib/core/ticket.ts';

/** The short lists of the latest, as far as rows tell: a second call's own time is not among them. */
export function rememberLatest(floor: Floor): void {
	const calls: CallMark[] = [];
	for (const ticket of floor.tickets.values()) {
		if (!ticket.blank) {
			const last = floor.lastIssued.get(ticket.gateId) ?? [];
			remember(last, ticket.id);
			floor.lastIssued.set(ticket.gateId, last);
		}
		if (ticket.day !== floor.day) continue;
		for (const step of ticket.steps) {
			for (const turn of step.turns) {
				if (turn.calledAt === null || turn.calls === 0) continue;
				const { calls: times, calledAt: at } = turn;
				calls.push({ ticketId: ticket.id, step: step.no, turn: turn.no, calls: times, at });
			}
		}
	}
	floor.recentCalls = calls.sort((a, b) => a.at - b.at).slice(-RECENT);
	for (const [key, recorded] of floor.recorded) {
		const booth = floor.booths.get(recorded.boothId);
		if (booth && recorded.day === floor.day) remember(booth.lastEnded, key);
	}
}

/** The tally from the tickets themselves: what `evolve` adds up entry by entry must come to the same. */
export function countAgain(floor: Floor): void {
	for (const ticket of floor.tickets.values()) {
		if (ticket.blank) continue;
		const day = dayTally(floor.tally, ticket.day);
		day.tickets++;
		day.people += ticket.party;
		day.byLane[ticket.lane]++;
		curveBucket(day, ticket.issuedAt).issued++;
		tallyGiven(day, ticket, []);
		if (ticket.cancelled) {
			day.cancelledTickets++;
			day.cancelledPeople += ticket.party;
		} else tallyAnswers(day, ticket.answers, 1);
		if (ticket.putOff) tallyPutOff(floor.tally, ticket, 1);
		for (const step of ticket.steps)
			for (const turn of step.turns) countTurn(floor, ticket, step, turn);
	}
	for (const visitors of floor.visitors.values()) {
		if (visitors.applied) dayTally(floor.tally, visitors.day).visitors += visitors.count;
	}
	for (const recorded of floor.recorded.values()) {
		if (!recorded.applied) continue;
		tallyResults(floor.tally, recorded, (id) => floor.services.get(id)?.counts, 1);
	}
}

function countTurn(floor: Floor, ticket: Ticket, step: Step, turn: Turn): void {
	const day = dayTally(floor.tally, ticket.day);
	if (turn.served) day.served++;
	if (turn.missed) day.missed++;
	if (turn.calledAt !== null && tellsWait(turn)) {
		curveBucket(day, turn.calledAt).called++;
		tallyInto(day.waits, step.serviceId, turn.calledAt - turn.dueAt, WAIT_BUCKET_MS, WAIT_BUCKETS);
	}
	if (turn.state !== 'ended' || turn.endedAt === null) return;
	curveBucket(day, turn.endedAt).ended++;
	if (!turn.late && turn.calledAt !== null && turn.origin !== 'undo') {
		const ms = turn.endedAt - turn.calledAt;
		tallyInto(day.cycles, step.serviceId, ms, CYCLE_BUCKET_MS, CYCLE_BUCKETS);
	}
	if (turn.served && turn.boothId) boothTally(day, turn.boothId).turns++;
}
