import { organiserNicknames, roleNicknames } from '#lib/i18n/import-headers.ts';
import { locales } from '#lib/i18n/paraglide/runtime.js';
import { roleWords } from '#lib/i18n/role-words.ts';
import { isSignInName, signInNameOf } from '#lib/server/account/sign-in-name.ts';
import type { CellReader } from '#lib/server/setup/import/cells.ts';
import type { FoundTable } from '#lib/server/setup/import/find-table.ts';
import type { Planned } from '#lib/server/setup/import/plan-units.ts';
import type {
	ImportStanding,
	NewPerson,
	PlannedField,
	StaffPerson
} from '#lib/server/setup/import/plan.ts';
import { nameKey, plainKey } from '#lib/server/setup/name-key.ts';
import type { TableRow } from '#lib/server/setup/read-table.ts';

const spoken = (role: keyof typeof roleWords) =>
	locales.map((locale) => plainKey(roleWords[role]({}, { locale })));
const roles = Object.fromEntries(
	(Object.keys(roleNicknames) as NewPerson['role'][]).map((role) => [
		role,
		[...roleNicknames[role], ...spoken(role), role]
	])
) as Record<NewPerson['role'], string[]>;
const organisers = [...organiserNicknames, ...spoken('organiser')];

const personKey = (name: string, unit: string | null) => `${nameKey(name)}\n${nameKey(unit ?? '')}`;

/**
 * People of the staff. Who is meant is told by the sign-in name where one is given, else by name and unit; who is there
 * already gets another role or unit at most, never a second account.
 */
export function planStaff(table: FoundTable, cells: CellReader, standing: ImportStanding): Planned {
	const known = new Map(standing.staff.map((one) => [personKey(one.name, one.unit), one] as const));
	const seen = new Map<string, number>();
	const result: Planned = { planned: [], deeds: [] };
	for (const row of table.rows) {
		const name = cells.text(row, 'name', { required: true });
		const unit = cells.text(row, 'unit');
		const role = roleOf(row, cells);
		const signInName = signInNameIn(row, cells);
		if (name === null || role === null || signInName === false) continue;
		const bearer = signInName === null ? undefined : standing.signInNames.get(signInName);
		if (bearer && !standing.staff.some((one) => one.id === bearer.id)) {
			cells.refuse(row, 'signInName', { code: 'sign-in-name-taken' });
			continue;
		}
		const key = signInName ?? personKey(name, unit);
		const before = seen.get(key);
		if (before !== undefined) {
			cells.refuse(row, signInName ? 'signInName' : 'name', { code: 'same-person', row: before });
			continue;
		}
		seen.set(key, row.number);
		const person = bearer ?? (signInName === null ? known.get(personKey(name, unit)) : undefined);
		const wanted = { name, role, unit, ...(signInName !== null && { signInName }) };
		if (!person) {
			const fields = [
				{ field: 'role' as const, of: null, from: null, to: role },
				...(unit ? [{ field: 'unit' as const, of: null, from: null, to: unit }] : [])
			];
			result.planned.push({ row: row.number, what: 'added', name, fields });
			result.deeds.push({ do: 'add-person', ...wanted });
			continue;
		}
		const fields = differences(person, wanted);
		const what = fields.length > 0 ? 'changed' : 'left';
		result.planned.push({ row: row.number, what, name: person.name, fields });
		if (fields.length > 0) {
			const change = Object.fromEntries(fields.map(({ field, to }) => [field, to]));
			result.deeds.push({ do: 'change-person', id: person.id, change });
		}
	}
	return result;
}

function roleOf(row: TableRow, cells: CellReader): NewPerson['role'] | null {
	const text = cells.text(row, 'role', { required: true });
	if (text === null) return null;
	const role = cells.choice(row, 'role', roles);
	if (role !== null) return role;
	const isOrganiser = organisers.includes(plainKey(text));
	return cells.refuse(row, 'role', {
		code: isOrganiser ? 'organiser-by-hand' : 'unknown-role'
	});
}

/** The sign-in name as it is kept; null when none is given, false when it cannot be one. */
function signInNameIn(row: TableRow, cells: CellReader): string | null | false {
	const text = cells.text(row, 'signInName');
	if (text === null) return null;
	const name = signInNameOf(text);
	if (isSignInName(name)) return name;
	cells.refuse(row, 'signInName', { code: 'not-a-sign-in-name' });
	return false;
}

/** What the row changes of a person; an empty unit leaves what stands. */
function differences(person: StaffPerson, { name, role, unit }: NewPerson): PlannedField[] {
	const fields: PlannedField[] = [];
	if (nameKey(name) !== nameKey(person.name)) {
		fields.push({ field: 'name', of: null, from: person.name, to: name });
	}
	if (role !== person.role) fields.push({ field: 'role', of: null, from: person.role, to: role });
	if (unit !== null && nameKey(unit) !== nameKey(person.unit ?? '')) {
		fields.push({ field: 'unit', of: null, from: person.unit, to: unit });
	}
	return fields;
}
