import { admit } from '#lib/core/admit.ts';
import type { Catalogue } from '#lib/core/catalogue.ts';
import { evolve } from '#lib/core/evolve.ts';
import type { Entry } from '#lib/core/fact.ts';
import { emptyFloor, type Floor } from '#lib/core/floor.ts';
import type { Operation } from '#lib/core/operation.ts';
import { stepState } from '#lib/core/ticket.ts';
import type { ServerNode } from './server-node.ts';

/** Each station's operations in its own order, the stations mixed: as many mixtures as are asked for, the first as given. */
function mixtures(byStation: Operation[][], most: number): Operation[][] {
	const found: Operation[][] = [];
	const go = (taken: number[], sofar: Operation[]): void => {
		if (found.length >= most) return;
		const open = byStation.flatMap((list, i) => (taken[i]! < list.length ? [i] : []));
		if (open.length === 0) found.push(sofar);
		for (const i of open) {
			const next = [...taken];
			const operation = byStation[i]![next[i]!++]!;
			go(next, [...sofar, operation]);
		}
	};
	go(
		byStation.map(() => 0),
		[]
	);
	return found;
}

/**
 * Admits what several stations have to tell in different orders, each on the hall as the journal has it, and says where
 * the ends differ: null when the order of arrival does not matter.
 */
export function arrivalOrderMatters(
	journal: Entry[],
	catalogue: Catalogue,
	byStation: Operation[][],
	_node: ServerNode
): string | null {
	let first: string | null = null;
	for (const mixture of mixtures(byStation, 6)) {
		const floor = emptyFloor(1, catalogue.rules);
		for (const entry of journal) evolve(floor, entry);
		const at = journal[journal.length - 1]?.at ?? 0;
		for (const operation of mixture) {
			const { facts } = admit(floor, operation, { at, lastContact: at });
			const { operationId, by } = operation;
			for (const fact of facts) {
				evolve(floor, { clock: floor.clock + 1, operationId, at, by, fact });
			}
		}
		const end = endOf(floor);
		first ??= end;
		if (end !== first) return difference(first, end);
	}
	return null;
}

/** What must not depend on the order: how far each service of each ticket is, and what counts. */
function endOf(floor: Floor): string {
	const lines: string[] = [];
	for (const ticket of floor.tickets.values()) {
		const steps = ticket.steps.map((step) => {
			const state = stepState(step);
			// Between its beginning and its end a step may be told in parts: what must agree is how it ended.
			return `${step.serviceId}:${['ended', 'no-show', 'dropped'].includes(state) ? state : 'open'}`;
		});
		const number = `${ticket.day}/${ticket.prefix}-${ticket.number}`;
		lines.push(`${number} ${ticket.party} ${ticket.lane} ${steps.sort().join(' ')}`);
	}
	const results = new Map<string, number>();
	for (const { ticketId, applied, results: all } of floor.recorded.values()) {
		for (const { serviceId, outcome, count } of applied ? all : []) {
			const key = `${ticketId} ${serviceId} ${outcome}`;
			results.set(key, (results.get(key) ?? 0) + count);
		}
	}
	for (const [key, count] of results) lines.push(`${key} ${count}`);
	return lines.sort().join('\n');
}

function difference(a: string, b: string): string {
	const [left, right] = [new Set(a.split('\n')), new Set(b.split('\n'))];
	const only = [...left].filter((line) => !right.has(line));
	const other = [...right].filter((line) => !left.has(line));
	return `one order gives "${only.join('; ')}", another "${other.join('; ')}"`;
}
