import { SUCCESSES } from './catalogue.ts';
import { ALREADY, applied, conflicting, type Admitted } from './admitted.ts';
import type { Fact, Result } from './fact.ts';
import type { Floor, Recorded } from './floor.ts';
import type { DeedOf, Operation } from './operation.ts';
import { stepState, type Step, type Ticket, type Turn } from './ticket.ts';
import { endedFact } from './verbs/sitting.ts';

type Found = { ticket: Ticket; step: Step; turn: Turn };

/** Whose word on one service counts: the sitting for that service before another one's, then the later call, then the id. */
interface Claim {
	own: boolean;
	fence: number;
	operationId: string;
}

function beats(a: Claim, b: Claim): boolean {
	if (a.own !== b.own) return a.own;
	if (a.fence !== b.fence) return a.fence > b.fence;
	return a.operationId > b.operationId;
}

function claimOf(ticket: Ticket, recorded: Recorded, serviceId: string): Claim {
	const own = ticket.steps[recorded.step]?.serviceId === serviceId;
	return { own, fence: recorded.fence, operationId: recorded.operationId };
}

/**
 * The end of a sitting that a station saw. Done is done: it counts whatever the hall believed meanwhile, and each service
 * of a ticket counts once. Where two ended it, the same one counts in whichever order they arrive.
 */
export function admitEnded(
	floor: Floor,
	{ operationId, by }: Operation,
	deed: DeedOf<'ended'>,
	found: Found,
	at: number
): Admitted {
	const { ticket, step, turn } = found;
	const lost = new Set<string>();
	/** Operations that give way, and whether anything of them goes on counting. */
	const overruled = new Map<string, boolean>();
	const facts: Fact[] = [];
	let disputed = turn.state === 'ended';
	const mine = new Set(deed.results.map((result) => result.serviceId)).add(step.serviceId);
	for (const recorded of standing(floor, ticket)) {
		const contested = [...mine].filter((id) => contests(ticket, recorded, step, deed, id));
		if (contested.length === 0) continue;
		disputed = true;
		const won = contested.filter((id) =>
			beats(
				{ own: id === step.serviceId, fence: deed.fence, operationId },
				claimOf(ticket, recorded, id)
			)
		);
		contested.filter((id) => !won.includes(id)).forEach((id) => lost.add(id));
		if (won.length === 0) continue;
		const kept = recorded.results.filter((result) => !won.includes(result.serviceId));
		overruled.set(recorded.operationId, kept.length > 0);
		facts.push({ kind: 'overruled', operationId: recorded.operationId, ticketId: ticket.id, kept });
	}
	const results: Result[] = deed.results.filter((result) => !lost.has(result.serviceId));
	const decisive = !lost.has(step.serviceId);
	const context = { at, by, operationId };
	const seen = { ...found, ticket: withoutOverruled(overruled, ticket) };
	const full = endedFact(floor, seen, deed.boothId, deed.results, context, false);
	if (decisive || results.length > 0) {
		facts.push({ ...full, results, fence: deed.fence, decisive });
	}
	const conflict = disputed ? 'done' : contradiction(found, deed);
	if (!conflict) return facts.length > 0 ? applied(...facts) : ALREADY;
	return conflicting(
		{
			ticketId: ticket.id,
			conflict,
			step: step.no,
			boothId: deed.boothId,
			otherBoothId: turn.boothId,
			met: null,
			results: deed.results
		},
		`${conflict}: contradicts what stood`,
		...facts
	);
}

/**
 * The ticket as it stands once ends give way: they no longer close the steps that they had put out of reach, and nobody
 * stayed behind at a sitting of which nothing counts.
 */
function withoutOverruled(overruled: ReadonlyMap<string, boolean>, ticket: Ticket): Ticket {
	const steps = ticket.steps.map((step) => {
		if (step.closed === 'dropped' && overruled.has(step.closedBy ?? '')) {
			return { ...step, closed: null, closedBy: null };
		}
		const unbegun = step.turns.length === 0 && overruled.get(step.addedBy ?? '') === false;
		return unbegun ? { ...step, closed: 'dropped' as const, closedBy: step.addedBy } : step;
	});
	return { ...ticket, steps };
}

/** What was recorded for a ticket and counts. */
function standing(floor: Floor, ticket: Ticket): Recorded[] {
	const over = ticket.steps.some((step) => step.closed === 'result' || stepState(step) === 'ended');
	if (!over) return [];
	return [...floor.recorded.values()].filter((r) => r.ticketId === ticket.id && r.applied);
}

/**
 * Whether a record and this end cannot both count for a service: two ends of one step, or success twice.
 * A failure in one sitting and success in another are two attempts.
 */
function contests(
	ticket: Ticket,
	recorded: Recorded,
	step: Step,
	deed: DeedOf<'ended'>,
	serviceId: string
): boolean {
	const wasOwn = ticket.steps[recorded.step]?.serviceId === serviceId;
	if (serviceId === step.serviceId && wasOwn) return recorded.step === step.no;
	const succeeds = ({ results }: { results: Result[] }) =>
		results.some((r) => r.serviceId === serviceId && SUCCESSES.includes(r.outcome));
	return succeeds(recorded) && succeeds(deed);
}

function contradiction(
	{ ticket, turn }: Found,
	deed: DeedOf<'ended'>
): 'call' | 'cancelled' | null {
	if (ticket.cancelled) return 'cancelled';
	const seated = turn.state === 'called' || turn.state === 'serving';
	return seated && turn.boothId !== deed.boothId ? 'call' : null;
}
