import type { Scene } from './checks.ts';
import { Violation } from './checks.ts';
import { GateVolunteer, Officer, Organiser, stillHere } from './people.ts';
import { SimStation } from './stations.ts';
import { World, type Weather } from './world.ts';

export interface SeedResult {
	seed: number;
	operations: number;
	steps: number;
	violation: { invariant: string; message: string } | null;
	scenes: Scene[];
	/** The journal as one number, to hold two runs of one seed against each other. */
	trace: number;
}

/** The longest day of a seed, ms: long enough for every scene, short enough for many seeds. */
export const DAY_MS = 135_000;
/** Rounds of the last clearing up before somebody is said to wait for ever. */
const LAST_ROUNDS = 1_200;

/** What is left out of a day, to find the least of it that still fails. */
export interface Less {
	/** The day ends after this much of it, ms. */
	dayMs: number;
	/** Faults that do not happen. */
	without: (keyof Weather)[];
}

/** One whole day of one seed; a run of the same seed does the same, step by step. */
export function runSeed(seed: number, traced = false, less?: Less): SeedResult {
	const world = new World(seed);
	for (const fault of less?.without ?? []) Object.assign(world.weather, { [fault]: 0 });
	let violation: SeedResult['violation'] = null;
	try {
		live(world, less?.dayMs ?? Infinity);
	} catch (fault) {
		const invariant = fault instanceof Violation ? fault.invariant : 'fault';
		const message = fault instanceof Violation ? fault.message : String((fault as Error).stack);
		violation = { invariant, message };
	}
	return {
		seed,
		operations: world.operations,
		steps: world.scheduler.steps,
		violation,
		scenes: [...world.checks.scenes],
		trace: traced ? hash(JSON.stringify(world.database.journal)) : 0
	};
}

/** Lives a day up to its end and through the clearing up; throws the first violation. */
export function live(world: World, atMostMs: number): void {
	const { chance, scheduler, catalogue, weather, checks } = world;
	const organiser = new Organiser(world, 'organiser');
	world.press(organiser.line, { kind: 'open', catalogue }, 'organiser');
	scheduler.runUntil(20_000);
	while (checks.floor.status !== 'open') scheduler.runUntil(scheduler.now + 10_000);

	const gate = new GateVolunteer(world, 'gate');
	// The first three booths have people of the hall at them; of the others some work as stations.
	const cutOff = catalogue.booths.filter((booth) => booth.number > 3 && chance.is(0.8));
	const officers = catalogue.booths
		.filter((booth) => !cutOff.includes(booth))
		.map((booth) => new Officer(world, booth.id));
	const stations = [
		new SimStation(world, 't1', { kind: 'gate', gateId: 'g2', prefix: 'C' }),
		...(chance.is(0.5)
			? [new SimStation(world, 't2', { kind: 'gate', gateId: 'g3', prefix: 'K' })]
			: []),
		...cutOff.map(
			({ id: boothId }, i) => new SimStation(world, `s${i}`, { kind: 'booth', boothId })
		)
	];
	// A station booth is staffed like any other: its officer signed in before the line was cut.
	cutOff.forEach(({ id }) => {
		const by = `at-${id}`;
		world.press(organiser.line, { kind: 'open-booth', boothId: id, takeOver: true }, by);
	});

	const every = (least: number, most: number, act: () => void) => {
		const again = () => {
			if (!world.healed) act();
			if (!world.healed) scheduler.in(chance.between(least, most), again);
		};
		scheduler.in(chance.between(0, most), again);
	};
	const dayMs = DAY_MS * chance.between(0.3, 1);
	if (chance.is(0.2)) world.eveningAt = 20_000 + dayMs * chance.between(0.3, 0.6);
	every(8_000, 25_000, () => gate.act());
	every(10_000, 30_000, () => organiser.act());
	for (const officer of officers) every(4_000, 16_000, () => officer.act());
	for (const station of stations) {
		every(8_000, 25_000, () => station.act());
		every(2_000, 12_000, () => station.sync());
		every(20_000, 60_000, () => {
			const [wiped, restored] = [chance.is(weather.wipe), chance.is(weather.wipe)];
			if (wiped) station.wipe();
			else if (restored) station.restoreCopy();
			else if (chance.is(0.3)) station.keepCopy();
		});
	}
	const lines = [gate, organiser, ...officers, ...stations].map((one) => one.line);
	every(5_000, 15_000, () => {
		for (const line of lines) {
			line.cut = line.cut ? chance.is(0.7) : chance.is(weather.cut);
		}
		if (weather.clockJumps && chance.is(0.2)) {
			for (const node of world.nodes) {
				node.skew = world.manners.instant(chance.between(-3e5, 3e5));
			}
		}
		if (chance.is(0.04) || endedTwice(stations)) lookAtOrder(world, stations);
	});
	scheduler.runUntil(20_000 + Math.min(dayMs, atMostMs));

	heal(world, lines);
	clearUp(world, organiser, officers, stations);
	world.stationsAtTheEnd = stations.flatMap(({ state }) => (state ? [state] : []));
	checks.atTheEnd(world.nodes, world.database, stations, {
		calm: weather.calm,
		stock: world.manners.stock
	});
}

/** Whether two stations have yet to tell that they ended the same thing. */
function endedTwice(stations: SimStation[]): boolean {
	const seen = new Set<string>();
	for (const { state } of stations) {
		for (const { deed } of state?.outbox ?? []) {
			if (deed.kind !== 'ended') continue;
			const key = `${deed.ticketId}/${deed.serviceId}`;
			if (seen.has(key)) return true;
			seen.add(key);
		}
	}
	return false;
}

/** What stations have to tell at this moment, admitted in several orders. */
function lookAtOrder(world: World, stations: SimStation[]): void {
	const node = world.upNode();
	if (!node) return;
	const waiting = stations.flatMap(({ state }) => {
		if (!state || state.outbox.length === 0) return [];
		const heard = world.database.lastSeq(state.id, state.epoch);
		const fresh = state.outbox.filter((operation) => operation.seq > heard).slice(0, 6);
		return fresh.length > 0 ? [fresh] : [];
	});
	if (waiting.length > 1) world.checks.arriving(node, waiting);
}

function heal(world: World, lines: { cut: boolean }[]): void {
	world.healed = true;
	for (const line of lines) line.cut = false;
	for (const node of world.nodes) {
		node.down = false;
		node.skew = 0;
	}
	world.scheduler.runUntil(world.scheduler.now + 60_000);
	for (const node of world.nodes) node.down = false;
}

/** Stations finish what they have at their seats and tell it; then the hall serves whoever is left. */
function clearUp(
	world: World,
	organiser: Organiser,
	officers: Officer[],
	stations: SimStation[]
): void {
	const { scheduler, checks } = world;
	const settle = () => scheduler.runUntil(scheduler.now + 15_000);
	const booths = new Set(officers.map((officer) => officer.boothId));
	for (let round = 0; round < 40; round++) {
		for (const station of stations) {
			if (station.state && !station.idle) station.act();
			station.sync();
		}
		settle();
		if (stations.every((station) => station.everythingTold && station.idle)) break;
	}
	// Whoever sat at a station whose store was lost is sent on by a person of the hall.
	const everywhere = [
		...officers,
		...world.catalogue.booths
			.filter(({ id }) => !booths.has(id))
			.map(({ id }) => new Officer(world, id))
	];
	for (let round = 0; round < LAST_ROUNDS; round++) {
		organiser.act();
		for (const officer of everywhere) officer.act();
		settle();
		const left = [...checks.floor.tickets.values()].filter((t) => stillHere(checks.floor, t));
		if (left.length === 0) return;
	}
	const left = [...checks.floor.tickets.values()].filter((t) => stillHere(checks.floor, t));
	throw new Violation('I10', `${left.length} are still here, first ${JSON.stringify(left[0])}`);
}

/** FNV-1a over the text. */
function hash(text: string): number {
	let h = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
	return h;
}

/** The shortest day with the fewest kinds of faults on which a seed still violates the same invariant. */
export function shrink(seed: number, invariant: string): { less: Less; result: SeedResult } {
	let less: Less = { dayMs: DAY_MS, without: [] };
	let result = runSeed(seed);
	const tryLess = (tried: Less): boolean => {
		const again = runSeed(seed, false, tried);
		if (again.violation?.invariant !== invariant) return false;
		[less, result] = [tried, again];
		return true;
	};
	for (const fault of ['clockJumps', 'wipe', 'crash', 'twice', 'loss', 'wrong', 'cut'] as const) {
		tryLess({ ...less, without: [...less.without, fault] });
	}
	let [short, long] = [0, less.dayMs];
	while (long - short > 1_000) {
		const middle = (short + long) / 2;
		if (tryLess({ ...less, dayMs: middle })) long = middle;
		else short = middle;
	}
	return { less, result };
}
