import { ALREADY, applied, conflicting, quarantined, type Admitted } from './admitted.ts';
import { numberKey, seriesKey, type Floor } from './floor.ts';
import { newStep } from './evolve-ticket.ts';
import { nextStep } from './journey.ts';
import type { DeedOf, Operation } from './operation.ts';
import type { Ticket } from './ticket.ts';

/**
 * A ticket that a station gave, or that a booth read from a signed link before the gate's own word arrived.
 * The number must lie in a range that its maker was granted, at whatever time: a dead epoch's tickets are tickets.
 */
export function admitIssued(
	floor: Floor,
	{ station }: Operation,
	deed: DeedOf<'issued'>,
	at: number
): Admitted {
	const known = floor.tickets.get(deed.ticketId);
	if (deed.services.some(({ serviceId }) => !floor.services.has(serviceId))) {
		return quarantined('no-such-service');
	}
	if (known && !known.blank && deed.provisional) return servedAsWell(known, deed);
	if (known && !known.blank && !known.provisional) return ALREADY;
	const other = floor.byNumber.get(numberKey(deed.day, deed.prefix, deed.number));
	if (other !== undefined && other !== deed.ticketId) {
		// By construction impossible; seen, it means a cloned station. The number stays with the first.
		return conflicting(
			{
				ticketId: other,
				conflict: 'number',
				step: null,
				boothId: null,
				otherBoothId: null,
				met: null,
				results: []
			},
			`number given twice, by ${station} and before`
		);
	}
	const grants = floor.series.get(seriesKey(deed.prefix, deed.day))?.grants ?? [];
	const own = grants.filter((grant) => grant.holder === deed.maker);
	if (own.length === 0) return quarantined('series-held-elsewhere');
	if (!own.some(({ from, to }) => from <= deed.number && deed.number <= to)) {
		return quarantined('above-ceiling');
	}
	if (!floor.gates.has(deed.gateId)) return quarantined('no-such-gate');
	const steps = deed.services.map((s, no) => newStep(no, s.serviceId, s.people));
	const draft = { steps } as unknown as Ticket;
	const first = nextStep(floor, draft, at, new Map(), deed.first ?? null);
	const { ticketId, gateId, day, prefix, number, lane, party, services, provisional } = deed;
	return applied({
		kind: 'issued',
		ticketId,
		gateId,
		day,
		prefix,
		number,
		lane,
		party,
		services,
		active: first?.step ?? 0,
		dueAt: at,
		...(deed.answers?.length && { answers: deed.answers }),
		fromSheet: false,
		provisional
	});
}

/** A slip that a booth read by hand, of a ticket that is known: what it was served for joins the journey. */
function servedAsWell(known: Ticket, deed: DeedOf<'issued'>): Admitted {
	const missing = deed.services.filter(
		({ serviceId }) => !known.steps.some((step) => step.serviceId === serviceId)
	);
	if (missing.length === 0) return ALREADY;
	return applied(
		...missing.map((step) => ({ kind: 'step-added' as const, ticketId: known.id, ...step }))
	);
}
