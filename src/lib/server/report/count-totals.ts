import type { Words } from '#lib/core/catalogue.ts';
import {
	FIGURES,
	type Amount,
	type Figure,
	type ReasonReading,
	type ServiceReading
} from './reading.ts';
import { amountOf, daysOf, nothing, resultsOf, sumOf, type Scope } from './scope.ts';

/** People, visitors, tickets and turns (table 1). */
export async function countFigures(scope: Scope): Promise<Record<Figure, Amount>> {
	const { tx } = scope;
	const ids = [...scope.ids];
	const rows = await tx<(Amount & { what: Figure })[]>`
		with days as (${daysOf(scope)}), happened as (
			select field_event_id, day, 'people' as what, party::int as n from ticket
			where field_event_id = any(${ids}::bigint[]) and not blank and not cancelled
			union all
			select field_event_id, day, case when cancelled then 'cancelled' else 'tickets' end, 1
			from ticket where field_event_id = any(${ids}::bigint[]) and not blank
			union all
			select field_event_id, day, 'putOff', party from ticket
			where field_event_id = any(${ids}::bigint[]) and put_off is not null
			union all
			select field_event_id, day, 'visitors', count from visitors
			where field_event_id = any(${ids}::bigint[]) and applied
			union all
			select t.field_event_id, t.day, 'served', 1 from turn u
			join ticket t on t.field_event_id = u.field_event_id and t.id = u.ticket_id
			where u.field_event_id = any(${ids}::bigint[]) and u.served and not t.blank
		)
		select what, ${amountOf(tx)} from happened join days using (field_event_id, day) group by what`;
	const found = (what: Figure) => {
		const row = rows.find((one) => one.what === what);
		return row ? amount(row) : nothing();
	};
	const figures = Object.fromEntries(FIGURES.map((what) => [what, found(what)])) as Record<
		Figure,
		Amount
	>;
	// Whoever takes no number was there as well.
	figures.people = sumOf([figures.people, figures.visitors]);
	return figures;
}

interface ServiceRow extends Omit<ServiceReading, 'counted' | 'levels' | 'failed'> {
	levels: number[];
	withdrawn: boolean;
}

/**
 * Services with what was counted of them (table 1). Of several field events a service with the same id is the same one:
 * its targets add up, its words are those of the first.
 */
export async function countServices(scope: Scope): Promise<ServiceReading[]> {
	const { tx } = scope;
	const rows = await tx<ServiceRow[]>`
		select id as "serviceId", name, counted_noun as "countedNoun", unit, target, eligible, levels,
			withdrawn
		from service where field_event_id = any(${[...scope.ids]}::bigint[])
		order by position, id, array_position(${[...scope.ids]}::bigint[], field_event_id)`;
	const sums = await tx<
		(Amount & { serviceId: string; counted: boolean; failed: boolean; level: number | null })[]
	>`
		with days as (${daysOf(scope)}), happened as (${resultsOf(scope)})
		select service_id as "serviceId", counted, outcome = 'failed' as failed, level, ${amountOf(tx)}
		from happened join days using (field_event_id, day) group by 1, 2, 3, 4`;
	const services = new Map<string, ServiceRow>();
	for (const row of rows) {
		const known = services.get(row.serviceId);
		if (!known) services.set(row.serviceId, { ...row, levels: [...row.levels] });
		else join(known, row);
	}
	return [...services.values()]
		.map(({ levels, withdrawn, ...service }) => {
			const own = sums.filter((sum) => sum.serviceId === service.serviceId);
			const counted = own.filter((sum) => sum.counted);
			const at = (level: number | null) => sumOf(counted.filter((sum) => sum.level === level));
			const others = counted.filter((sum) => sum.level === null || !levels.includes(sum.level));
			return {
				...service,
				withdrawn,
				counted: sumOf(counted),
				levels:
					levels.length === 0
						? []
						: [
								...levels.map((level) => ({ level, counted: at(level) })),
								...(others.length > 0 ? [{ level: null, counted: sumOf(others) }] : [])
							],
				failed: sumOf(own.filter((sum) => sum.failed))
			};
		})
		.filter(
			(service) =>
				!service.withdrawn || service.counted.cumulative > 0 || service.failed.cumulative > 0
		)
		.map(({ withdrawn: _, ...service }) => service);
}

function join(known: ServiceRow, row: ServiceRow): void {
	known.target = addKnown(known.target, row.target);
	known.eligible = addKnown(known.eligible, row.eligible);
	known.withdrawn &&= row.withdrawn;
	known.levels = [...new Set([...known.levels, ...row.levels])].sort((a, b) => a - b);
}

/** The sum of two figures of which either may be unknown. */
export function addKnown(a: number | null, b: number | null): number | null {
	return a === null ? b : b === null ? a : a + b;
}

/** Why people could not be served, by service (table 3), the commonest first. */
export async function countReasons(scope: Scope): Promise<ReasonReading[]> {
	const { tx } = scope;
	const rows = await tx<
		(Amount & { reasonId: string | null; serviceId: string; internal: Words | null })[]
	>`
		with days as (${daysOf(scope)}), happened as (${resultsOf(scope)})
		select h.reason_id as "reasonId", h.service_id as "serviceId", x.internal, ${amountOf(tx)}
		from happened h join days using (field_event_id, day)
		left join reason x on x.field_event_id = h.field_event_id and x.id = h.reason_id
		where h.outcome = 'failed' group by 1, 2, 3 order by 1, 2`;
	const reasons = new Map<string | null, ReasonReading>();
	for (const { reasonId, serviceId, internal, ...n } of rows) {
		const known = reasons.get(reasonId) ?? { reasonId, internal, total: nothing(), byService: {} };
		known.internal ??= internal;
		known.total = sumOf([known.total, n]);
		known.byService[serviceId] = (known.byService[serviceId] ?? 0) + n.inPeriod;
		reasons.set(reasonId, known);
	}
	return [...reasons.values()].sort(
		(a, b) =>
			b.total.inPeriod - a.total.inPeriod ||
			b.total.cumulative - a.total.cumulative ||
			((a.reasonId ?? '') < (b.reasonId ?? '') ? -1 : 1)
	);
}

function amount({ inPeriod, cumulative, former }: Amount): Amount {
	return { inPeriod, cumulative, former };
}
