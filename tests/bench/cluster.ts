import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { prove } from '../cluster/prove.ts';
import { makeRushHall } from '../cluster/rush-hall.ts';
import { rush } from '../cluster/rush.ts';
import { machineLine, spread } from './machine.ts';
import { startPrograms } from './programs.ts';
import { sendCommand, signInStaff, type Member } from './staff.ts';

const GATES = 32;
const BOOTHS = 100;

/**
 * The proof of no double numbers: 32 gates issue and 100 booths call at once, 20,000 tickets, two processes of the
 * program on one PostgreSQL, a third of all requests sent twice, to either; one process is killed with -9 midway.
 * @returns whether nothing was found
 */
export async function benchCluster(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { tickets: { type: 'string', default: '20000' } }
	});
	const tickets = Number(values.tickets);
	const hall = await startPrograms(2);
	try {
		return await run(hall, tickets);
	} finally {
		await hall.end();
	}
}

async function run(
	{ programs, sql }: Awaited<ReturnType<typeof startPrograms>>,
	tickets: number
): Promise<boolean> {
	const plan = await makeRushHall(sql, { gates: GATES, booths: BOOTHS });
	const { fieldEventId } = plan;
	// Opened as its organiser would; nobody else has anything to do with the hall yet.
	const opened = await new Clerk(sql, fieldEventId, () => {}).take({
		...plan.open,
		at: Date.now(),
		by: 'organiser'
	});
	if (!opened.ok) throw new Error(opened.refused);
	const [first, second] = programs;
	const members = new Map<string, Member>([
		...(await signInStaff(sql, first!, fieldEventId, 'gate', plan.gates)),
		...(await signInStaff(sql, first!, fieldEventId, 'officer', plan.booths))
	]);
	for (const boothId of plan.booths) {
		const command = {
			operationId: randomUUID(),
			wish: { kind: 'open-booth', boothId, takeOver: false }
		};
		await sendCommand(first!, members.get(boothId)!, fieldEventId, command);
	}
	console.log(`${GATES} gates, ${BOOTHS} booths, ${tickets} tickets, 2 programs; ${machineLine()}`);
	let killed = false;
	const record = await rush(
		{
			...plan,
			nodes: 2,
			tickets,
			twice: 1 / 3,
			seed: 1,
			progress: (issued) => {
				if (issued % 2_000 === 0) console.log(`  ${issued} numbers given`);
				if (killed || issued < tickets / 2) return;
				killed = true;
				second!.kill();
				console.log(`  ${issued} numbers given: one program killed with -9`);
			}
		},
		(node, { operationId, wish, place }) =>
			sendCommand(programs[node]!, members.get(place)!, fieldEventId, { operationId, wish })
	);
	const seconds = record.ms / 1000;
	const twice = [...record.presses.values()].filter(({ answers }) => answers.length > 1).length;
	console.log(
		`${record.presses.size} presses, ${twice} of them sent twice, ${record.unanswered} asked again elsewhere`
	);
	console.log(
		`${(record.issueMs.length / seconds).toFixed(0)} tickets/s: ${spread(record.issueMs)}`
	);
	console.log(`${(record.callMs.length / seconds).toFixed(0)} calls/s: ${spread(record.callMs)}`);
	const proof = await prove(sql, fieldEventId, record);
	console.log(proof);
	const { tickets: given, calls, untrue, ...zero } = proof;
	const wrong = untrue.length > 0 || Object.values(zero).some((n) => n !== 0);
	return !wrong && given === tickets && calls >= tickets && record.unanswered > 0;
}
