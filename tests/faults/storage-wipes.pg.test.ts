import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deed } from '#lib/core/operation.ts';
import { slipBytes } from '#lib/core/signed-slip.ts';
import { readTicketLink, signedDigits } from '#lib/core/ticket-link.ts';
import type { Desk } from '#lib/server/station/desk.ts';
import { TestDevice, type TestHall } from '#lib/server/station/station.fixture.ts';
import { programHall, type ProgramHall } from '../program-hall.ts';

/**
 * Tablets whose store is wiped after they gave numbers and told only some of them. What the program must keep: no
 * number twice, and every ticket whose slip is scanned stands again, by its code alone.
 */
const WIPES = Number(process.env.WIPES ?? 30);
/** A series has room for 99,999 numbers, of which each wipe burns a grant of 500. */
const GATES = [
	{ kind: 'gate', gateId: 'g1', prefix: 'A' },
	{ kind: 'gate', gateId: 'g2', prefix: 'C' }
] as const;

let program: ProgramHall;
let sql: Sql;
let fieldEventId: number;

beforeAll(async () => {
	program = await programHall({ gates: 2, booths: { 'level-2': 2, activation: 1 } });
	({ fieldEventId, sql } = program);
});
afterAll(() => program.end());

/** One tablet's life: it is enrolled, gives `give` numbers, tells the first `tell` of them, and is wiped. */
async function tablet(place: (typeof GATES)[number], give: number, tell: number) {
	const { deskOf } = await import('#lib/server/station/desk-of.ts');
	const desk = (): Promise<Desk> => deskOf(fieldEventId);
	const hall = { sql, fieldEventId, desk, at: Date.now() } as unknown as TestHall;
	const device = new TestDevice(hall);
	await device.enrol(place);
	const ask = { operationId: randomUUID(), day: 1, next: 1, size: 500 };
	const { grants, pack } = await device.tell(device.contact([], { numbers: [ask] }));
	const { from, to } = grants[grants.length - 1]!;
	const { station, epoch } = device;
	const given = Array.from({ length: give }, (_, i) => {
		const number = from + i;
		expect(number).toBeLessThanOrEqual(to);
		const ticketId = randomUUID();
		const { gateId, prefix } = place;
		const deed: Deed = {
			...{ kind: 'issued', ticketId, gateId, day: 1, prefix, number, lane: 'regular', party: 1 },
			maker: `${station}:${epoch}`,
			provisional: false,
			services: [{ serviceId: 'level-2', people: 1 }]
		};
		const slip = { fieldEventId, station: pack!.no, epoch, day: 1, prefix, number, ticketId };
		return { deed, link: signedDigits(slip, device.signBytes(slipBytes(slip))) };
	});
	const told = given
		.slice(0, tell)
		.map(({ deed }, i) => device.parcel(i + 1, device.operation(i + 1, deed)));
	if (told.length > 0) await device.tell(device.contact(told));
	return given.map(({ link }) => link);
}

test(
	`${WIPES} wiped tablets: no number twice, and every scanned slip stands again`,
	{ timeout: 300_000 },
	async () => {
		const links: string[] = [];
		let unheard = 0;
		for (let wipe = 0; wipe < WIPES; wipe++) {
			const give = 1 + ((wipe * 7) % 12);
			const tell = (wipe * 5) % (give + 1);
			unheard += give - tell;
			links.push(...(await tablet(GATES[wipe % 2]!, give, tell)));
		}
		const { restoreSlip, unheardSlip } = await import('#lib/server/paper/unheard-slip.ts');
		const { hallOf } = await import('#lib/server/floor/hall.ts');
		const { relay } = await hallOf(fieldEventId);
		await relay.lookAgain();
		let restored = 0;
		for (const link of links) {
			const read = readTicketLink(link);
			const id = read?.kind === 'ticket' ? read.ticketId : '';
			if ((await relay.shown())!.tickets.has(id)) continue;
			expect(await unheardSlip(link)).toMatchObject({ standing: 'open' });
			expect(await restoreSlip(link, ['level-2'], 'citizen')).toBeNull();
			restored++;
		}
		const floor = (await relay.lookAgain())!;
		const numbers = links.map((link) => {
			const read = readTicketLink(link);
			const ticket = read?.kind === 'ticket' ? floor.tickets.get(read.ticketId) : undefined;
			expect(ticket, link).toBeDefined();
			return `${ticket!.prefix}-${ticket!.number}`;
		});
		expect(new Set(numbers).size).toBe(links.length);
		expect(floor.tickets.size).toBe(links.length);
		expect([restored, floor.conflicts.size]).toEqual([unheard, 0]);
		console.log(
			`${WIPES} wipes: ${links.length} numbers given, ${restored} restored by their code`
		);
	}
);
