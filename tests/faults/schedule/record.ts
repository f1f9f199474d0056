import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { catalogueSchema } from '#lib/core/wish.ts';
import { stationIdOf } from '#lib/server/station/station-id.ts';
import { live } from '../../simulation/protocol/run-seed.ts';
import { World } from '../../simulation/protocol/world.ts';
import { ExactNode, type Call, type WholeAt } from './exact-node.ts';

/** A day that was lived by the core alone: what reached its servers, in order, and what it came to. */
export interface Schedule {
	seed: number;
	calls: Call[];
	world: World;
}

/** More than one grant holds in a hall of the simulation. */
const STOCK = 2_000;

/** The account that stands for a person of the simulation. */
export function accountOf(name: string): string {
	const hex = createHash('sha256').update(`person ${name}`).digest('hex').slice(0, 32);
	return hex.replace(/^(.{8})(.{3}).(.{3}).(.{3}).(.*)/, '$1-$2a-4$3-8$4-$5').slice(0, 36);
}

/** Everybody who presses at a screen on such a day. */
export const PEOPLE = [
	'organiser',
	'gate',
	...[1, 2, 3, 4, 5, 6].flatMap((n) => [`officer-b${n}`, `at-b${n}`])
];
const accounts = new Map(PEOPLE.map((name) => [name, accountOf(name)]));

/** Lives a seed with the program's manners; throws the first violation of a rule. */
export function record(seed: number): Schedule {
	const calls: Call[] = [];
	const wholeAt: WholeAt = new Map();
	// As it is now: what it speaks of goes on changing.
	const tape = (call: Call) => calls.push(JSON.parse(JSON.stringify(call)) as Call);
	const world = new World(seed, {
		instant: Math.round,
		by: (name) => accounts.get(name) ?? name,
		stationId: (_name, place) => stationIdOf(place),
		// Services stand in a set order in a real hall; in the simulation nobody looks at it.
		catalogue: (drawn) =>
			v.parse(catalogueSchema, {
				...drawn,
				services: drawn.services.map((service, position) => ({ ...service, position }))
			}),
		node: (index, ...rest) => new ExactNode(index, wholeAt, tape, ...rest),
		stock: STOCK
	});
	live(world, Infinity);
	return { seed, calls, world };
}
