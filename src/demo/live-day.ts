import type { Snapshot } from '#lib/core/protocol.ts';
import type { DemoDay, DemoPerson } from '#lib/server/demo/start-demo-day.ts';
import { BoothDesk } from './booth-desk.ts';
import { citizensOf } from './citizen.ts';
import { GateLine, workGate } from './gate-desk.ts';
import { HallClock } from './hall-clock.ts';
import { HallHttp, type Staff } from './hall-http.ts';
import { Hall } from './hall.ts';
import { liveMidday, liveOutage } from './lead-desk.ts';
import { StationGate } from './station-gate.ts';
import { DAY, PLAN } from './tuy-hoa.ts';

const HOUR_MS = 3_600_000;
/** How often the program is told what time it is in the hall, real ms. */
const TELL_MS = 500;
/** Behind the pace by more than this (hall ms), the pace waits for the people. */
const TOO_FAR_BEHIND_MS = 5_000;
/** While the hall rests at midday, time goes ten times as fast. */
const MIDDAY_HASTE = 10;

export interface DayOptions {
	url: string;
	/** Hall seconds a second, or as fast as the program answers. */
	speed: number | 'max';
	seed: number;
	/** Told once the hall is open. */
	opened: (day: DemoDay) => void;
	/** Told every hall hour. */
	hourly: (at: number, totals: Snapshot<'totals'>, waiting: number) => void;
}

export interface LivedDay {
	day: DemoDay;
	totals: Snapshot<'totals'>;
	endedAt: number;
	requests: number;
	ms: number;
	/** What was refused, by wish and code. */
	refused: Record<string, number>;
	/** Numbers that gates gave while the program was out of their reach. */
	givenAlone: number;
}

/** Lives the whole day from the first officer to the last citizen. */
export async function liveDay(options: DayOptions): Promise<LivedDay> {
	const { seed, speed } = options;
	const began = performance.now();
	const http = new HallHttp(options.url);
	const day = await http.post<DemoDay>('/api/demo/start', PLAN);
	const { fieldEventId } = day;
	const signIn = async (people: Record<string, DemoPerson>) =>
		new Map(
			await Promise.all(
				Object.entries(people).map(async ([id, person]) => [id, await http.signIn(person)] as const)
			)
		);
	const [officers, gates, lead] = await Promise.all([
		signIn(day.officers),
		signIn(day.gates),
		http.signIn(day.supervisor)
	]);
	const stations = new Map(
		await Promise.all(
			Object.entries(day.stations).map(
				async ([id, code]) => [id, await StationGate.enrol(http, code)] as const
			)
		)
	);
	const clock = new HallClock(DAY.from);
	const hall = new Hall(http, clock, fieldEventId, seed, DAY);
	options.opened(day);
	fillHall(hall, day, officers, gates, lead, stations);
	cutOff(clock, stations);

	const totals = () =>
		http.get<Snapshot<'totals'>>(`/api/floor/${fieldEventId}/snapshot?view=totals`);
	clock.lookOn(async (person) => {
		for (let at = Math.ceil(DAY.from / HOUR_MS) * HOUR_MS; ; at += HOUR_MS) {
			await person.until(at);
			options.hourly(at, await totals(), hall.waiting);
		}
	});
	if (speed !== 'max') {
		clock.lookOn(async (person) => {
			await person.until(DAY.lively);
			clock.setSpeed(speed);
			await person.until(DAY.midday.latest);
			clock.setSpeed(speed * MIDDAY_HASTE);
			await person.until(DAY.midday.to - 5 * 60_000);
			clock.setSpeed(speed);
		});
	}
	const stop = tellTime(http, clock);
	try {
		await clock.run();
	} finally {
		stop();
		for (const station of stations.values()) station.end();
	}
	await http.post('/api/demo/time', { at: Math.round(clock.now), speed: 1 });
	const lived = {
		day,
		totals: await totals(),
		endedAt: clock.now,
		requests: http.answered,
		ms: performance.now() - began,
		refused: hall.refused,
		givenAlone: [...stations.values()].reduce((sum, station) => sum + station.givenAlone, 0)
	};
	http.close();
	return lived;
}

/** Everybody who is in the hall on its day begins to live. */
export function fillHall(
	hall: Hall,
	day: DemoDay,
	officers: Map<string, Staff>,
	gates: Map<string, Staff>,
	lead: Staff,
	stations: ReadonlyMap<string, StationGate> = new Map()
): void {
	const citizens = citizensOf(hall.seed, hall.day);
	hall.stillToCome = citizens.length;
	const line = new GateLine(citizens);
	[...gates].forEach(([id, staff], i) =>
		hall.clock.live((person) =>
			workGate(hall, person, { id, staff, line, stream: i, station: stations.get(id) })
		)
	);
	const booths = day.catalogue.booths.filter(({ id }) => officers.has(id));
	booths.forEach((booth, i) => {
		const colleagues = booths
			.filter((other) => other !== booth && other.services.join() === booth.services.join())
			.map(({ id }) => id);
		new BoothDesk(hall, officers.get(booth.id)!, booth, colleagues, 100 + i).live();
	});
	const level2 = booths
		.filter(({ services }) => services.includes('level-2'))
		.map(({ id }) => ({ id, staff: officers.get(id)! }));
	hall.clock.live((person) => liveOutage(hall, person, lead, level2));
	hall.clock.live((person) => liveMidday(hall, person, lead));
}

/** For a quarter of an hour the program is out of reach of the gates that are stations. */
function cutOff(clock: HallClock, stations: ReadonlyMap<string, StationGate>): void {
	const span = DAY.cutOff;
	if (!span) return;
	const set = (cut: boolean) => stations.forEach((station) => station.setCutOff(cut));
	clock.live(async (person) => {
		await person.until(span.from);
		set(true);
		// Just before those who wait for it look again.
		await person.until(span.to - 1);
		set(false);
	});
}

/** Keeps the program's hall time with the people's, so that screens tick between two presses. */
function tellTime(http: HallHttp, clock: HallClock): () => void {
	let last = { hall: clock.now, real: performance.now(), speed: 0 };
	let telling: Promise<void> | null = null;
	const tell = async (): Promise<void> => {
		const real = performance.now();
		const behind = clock.behindMs;
		if (clock.pace !== null && behind > TOO_FAR_BEHIND_MS) clock.setSpeed(clock.pace);
		const steady = clock.pace !== null && clock.pace === last.speed && behind <= TOO_FAR_BEHIND_MS;
		if (steady) return;
		const at = clock.pace === null || behind > 0 ? clock.now : clock.paced();
		const speed = clock.pace ?? Math.max(1, (at - last.hall) / (real - last.real));
		last = { hall: at, real, speed };
		await http.post('/api/demo/time', { at: Math.round(at), speed: Math.round(speed) });
	};
	const timer = setInterval(() => {
		telling ??= tell()
			.catch(() => {})
			.finally(() => (telling = null));
	}, TELL_MS);
	return () => clearInterval(timer);
}
