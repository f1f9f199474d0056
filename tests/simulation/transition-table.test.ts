import { expect, test } from 'vitest';
import type { Entry } from '#lib/core/fact.ts';
import { recordedKey } from '#lib/core/floor.ts';
import { booth, catalogue, HALL_START, service, TestHall } from '#lib/core/hall.fixture.ts';
import { activeTurn, stepIsOver } from '#lib/core/ticket.ts';
import {
	endings,
	HALL_WISHES,
	TABLE_STATES,
	tableState,
	TRANSITIONS,
	WHATEVER_THE_STATE,
	type Command,
	type Ending,
	type TableState
} from '#lib/core/transition-table.ts';
import type { Wish, WishOf } from '#lib/core/wish.ts';
import { Chance } from '../../src/demo/chance.ts';

/** At least so many; more as long as something that the table says has not happened. */
const HALLS = 80;
const MOST_HALLS = 600;
const PRESSES = 250;
const SERVICES = ['level-2', 'activation', 'help'];

/** Booths of several services and of one, and a helper who goes about; sittings that may give several results. */
function hallOfMany(): TestHall {
	const words = (vi: string) => ({ vi, en: vi });
	const base = catalogue();
	return new TestHall({
		...base,
		services: [
			service('level-2', { also: ['activation'] }),
			service('activation', { after: ['level-2'] }),
			service('help', { intakeQuota: 25 })
		],
		booths: [
			booth(1, ['level-2', 'activation'], { seats: 2 }),
			booth(2, ['activation', 'level-2', 'help'], { seats: 2 }),
			booth(3, ['level-2']),
			booth(4, SERVICES, { seats: 0 })
		],
		reasons: [
			...base.reasons,
			{
				id: 'message',
				kind: 'hold',
				internal: words('Chờ mã'),
				public: words('Chờ mã'),
				nextStep: words(''),
				services: ['activation'],
				position: 2,
				withdrawn: false
			}
		],
		rules: {
			...base.rules,
			priorityRun: 1,
			restoreWithinMs: 20 * 60_000,
			stepBackTimes: 1,
			seriesCeiling: 400
		}
	});
}

/** One hall in which people press anything on anybody; tells every ending that came of it. */
class Presses {
	readonly hall = hallOfMany();
	private readonly operations = new Map<string, string[]>();
	private readonly chance: Chance;
	/** Whom the last press was about. */
	private last: string | null = null;

	constructor(
		seed: number,
		private readonly ended: (command: Command, state: TableState, ending: string) => void,
		/** Wishes of which not every ending in this state has been seen yet. */
		private readonly unseen: (state: TableState) => Command[]
	) {
		this.chance = new Chance(seed);
		this.hall.press({
			kind: 'enrol-station',
			station: 's3',
			place: { kind: 'booth', boothId: 'b3' }
		});
	}

	press(): void {
		const { chance, hall } = this;
		hall.at += chance.whole(100, 60_000);
		if (chance.is(0.3)) return this.of(this.arrival());
		if (chance.is(0.1)) {
			hall.press(this.ofTheHall());
			return;
		}
		// Any state is as likely as any other, and any wish.
		const missing = TABLE_STATES.filter((each) => this.unseen(each).length > 0);
		const state = chance.pick(missing.length > 0 && chance.is(0.5) ? missing : TABLE_STATES);
		const those = [...hall.floor.tickets.values()].filter((t) => tableState(t) === state).slice(-9);
		// Much comes of several presses on one ticket in a row.
		const id = chance.is(0.6) ? this.last : those.length > 0 ? chance.pick(those).id : null;
		if (id === null) return;
		this.last = id;
		const before = this.operations.get(id) ?? [];
		// What was done just now is taken back more often than anything else.
		if (before.length > 0 && chance.is(0.1)) {
			return this.of({ kind: 'undo', operationId: before[before.length - 1]! });
		}
		this.of(this.about(id));
	}

	/** Somebody stays at a booth while the others of the party go on; what is recorded there is taken back. */
	stay(): void {
		const { hall } = this;
		const ticketId = hall.id();
		const result = { outcome: 'completed', level: null, reasonId: null, count: 1 } as const;
		const services = ['level-2', 'activation'].map((serviceId) => ({ serviceId, people: 2 }));
		const finished = { serviceId: 'level-2', ...result };
		const takenBack = () => {
			this.of({ kind: 'record', boothId: 'b3', ticketId, results: [finished] });
			this.of({ kind: 'undo', operationId: hall.journal[hall.journal.length - 1]!.operationId });
		};
		this.of({ kind: 'issue', gateId: 'g1', ticketId, services, lane: 'regular', party: 2 });
		this.of({ kind: 'call-next', boothId: 'b3' });
		this.of({ kind: 'finish', ticketId, results: [finished], callNext: false, stays: 1 });
		this.of({ kind: 'call-next', boothId: 'b2' });
		takenBack();
		this.of({ kind: 'start', ticketId });
		takenBack();
	}

	/** Presses, and tells of every ticket that the wish was about how it ended. */
	private of(wish: WishOf<Command>): void {
		const { floor } = this.hall;
		const about = this.meant(wish).filter((id) => floor.tickets.has(id));
		const before = new Map(about.map((id) => [id, tableState(floor.tickets.get(id)!)]));
		const { refused, operationId } = this.hall.press(wish);
		for (const [id, state] of before) {
			if (refused && before.size > 1) continue;
			this.ended(wish.kind, state, refused ?? tableState(floor.tickets.get(id)!));
		}
		if (refused) return;
		for (const { operationId: of, fact } of this.entriesOf(operationId)) {
			const named =
				'ticketIds' in fact ? fact.ticketIds : 'ticketId' in fact ? [fact.ticketId] : [];
			for (const id of named) {
				const known = this.operations.get(id ?? '') ?? [];
				if (id && known[known.length - 1] !== of) this.operations.set(id, [...known, of]);
			}
		}
	}

	private entriesOf(operationId: string): Entry[] {
		const { journal } = this.hall;
		let from = journal.length;
		while (journal[from - 1]?.operationId === operationId) from--;
		return journal.slice(from);
	}

	private meant(wish: WishOf<Command>): string[] {
		if ('ticketId' in wish) return [wish.ticketId];
		if ('ticketIds' in wish) return wish.ticketIds;
		if (wish.kind === 'put-off') return wish.tickets.map(({ ticketId }) => ticketId);
		const { floor } = this.hall;
		const { tickets } = floor;
		if (wish.kind === 'undo' || wish.kind === 'correct') {
			const { operationId } = wish;
			const last = [...tickets.values()].filter((t) => t.undoable?.operationId === operationId);
			if (wish.kind === 'undo' && last.length > 0) return last.map(({ id }) => id);
			const named = [...tickets.keys()].filter((id) =>
				this.operations.get(id)?.includes(operationId)
			);
			// "Finish and call next" names two tickets, and a correction is about the one that was finished.
			const corrected = named.filter((id) => floor.recorded.has(recordedKey(operationId, id)));
			return wish.kind === 'correct' && corrected.length > 0 ? corrected : named;
		}
		if (wish.kind === 'bring-many-to-life') {
			return [...tickets.values()]
				.filter(({ day, number }) => day === floor.day && wish.numbers.includes(number))
				.map(({ id }) => id);
		}
		return [...tickets.keys()].slice(-40);
	}

	private journey() {
		const { chance } = this;
		const all = chance.is(0.3) ? SERVICES : SERVICES.slice(0, 2);
		const chosen = chance.is(0.8) ? all : [chance.pick(all)];
		const party = chance.is(0.6) ? 1 : 2;
		return {
			services: chosen.map((serviceId) => ({ serviceId, people: party })),
			lane: chance.is(0.3) ? ('priority' as const) : ('regular' as const),
			party
		};
	}

	private arrival(): WishOf<Command> {
		const { chance, hall } = this;
		const journey = this.journey();
		const make: [() => WishOf<Command>, number][] = [
			[() => ({ kind: 'issue', gateId: 'g1', ticketId: hall.id(), ...journey }), 6],
			[() => ({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: [hall.id()] }), 1],
			[() => ({ kind: 'call-next', boothId: this.boothId() }), 5],
			[() => ({ kind: 'fill-seats', boothId: this.boothId() }), 1],
			[() => ({ kind: 'ask-leases', station: 's3', epoch: 1, want: 2, leaseMs: 600_000 }), 1]
		];
		return chance.weighed(make)();
	}

	private boothId(): string {
		return `b${this.chance.whole(1, 4)}`;
	}

	private ofTheHall(): Wish {
		const { chance } = this;
		const boothId = this.boothId();
		const pause = chance.pick([
			{ scope: 'field-event' as const, id: null },
			{ scope: 'service' as const, id: 'level-2' },
			{ scope: 'booth' as const, id: boothId }
		]);
		return chance.weighed<() => Wish>([
			[() => ({ kind: 'pause', ...pause, reasonId: 'line-down' }), 1],
			[() => ({ kind: 'resume', ...pause }), 12],
			[() => ({ kind: 'tick' }), 3],
			[() => ({ kind: 'open-booth', boothId, takeOver: true }), 4],
			[() => ({ kind: 'leave-booth', boothId }), 1],
			[() => ({ kind: 'open-day', day: 2 }), 1]
		])();
	}

	/** What one of these operations recorded for the ticket. */
	private before(ticketId: string, operations: string[]) {
		const { recorded } = this.hall.floor;
		return recorded.get(recordedKey(operations[0] ?? '', ticketId))?.results;
	}

	/** Any wish on this ticket, sensible or not. */
	private about(ticketId: string): WishOf<Command> {
		const { chance, hall } = this;
		const journey = this.journey();
		const ticket = hall.floor.tickets.get(ticketId)!;
		const turn = activeTurn(ticket);
		const stays = ticket.steps.find((step) => step.staysAt !== null && !stepIsOver(step));
		const own = turn?.boothId ?? turn?.boothOnly;
		const boothId = own && chance.is(0.6) ? own : this.boothId();
		const serviceId = chance.pick(SERVICES);
		const now = ticket.steps[ticket.active ?? 0]?.serviceId ?? serviceId;
		const also = now === 'level-2' && chance.is(0.3) ? ['activation'] : [];
		const results = [now, ...also].map((id) => {
			const outcome = chance.pick(['completed', 'completed', 'failed', 'left'] as const);
			const reasonId = outcome === 'failed' && chance.is(0.9) ? 'sim-not-owner' : null;
			return { serviceId: id, outcome, level: null, reasonId, count: 1 };
		});
		const operations = this.operations.get(ticketId) ?? [hall.id()];
		const last = operations[operations.length - 1]!;
		const recorded = operations.filter((id) => hall.floor.recorded.has(recordedKey(id, ticketId)));
		const earlier = recorded.length > 0 && chance.is(0.5) ? recorded : operations;
		const operationId = chance.is(0.6) ? last : chance.pick(earlier);
		const reasonId = chance.is(0.9) ? 'message' : null;
		const wishes: { [K in Command]: () => WishOf<K> } = {
			issue: () => ({ kind: 'issue', gateId: 'g1', ticketId, ...journey }),
			'issue-many': () => ({ kind: 'issue-many', gateId: 'g1', ticketIds: [ticketId], ...journey }),
			'print-sheets': () => ({ kind: 'print-sheets', gateId: 'g1', day: 1, ticketIds: [ticketId] }),
			'bring-to-life': () => ({ kind: 'bring-to-life', gateId: 'g1', ticketId, ...journey }),
			'bring-many-to-life': () => ({
				kind: 'bring-many-to-life',
				gateId: 'g1',
				prefix: 'A',
				numbers: [ticket.number],
				...journey
			}),
			reprint: () => ({ kind: 'reprint', ticketId, token: hall.id() }),
			'change-lane': () => ({ kind: 'change-lane', ticketId, lane: journey.lane }),
			'add-step': () => ({ kind: 'add-step', ticketId, serviceId, people: 1 }),
			'drop-step': () => ({ kind: 'drop-step', ticketId, step: chance.whole(0, 2) }),
			cancel: () => ({ kind: 'cancel', ticketId }),
			'step-back': () => ({ kind: 'step-back', ticketId }),
			leave: () => ({ kind: 'leave', ticketId }),
			'put-off': () => ({
				kind: 'put-off',
				tickets: [{ ticketId, nextId: hall.id() }],
				to: chance.is(0.5) ? { place: 'police' } : { place: 'day', day: 2, gateId: 'g1' }
			}),
			'call-next': () => ({ kind: 'call-next', boothId }),
			'fill-seats': () => ({ kind: 'fill-seats', boothId }),
			call: () => ({ kind: 'call', boothId, ticketId, reasonId: null }),
			serve: () => ({ kind: 'serve', boothId, ticketId }),
			recall: () => ({ kind: 'recall', ticketId }),
			'no-show': () => ({ kind: 'no-show', ticketId }),
			restore: () => ({ kind: 'restore', ticketId }),
			start: () => ({ kind: 'start', ticketId }),
			finish: () => ({
				kind: 'finish',
				ticketId,
				results,
				callNext: chance.is(0.5),
				...(ticket.party > 1 && chance.is(0.7) && { stays: 1 })
			}),
			send: () => ({
				kind: 'send',
				ticketId,
				serviceId: chance.is(0.5) ? serviceId : null,
				boothId: chance.is(0.5) ? boothId : null
			}),
			return: () => ({ kind: 'return', ticketId }),
			hold: () => ({ kind: 'hold', ticketId, reasonId, minutes: 5 }),
			'take-back': () => ({ kind: 'take-back', ticketId, boothId }),
			'serve-late': () => ({
				kind: 'serve-late',
				boothId,
				ticketIds: [ticketId],
				outcome: 'completed',
				level: null
			}),
			undo: () => ({ kind: 'undo', operationId }),
			correct: () => ({
				kind: 'correct',
				operationId: chance.pick(earlier),
				results: chance.is(0.7) ? (this.before(ticketId, earlier) ?? results) : results
			}),
			'ask-leases': () => ({
				kind: 'ask-leases',
				station: 's3',
				epoch: 1,
				want: 2,
				leaseMs: 600_000
			}),
			record: () => ({
				kind: 'record',
				boothId: stays?.staysAt ?? (chance.is(0.5) ? 'b4' : boothId),
				ticketId,
				results: [
					{
						serviceId: stays?.serviceId ?? serviceId,
						outcome: 'completed',
						level: null,
						reasonId: null,
						count: 1
					}
				]
			}),
			'other-step-first': () => ({ kind: 'other-step-first', ticketId })
		};
		if (stays && chance.is(0.3)) return wishes.record();
		const missing = this.unseen(tableState(ticket));
		const wanted = missing.length > 0 && chance.is(0.6);
		const kind = chance.pick(wanted ? missing : (Object.keys(wishes) as Command[]));
		return wishes[kind]();
	}
}

test('whatever people press on whomever, it ends as the transition table says, and everything that it says happens', () => {
	const unsaid = new Map<string, number>();
	const seen = new Set<string>();
	const all = (Object.keys(TRANSITIONS) as Command[]).flatMap((command) =>
		TABLE_STATES.flatMap((state) =>
			endings(command, state).map((ending) => ({
				command,
				state,
				name: `${command} on ${state}: ${ending}`
			}))
		)
	);
	const never = () => all.filter(({ name }) => !seen.has(name));
	let missing = never();
	const unseen = (state: TableState) =>
		missing.filter((each) => each.state === state).map(({ command }) => command);
	for (let seed = 0; seed < HALLS || (missing.length > 0 && seed < MOST_HALLS); seed++) {
		missing = never();
		const people = new Presses(
			seed,
			(command, state, ending) => {
				seen.add(`${command} on ${state}: ${ending}`);
				const said = [...endings(command, state), ...WHATEVER_THE_STATE[command]];
				const what = `${command} on ${state}: ${ending}`;
				if (!said.includes(ending as Ending) && !unsaid.has(what)) unsaid.set(what, seed);
			},
			unseen
		);
		people.stay();
		for (let i = 0; i < PRESSES; i++) people.press();
		expect(people.hall.at).toBeGreaterThan(HALL_START);
	}
	expect(Object.fromEntries(unsaid), 'each with the first seed').toEqual({});
	expect(never().map(({ name }) => name)).toEqual([]);
});

test('a wish is about the hall or has its row of cells, never both', () => {
	const commands = Object.keys(TRANSITIONS);
	expect(HALL_WISHES.filter((kind) => commands.includes(kind))).toEqual([]);
});
