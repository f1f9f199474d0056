import { and, asc, eq } from 'drizzle-orm';
import type { Booth, Catalogue } from '#lib/core/catalogue.ts';
import type { Database } from '#lib/server/account/database.ts';
import { unit, unitTarget } from '#lib/server/db/unit.schema.ts';
import { nameKey } from '#lib/server/setup/name-key.ts';

/** What a unit is to reach in one service; null where nothing was given or is known. */
export interface UnitTarget {
	target: number | null;
	eligible: number | null;
}

/** A unit as the organiser sees it. */
export interface UnitRow {
	name: string;
	position: number;
	/** By service id; a service that is not here has neither target nor people. */
	targets: Record<string, UnitTarget>;
	/** Booths that name it, withdrawn ones too. */
	booths: Booth[];
}

/** The units' targets of one service beside the service's own. */
export interface UnitSum {
	serviceId: string;
	/** Sum over the units that have one; null when none has. */
	target: number | null;
	eligible: number | null;
	/** The service's own figures. */
	ownTarget: number | null;
	ownEligible: number | null;
	/** Whether both are given and differ. */
	targetDiffers: boolean;
	eligibleDiffers: boolean;
}

export interface Units {
	units: UnitRow[];
	/** Names that booths bear and the list has not, each once. */
	strays: string[];
	/** One for every service that is not withdrawn. */
	sums: UnitSum[];
}

/** The units of a field event in their order, with their targets, their booths and the sums. */
export async function listUnits(
	db: Database,
	fieldEventId: number,
	catalogue: Pick<Catalogue, 'booths' | 'services'>
): Promise<Units> {
	const rows = await db
		.select()
		.from(unit)
		.where(eq(unit.fieldEventId, fieldEventId))
		.orderBy(asc(unit.position), asc(unit.name));
	const targets = await db
		.select()
		.from(unitTarget)
		.where(eq(unitTarget.fieldEventId, fieldEventId));
	const units = rows.map(({ name, position }): UnitRow => {
		const own = targets.filter((one) => one.unit === name);
		return {
			name,
			position,
			targets: Object.fromEntries(
				own.map(({ serviceId, target, eligible }) => [serviceId, { target, eligible }])
			),
			booths: catalogue.booths.filter((booth) => booth.unit === name)
		};
	});
	const names = new Set(units.map(({ name }) => name));
	const borne = catalogue.booths.filter((booth) => !booth.withdrawn).map((booth) => booth.unit);
	return {
		units,
		strays: [...new Set(borne)].filter((name) => name !== '' && !names.has(name)),
		sums: sumsOf(units, catalogue)
	};
}

/** The names of the units in their order. */
export async function unitNames(db: Database, fieldEventId: number): Promise<string[]> {
	const rows = await db
		.select({ name: unit.name })
		.from(unit)
		.where(eq(unit.fieldEventId, fieldEventId))
		.orderBy(asc(unit.position), asc(unit.name));
	return rows.map(({ name }) => name);
}

/** Sums of the units' targets and people, beside the service's own. */
export function sumsOf(
	units: readonly Pick<UnitRow, 'targets'>[],
	{ services }: Pick<Catalogue, 'services'>
): UnitSum[] {
	return services
		.filter((service) => !service.withdrawn)
		.map(({ id, target: ownTarget, eligible: ownEligible }) => {
			const target = total(units.map(({ targets }) => targets[id]?.target ?? null));
			const eligible = total(units.map(({ targets }) => targets[id]?.eligible ?? null));
			return {
				serviceId: id,
				target,
				eligible,
				ownTarget,
				ownEligible,
				targetDiffers: target !== null && ownTarget !== null && target !== ownTarget,
				eligibleDiffers: eligible !== null && ownEligible !== null && eligible !== ownEligible
			};
		});
}

function total(figures: (number | null)[]): number | null {
	const given = figures.filter((one) => one !== null);
	return given.length === 0 ? null : given.reduce((sum, one) => sum + one, 0);
}

/** The unit that bears this name in any spelling, or undefined. */
export function findUnit<Unit extends { name: string }>(
	units: readonly Unit[],
	name: string
): Unit | undefined {
	const key = nameKey(name);
	return units.find((one) => nameKey(one.name) === key);
}

/** Adds units behind those that are there; names that are there already, in any spelling, are left alone. */
export async function addUnits(
	tx: Database,
	fieldEventId: number,
	names: readonly string[]
): Promise<void> {
	const known = await tx.select().from(unit).where(eq(unit.fieldEventId, fieldEventId));
	const keys = new Set(known.map(({ name }) => nameKey(name)));
	let position = Math.max(-1, ...known.map((one) => one.position));
	const rows: (typeof unit.$inferInsert)[] = [];
	for (const name of names) {
		if (keys.has(nameKey(name))) continue;
		keys.add(nameKey(name));
		rows.push({ fieldEventId, name, position: ++position });
	}
	if (rows.length > 0) await tx.insert(unit).values(rows);
}

/** Sets what a unit is to reach in one service; with neither figure the row goes. */
export async function setUnitTarget(
	tx: Database,
	fieldEventId: number,
	name: string,
	serviceId: string,
	{ target, eligible }: UnitTarget
): Promise<void> {
	if (target === null && eligible === null) {
		await tx
			.delete(unitTarget)
			.where(
				and(
					eq(unitTarget.fieldEventId, fieldEventId),
					eq(unitTarget.unit, name),
					eq(unitTarget.serviceId, serviceId)
				)
			);
		return;
	}
	await tx
		.insert(unitTarget)
		.values({ fieldEventId, unit: name, serviceId, target, eligible })
		.onConflictDoUpdate({
			target: [unitTarget.fieldEventId, unitTarget.unit, unitTarget.serviceId],
			set: { target, eligible }
		});
}
