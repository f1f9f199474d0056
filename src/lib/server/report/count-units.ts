import { nameKey, tidyText } from '#lib/server/setup/name-key.ts';
import { addKnown } from './count-totals.ts';
import type { Amount, UnitReading } from './reading.ts';
import { amountOf, daysOf, nothing, resultsOf, sumOf, type Scope } from './scope.ts';

/**
 * What the booths of each unit counted, by service (table 2), with the unit's own target. A unit is found by its name as
 * its booths have it, in whichever spelling (`nameKey`); it is called as the organiser lists it. A service is listed where a unit has a target or
 * a result for it; then every unit that the organiser listed is in the list.
 */
export async function countUnits(scope: Scope): Promise<Record<string, UnitReading[]>> {
	const { tx } = scope;
	const ids = [...scope.ids];
	const [listed, targets, counts] = [
		await tx<{ unit: string; position: number }[]>`
			select name as unit, position from unit where field_event_id = any(${ids}::bigint[])
			order by position, name`,
		await tx<{ unit: string; serviceId: string; target: number | null; eligible: number | null }[]>`
			select unit, service_id as "serviceId", target, eligible from unit_target
			where field_event_id = any(${ids}::bigint[])`,
		await tx<(Amount & { unit: string; serviceId: string })[]>`
			with days as (${daysOf(scope)}), happened as (${resultsOf(scope)})
			select coalesce(b.unit, '') as unit, service_id as "serviceId", ${amountOf(tx)}
			from happened h join days using (field_event_id, day)
			left join booth b on b.field_event_id = h.field_event_id and b.id = h.booth_id
			where counted group by 1, 2`
	];
	const services = new Map<string, Map<string, UnitReading>>();
	const called = new Map(listed.map(({ unit }) => [nameKey(unit), tidyText(unit)]));
	const at = (serviceId: string, name: string) => {
		const units = services.get(serviceId) ?? new Map<string, UnitReading>();
		services.set(serviceId, units);
		const key = nameKey(name);
		const unit = called.get(key) ?? tidyText(name);
		const fresh = { unit, position: null, target: null, eligible: null, counted: nothing() };
		const known = units.get(key) ?? fresh;
		units.set(key, known);
		return known;
	};
	for (const { unit, serviceId, target, eligible } of targets) {
		const known = at(serviceId, unit);
		known.target = addKnown(known.target, target);
		known.eligible = addKnown(known.eligible, eligible);
	}
	for (const { unit, serviceId, ...n } of counts) {
		const known = at(serviceId, unit);
		known.counted = sumOf([known.counted, n]);
	}
	for (const serviceId of services.keys()) {
		for (const { unit, position } of listed) at(serviceId, unit).position ??= position;
	}
	return Object.fromEntries([...services].map(([id, units]) => [id, [...units.values()]]));
}
