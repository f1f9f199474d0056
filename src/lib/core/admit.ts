import { admitIssued } from './admit-issued.ts';
import { admitNumbersTakenBack, admitVisitorsTakenBack } from './admit-taken-back.ts';
import { admitTurn } from './admit-turn.ts';
import { applied, quarantined, type Admitted } from './admitted.ts';
import type { Floor } from './floor.ts';
import type { Operation } from './operation.ts';

export interface Arrival {
	/** Hall time in ms when it arrived. */
	at: number;
	/** Hall time of the station's last contact: nothing it did can be older. */
	lastContact: number;
}

/**
 * The door for what has already happened. Never refuses: what fits is applied, what the floor knows already is said so,
 * what contradicts it becomes a conflict for a supervisor, and what cannot be understood is quarantined.
 * `at`: when it happened, hall time, as far as its station can be believed; its entries are dated so, and not when they came.
 */
export function admit(
	floor: Floor,
	operation: Operation,
	arrival: Arrival
): Admitted & { at: number } {
	const at = Math.min(arrival.at, Math.max(arrival.lastContact, operation.at));
	return { ...admitAt(floor, operation, at), at };
}

function admitAt(floor: Floor, operation: Operation, at: number): Admitted {
	const { deed } = operation;
	switch (deed.kind) {
		case 'issued':
			return admitIssued(floor, operation, deed, at);
		case 'visitors-counted': {
			if (!floor.gates.has(deed.gateId)) return quarantined('no-such-gate');
			const { gateId, day, count } = deed;
			return applied({ kind: 'visitors-counted', gateId, day, count });
		}
		case 'visitors-taken-back':
			return admitVisitorsTakenBack(floor, deed);
		case 'numbers-taken-back':
			return admitNumbersTakenBack(floor, deed);
		default:
			return admitTurn(floor, operation, deed, at);
	}
}
