import { and, asc, eq } from 'drizzle-orm';
import type { Booth, Catalogue } from '#lib/core/catalogue.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { changeAccount } from '#lib/server/account/change-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { account } from '#lib/server/db/account.schema.ts';
import type { FieldChange } from '#lib/server/db/hall.schema.ts';
import { unit, unitTarget } from '#lib/server/db/unit.schema.ts';
import type { CatalogueWish } from '#lib/server/setup/change-draft.ts';
import { keepChangesBeside, type Maker } from '#lib/server/setup/change-field-event.ts';
import { lockSetUp } from '#lib/server/setup/draft-lock.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';
import { tidyText } from '#lib/server/setup/name-key.ts';
import {
	addUnits,
	findUnit,
	listUnits,
	setUnitTarget,
	type UnitRow
} from '#lib/server/setup/units.ts';

export const MOST_UNITS = 2_000;
export const UNIT_NAME_MOST = 100;
export const TARGET_MOST = 10_000_000;

/** What changing units needs to know of the hall, and who does it. */
export interface UnitForm {
	db: Database;
	fieldEventId: number;
	form: FormData;
	catalogue: Catalogue;
	by: Actor;
	/** Hall ms. */
	at: number;
	/** Changes booths: by rows before opening, through the clerk while open. */
	changeBooths: (wishes: CatalogueWish[]) => Promise<Refusal | null>;
}

export type UnitAnswer = { ok: true } | ({ ok: false; refusal: Refusal | null } & RefusedForm);

/**
 * Adds a unit or changes one (`was` names it): its name, and per service its target and the people it could reach. A
 * new name follows to the booths and the staff that bear the old one.
 */
export async function saveUnit(asked: UnitForm): Promise<UnitAnswer> {
	const { db, fieldEventId, form, catalogue, by, at } = asked;
	const read = new FormReader(form);
	const was = read.text('was', { most: 300, required: false });
	const name = tidyText(read.text('name', { most: UNIT_NAME_MOST }));
	const figures = catalogue.services
		.filter((service) => form.has(`target-${service.id}`))
		.map(({ id }) => ({
			id,
			target: read.wholeOrNone(`target-${id}`, 1, TARGET_MOST),
			eligible: read.wholeOrNone(`eligible-${id}`, 1, TARGET_MOST)
		}));
	const refused = await db.transaction(async (tx) => {
		await lockSetUp(tx, fieldEventId);
		const { units } = await listUnits(tx, fieldEventId, catalogue);
		const alike = findUnit(units, name);
		if (alike && alike.name !== was) read.refuse('name', { code: 'taken' });
		if (was !== '' && !units.some((one) => one.name === was)) {
			read.refuse('name', { code: 'not-offered' });
		}
		if (!read.ok) return read.answer();
		if (was === '') await addUnits(tx, fieldEventId, [name]);
		else if (was !== name) await renameRows(tx, fieldEventId, was, name);
		for (const { id, target, eligible } of figures) {
			await setUnitTarget(tx, fieldEventId, name, id, { target, eligible });
		}
		const before = units.find((one) => one.name === was) ?? null;
		const changed = unitChanges(before, { name, figures });
		if (changed) await keepChangesBeside(tx, fieldEventId, { by, at }, [changed]);
		return null;
	});
	if (refused) return { ok: false, refusal: null, ...refused };
	if (was === '' || was === name) return { ok: true };
	const refusal = await renameElsewhere(asked, was, name);
	return refusal ? { ok: false, refusal, ...read.answer() } : { ok: true };
}

/**
 * What became of a unit, for the list of changes: its name first, also where it stays, then each target that is another.
 * @param before null for a new one
 * @returns null when nothing is another
 */
export function unitChanges(
	before: Pick<UnitRow, 'name' | 'targets'> | null,
	after: {
		name: string | null;
		figures: { id: string; target: number | null; eligible: number | null }[];
	}
): FieldChange[] | null {
	const was = before?.name ?? null;
	const targets = after.figures.flatMap(({ id, target, eligible }) => {
		const old = before?.targets[id];
		return [
			{ field: `unitTarget/${id}`, from: old?.target ?? null, to: target },
			{ field: `unitEligible/${id}`, from: old?.eligible ?? null, to: eligible }
		].filter(({ from, to }) => from !== to);
	});
	if (was === after.name && targets.length === 0) return null;
	return [{ field: 'unitName', from: was, to: after.name }, ...targets];
}

async function renameRows(tx: Database, fieldEventId: number, was: string, name: string) {
	await tx
		.update(unit)
		.set({ name })
		.where(and(eq(unit.fieldEventId, fieldEventId), eq(unit.name, was)));
	await tx
		.update(unitTarget)
		.set({ unit: name })
		.where(and(eq(unitTarget.fieldEventId, fieldEventId), eq(unitTarget.unit, was)));
}

/** Booths are the hall's and go by wishes; people of the staff keep their sessions. */
async function renameElsewhere(
	{ db, fieldEventId, catalogue, by, changeBooths }: UnitForm,
	was: string,
	name: string
): Promise<Refusal | null> {
	const wishes = catalogue.booths
		.filter((booth) => booth.unit === was)
		.map((booth) => ({ kind: 'set-booth' as const, booth: { ...booth, unit: name } }));
	const refusal = wishes.length > 0 ? await changeBooths(wishes) : null;
	if (refusal) return refusal;
	const people = await db
		.select({ id: account.id })
		.from(account)
		.where(and(eq(account.fieldEventId, fieldEventId), eq(account.unit, was)));
	for (const { id } of people) await changeAccount(db, id, { unit: name }, by);
	return null;
}

/** Why a unit stays: booths that name it, by number. */
export type RemoveUnitAnswer = { ok: true } | { ok: false; booths: Booth[] };

/** Takes a unit off the list with its targets, unless a booth names it. */
export async function removeUnit(
	db: Database,
	fieldEventId: number,
	name: string,
	catalogue: Catalogue,
	maker: Maker
): Promise<RemoveUnitAnswer> {
	const booths = catalogue.booths.filter((booth) => booth.unit === name);
	if (booths.length > 0) return { ok: false, booths };
	await db.transaction(async (tx) => {
		await tx
			.delete(unitTarget)
			.where(and(eq(unitTarget.fieldEventId, fieldEventId), eq(unitTarget.unit, name)));
		const gone = await tx
			.delete(unit)
			.where(and(eq(unit.fieldEventId, fieldEventId), eq(unit.name, name)))
			.returning({ name: unit.name });
		if (gone.length === 0) return;
		const changed = [{ field: 'unitName', from: name, to: null }];
		await keepChangesBeside(tx, fieldEventId, maker, [changed]);
	});
	return { ok: true };
}

/** Moves a unit one place up or down among the others. */
export async function moveUnit(
	db: Database,
	fieldEventId: number,
	name: string,
	way: 'up' | 'down'
): Promise<void> {
	await db.transaction(async (tx) => {
		await lockSetUp(tx, fieldEventId);
		const rows = await tx
			.select({ name: unit.name })
			.from(unit)
			.where(eq(unit.fieldEventId, fieldEventId))
			.orderBy(asc(unit.position), asc(unit.name));
		const at = rows.findIndex((row) => row.name === name);
		const to = way === 'up' ? at - 1 : at + 1;
		const [one, other] = [rows[at], rows[to]];
		if (!one || !other) return;
		[rows[at], rows[to]] = [other, one];
		for (const [position, row] of rows.entries()) {
			await tx
				.update(unit)
				.set({ position })
				.where(and(eq(unit.fieldEventId, fieldEventId), eq(unit.name, row.name)));
		}
	});
}
