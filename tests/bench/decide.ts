import { parseArgs } from 'node:util';
import { carryOut, decide } from '#lib/core/decide.ts';
import { booth, catalogue, service, TestHall } from '#lib/core/hall.fixture.ts';
import { machineLine, percentile } from './machine.ts';

const TARGET_US = 20;
const PRESSES = 20_000;

/**
 * What it costs to decide who is next while very many wait: "call next" is decided, the ticket called, and its seat freed
 * again by a finish that is not measured, so that as many wait as before but for those who were called.
 * @returns whether the middle one took as little as is aimed at
 */
export async function benchDecide(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { waiting: { type: 'string', default: '100000' } }
	});
	const waiting = Number(values.waiting);
	const hall = hallOf(waiting);
	const { floor } = hall;
	const took: number[] = [];
	const context = { at: hall.at, by: 'officer-1', operationId: hall.id() };
	const wish = { kind: 'call-next', boothId: 'b1' } as const;
	for (let i = 0; i < PRESSES; i++) {
		const began = performance.now();
		const decided = decide(floor, wish, context).next();
		took.push((performance.now() - began) * 1_000);
		if (decided.done || 'refused' in decided.value) throw new Error('nobody was called');
		const ticketId = hall.callNext('b1');
		hall.finish(ticketId, 'level-2');
	}
	const us = (share: number) => percentile(took, share).toFixed(1);
	const middle = percentile(took, 0.5);
	console.log(
		`call-next decided with ${waiting} waiting: p50 ${us(0.5)} µs, p95 ${us(0.95)} µs, p99 ${us(0.99)} µs (${PRESSES} times)`
	);
	console.log(`with the facts applied: ${wholeUs(hall).toFixed(1)} µs in the middle`);
	console.log(
		`${middle <= TARGET_US ? 'within' : 'beyond'} the ${TARGET_US} µs aimed at; ${machineLine()}`
	);
	return middle <= TARGET_US;
}

/** One service of both lanes, a fifth in priority, due one after the other; a booth that serves two services. */
function hallOf(waiting: number): TestHall {
	const base = catalogue();
	const hall = new TestHall({
		...base,
		services: [service('level-2'), service('activation')],
		booths: [booth(1, ['level-2', 'activation'])],
		rules: { ...base.rules, seriesCeiling: waiting }
	});
	for (let i = 0; i < waiting; i++) {
		hall.at += 100;
		hall.issue(['level-2'], { lane: i % 5 === 0 ? 'priority' : 'regular' });
	}
	return hall;
}

function wholeUs(hall: TestHall): number {
	const took: number[] = [];
	for (let i = 0; i < 2_000; i++) {
		const context = { at: hall.at, by: 'officer-1', operationId: hall.id() };
		const began = performance.now();
		const carried = carryOut(hall.floor, { kind: 'call-next', boothId: 'b1' }, context);
		took.push((performance.now() - began) * 1_000);
		const fact = carried.entries[0]!.fact;
		if (fact.kind === 'called') hall.finish(fact.ticketId, 'level-2');
	}
	return percentile(took, 0.5);
}
