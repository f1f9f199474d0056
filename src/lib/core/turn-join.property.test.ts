import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit } from './admit.ts';
import { evolve } from './evolve.ts';
import { booth, catalogue, TestHall } from './hall.fixture.ts';
import type { Deed } from './operation.ts';
import { ticketState } from './ticket.ts';
import { figuresOf } from './view/totals-view.ts';

type Told = 'called' | 'recalled' | 'missed' | 'started' | 'ended';
const ways: Told[][] = [
	['called', 'started', 'ended'],
	['called', 'recalled', 'started', 'ended'],
	['called', 'recalled', 'missed']
];
/** What a station did with the ticket up to some point; in its own order, as only an unbroken sequence is admitted. */
const way = fc
	.tuple(fc.constantFrom(...ways), fc.nat({ max: 4 }))
	.map(([all, until]) => all.slice(0, until));
/** Booth 1 on its lease, booth 3 by hand; in which order the two are heard. */
const story = fc.record({
	leased: way,
	byHand: fc.constantFrom<Told[]>(
		[],
		['called'],
		['called', 'started'],
		['called', 'started', 'ended']
	),
	order: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })
});

function deed(kind: Told, ticketId: string, fence: number): Deed {
	const boothId = fence === 0 ? 'b3' : 'b1';
	const step = fence === 0 ? null : 0;
	const named = { ticketId, serviceId: 'level-2', step, turn: 0, fence, boothId };
	const results = [
		{ serviceId: 'level-2', outcome: 'enrolled' as const, level: null, reasonId: null, count: 1 }
	];
	switch (kind) {
		case 'called':
		case 'started':
			return { kind, ...named, seat: 1 };
		case 'recalled':
			return { kind, ...named, calls: 2 };
		case 'missed':
			return { kind, ...named };
		case 'ended':
			return { kind, ...named, results };
	}
}

/** A hall in which booth 1 holds the ticket on lease, and what it comes to when both are heard in this order. */
function after({ leased, byHand }: { leased: Told[]; byHand: Told[] }, order: readonly boolean[]) {
	const hall = new TestHall(catalogue({ booths: [booth(1, ['level-2']), booth(3, ['level-2'])] }));
	const ticketId = hall.issue(['level-2']);
	hall.press({ kind: 'enrol-station', station: 's1', place: { kind: 'booth', boothId: 'b1' } });
	hall.press({ kind: 'enrol-station', station: 's3', place: { kind: 'booth', boothId: 'b3' } });
	hall.press({ kind: 'ask-leases', station: 's1', epoch: 1, want: 1, leaseMs: 600_000 });
	const { fence } = hall.floor.tickets.get(ticketId)!.lease!;
	const hear = (kind: Told, station: 's1' | 's3', seq: number) => {
		const operationId = `00000000-0000-4000-8000-00000000${station}${String(seq).padStart(2, '0')}`;
		const [at, by] = [hall.at, 'officer-1'];
		const done = deed(kind, ticketId, station === 's1' ? fence : 0);
		const operation = { operationId, station, epoch: 1, seq, at, by, deed: done };
		for (const fact of admit(hall.floor, operation, { at, lastContact: at }).facts) {
			evolve(hall.floor, { clock: hall.floor.clock + 1, operationId, at, by, fact });
		}
	};
	let [first, second] = [0, 0];
	for (const one of [...order, ...leased.map(() => true), ...byHand.map(() => false)]) {
		if (one && first < leased.length) hear(leased[first++]!, 's1', first);
		if (!one && second < byHand.length) hear(byHand[second++]!, 's3', second);
	}
	const ticket = hall.floor.tickets.get(ticketId)!;
	const turn = ticket.steps[0]!.turns[0]!;
	return {
		ticket: ticketState(ticket),
		turn: turn.state,
		outcome: turn.outcome,
		served: turn.served,
		turns: ticket.steps[0]!.turns.length,
		figures: figuresOf(hall.floor),
		waiting: hall.floor.queues.get('level-2')!.lanes.regular.length
	};
}

test('of two booths that tell of one turn the greater state wins, in whatever order they are heard', () => {
	fc.assert(
		fc.property(story, ({ order, ...told }) => {
			const oneAfterTheOther = after(
				told,
				told.leased.map(() => true)
			);
			expect(after(told, order)).toEqual(oneAfterTheOther);
		}),
		{ numRuns: 80 }
	);
});
