import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { FACT_SAMPLES } from '#lib/core/fact-samples.ts';
import { deedSchema } from '#lib/core/operation.ts';
import { wishSchema } from '#lib/core/wish.ts';
import * as account from './account.schema.ts';
import * as checklist from './checklist.schema.ts';
import * as hall from './hall.schema.ts';
import * as unit from './unit.schema.ts';
import * as voice from './voice.schema.ts';

/**
 * Tables that may hold what names a person. Citizens: only the check of cards, as a keyed HMAC whose key is destroyed.
 * Staff: their own accounts. Every other table of the database is looked at column by column.
 */
const OF_PERSONS = ['identity_check', 'personal_key', 'account', 'session'];

/** Of things and not of persons, each looked at by somebody: names of a field event, a service, a gate, a board; whether cards are checked at all. */
const NAMES_OF_THINGS = [
	'field_event.name',
	'field_event.identity_check',
	'service.name',
	'gate.name',
	'area.name',
	'board_view.name',
	'unit.name',
	'service.age_hints'
];

/** What a column or a field is called that could tell of a person. */
const PERSONAL =
	/(^|_)(name|full_?name|surname|given|birth|born|dob|age|sex|gender|phone|mobile|tel|email|mail|address|street|ward|cccd|cmnd|passport|identity|national|card|photo|face|finger|ip|user_?agent|device|note|remark|comment|hmac)(s|_|$)/;

/** `fullName` and `full-name` as columns are written. */
function snake(name: string): string {
	return name
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replaceAll('-', '_')
		.toLowerCase();
}

const tables = Object.values({ ...account, ...checklist, ...hall, ...unit, ...voice }).filter(
	(one) => is(one, PgTable)
);

function personalColumns(): string[] {
	return tables.flatMap((table) => {
		const columns = Object.values(getTableColumns(table)).map(({ name }) => name);
		const named = columns.filter((name) => PERSONAL.test(name));
		return named.map((name) => `${getTableName(table)}.${name}`);
	});
}

test('no column outside the tables of persons can hold a name, a number or anything else of a person', () => {
	const found = personalColumns();
	const elsewhere = found.filter((column) => !OF_PERSONS.includes(column.split('.')[0]!));
	expect(elsewhere.filter((column) => !NAMES_OF_THINGS.includes(column))).toEqual([]);
	// A list that nobody looks through any more permits what it should not.
	expect(NAMES_OF_THINGS.filter((column) => !found.includes(column))).toEqual([]);
	const known: string[] = tables.map((table) => getTableName(table));
	expect(OF_PERSONS.filter((table) => !known.includes(table))).toEqual([]);
});

test('the check of cards knows a field event, a day, a ticket and a keyed digest, and nothing else', () => {
	const columns = Object.values(getTableColumns(hall.identityCheck)).map(({ name }) => name);
	expect(columns.sort()).toEqual(['day', 'field_event_id', 'hmac', 'ticket_id']);
});

/** Names of all fields inside a valibot schema. */
function fieldsOf(
	schema: unknown,
	into = new Set<string>(),
	seen = new Set<unknown>()
): Set<string> {
	if (typeof schema !== 'object' || schema === null || seen.has(schema)) return into;
	seen.add(schema);
	const { entries, ...rest } = schema as { entries?: Record<string, unknown> };
	for (const [name, inner] of Object.entries(entries ?? {})) {
		into.add(name);
		fieldsOf(inner, into, seen);
	}
	for (const inner of Object.values(rest)) {
		if (Array.isArray(inner)) inner.forEach((one) => fieldsOf(one, into, seen));
		else fieldsOf(inner, into, seen);
	}
	return into;
}

/** Names of all fields inside a value. */
function keysOf(value: unknown, into = new Set<string>()): Set<string> {
	if (typeof value !== 'object' || value === null) return into;
	for (const [key, inner] of Object.entries(value)) {
		if (!Array.isArray(value)) into.add(key);
		keysOf(inner, into);
	}
	return into;
}

/** Of the catalogue: what things are called, how a hall addresses people, below which age a hint applies, numbers per phone. */
const OF_THE_CATALOGUE = ['name', 'address', 'ageHints', 'selfServicePerDevice'];

test('no wish, no deed of a station and no fact has a field for anything of a person', () => {
	const personal = (names: Set<string>) =>
		[...names].filter((name) => PERSONAL.test(snake(name)) && !OF_THE_CATALOGUE.includes(name));
	const wishes = fieldsOf(wishSchema);
	expect(wishes.size).toBeGreaterThan(60);
	expect(personal(wishes)).toEqual([]);
	const deeds = fieldsOf(deedSchema);
	expect(deeds.size).toBeGreaterThan(15);
	expect(personal(deeds)).toEqual([]);
	expect(personal(keysOf(FACT_SAMPLES))).toEqual([]);
});

test('a column of a citizen’s name or telephone would be noticed', () => {
	for (const name of [
		'full_name',
		'phone',
		'cccd',
		'citizen_name',
		'birth_date',
		'identity_number'
	]) {
		expect(PERSONAL.test(name)).toBe(true);
	}
	for (const name of ['number', 'language', 'page', 'issued_at', 'staging']) {
		expect(PERSONAL.test(name)).toBe(false);
	}
});
