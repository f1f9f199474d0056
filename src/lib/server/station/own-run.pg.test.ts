import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../../../../tests/postgres.ts';
import type { isOwnRun } from './own-run.ts';
import { TestDevice, TestHall } from './station.fixture.ts';

let database: FreshDatabase;
let sql: Sql;
let next = 40;

beforeAll(async () => {
	database = await freshDatabase();
	sql = database.sql as unknown as Sql;
});
afterAll(() => database.drop());

type Program = typeof isOwnRun;

/** A program of its own, which has heard of nobody yet. */
async function newProgram(): Promise<Program> {
	vi.resetModules();
	return (await import('./own-run.ts')).isOwnRun;
}

/** A station whose runs are heard by a program: by their names, after which one they came, at which monotonic ms. */
async function newStation() {
	const hall = await TestHall.make(sql, next++);
	const device = new TestDevice(hall);
	await device.enrol({ kind: 'gate', gateId: 'g1', prefix: 'A' });
	const desk = await hall.desk();
	return (program: Program, boot: string, after: string | undefined, mono: number) =>
		program(desk, device, device.contact([], { boot, mono, ...(after && { after }) }));
}

test('a copy of a store is found out at its first contact, and the device that it was copied from goes on', async () => {
	const program = await newProgram();
	const hears = await newStation();
	expect(await hears(program, 'first', undefined, 1_000)).toBe(true);
	expect(await hears(program, 'original', 'first', 500)).toBe(true);
	expect(await hears(program, 'copy', 'first', 20)).toBe(false);
	expect(await hears(program, 'original', 'first', 2_500)).toBe(true);
	expect(await hears(program, 'copy', 'first', 2_020)).toBe(false);
	expect(await hears(program, 'copy, started anew', 'copy', 10)).toBe(false);
	// A run that never reached the hall lies between.
	expect(await hears(program, 'next', 'unheard', 30)).toBe(true);
	expect(await hears(program, 'after-next', 'next', 40)).toBe(true);
	expect(await hears(program, 'later copy', 'original', 50)).toBe(true);
	expect(await hears(program, 'later copy', 'original', 60)).toBe(true);
});

test('it is found out by another program too, and by one that was started anew', async () => {
	const [one, other] = [await newProgram(), await newProgram()];
	const hears = await newStation();
	expect(await hears(one, 'first', undefined, 1_000)).toBe(true);
	expect(await hears(one, 'original', 'first', 500)).toBe(true);
	expect(await hears(other, 'copy', 'first', 20)).toBe(false);
	expect(await hears(other, 'original', 'first', 2_500)).toBe(true);
	const third = await newProgram();
	expect(await hears(third, 'copy', 'first', 40)).toBe(false);
	expect(await hears(third, 'copy, started anew', 'copy', 10)).toBe(false);
	expect(await hears(third, 'original', 'first', 4_500)).toBe(true);
});

test('of a device and its copy that come in the same moment, to several programs, one goes on', async () => {
	const programs = [await newProgram(), await newProgram(), await newProgram()];
	for (let round = 0; round < 20; round++) {
		const hears = await newStation();
		await hears(programs[0]!, 'first', undefined, 1_000);
		const heard = await Promise.all(
			programs.flatMap((program) =>
				['original', 'copy'].map(async (boot) => [boot, await hears(program, boot, 'first', 5)])
			)
		);
		const going = new Set(heard.filter(([, goesOn]) => goesOn).map(([boot]) => boot));
		expect(going.size).toBe(1);
		expect(heard.filter(([, goesOn]) => goesOn)).toHaveLength(programs.length);
	}
});

test('who does not tell its run is always heard; who does not tell what it came after, until its contacts show two devices', async () => {
	const program = await newProgram();
	const hears = await newStation();
	for (let mono = 0; mono < 10; mono++)
		expect(await hears(program, '', undefined, mono)).toBe(true);
	for (let beat = 0; beat < 2; beat++) {
		expect(await hears(program, 'original', undefined, 1_000 + beat)).toBe(true);
		expect(await hears(program, 'copy', undefined, 10 + beat)).toBe(true);
	}
	expect(await hears(program, 'original', undefined, 5_000)).toBe(true);
	expect(await hears(program, 'copy', undefined, 20)).toBe(false);
	expect(await hears(await newProgram(), 'copy', undefined, 30)).toBe(false);
	expect(await hears(program, 'original', undefined, 7_000)).toBe(true);
});
