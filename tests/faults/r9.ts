import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { startPrograms, type Programs } from '../bench/programs.ts';
import { StationClock } from '#lib/station/app/station-clock.ts';
import type { Parcel } from '#lib/core/station/contact.ts';
import { openFaultHall } from './fault-hall.ts';
import { WireStation } from './wire-station.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEARS = 10 * 365 * 24 * HOUR;
const DAY_BACK = 2 * HOUR;

/** What happens to a device's clocks between two of its presses. */
interface ClockFault {
	name: string;
	/** The wall clock is off by this from the start. */
	wallOff: number;
	/** It is set by this while the program runs, after the third press. */
	jump: number;
	/** The device sleeps for this long after the third press: time passes, its monotonic clock does not count it. */
	sleep: number;
}

const FAULTS: ClockFault[] = [-YEARS, -HOUR, 0, HOUR, YEARS].flatMap((wallOff) =>
	[
		{ jump: 0, sleep: 0 },
		{ jump: HOUR, sleep: 0 },
		{ jump: -HOUR, sleep: 0 },
		{ jump: YEARS, sleep: 0 },
		{ jump: -YEARS, sleep: 0 },
		{ jump: 0, sleep: 30 * MINUTE },
		{ jump: 0, sleep: 5 * MINUTE },
		{ jump: 7 * MINUTE, sleep: 0 }
	].map((fault) => ({
		...fault,
		wallOff,
		name: `wall ${wallOff / HOUR} h off, set by ${fault.jump / MINUTE} min, asleep ${fault.sleep / MINUTE} min`
	}))
);

const TICKETS = 6;
const BETWEEN = 10 * MINUTE;

/** What happens to the program's own clock while the stations are alone: where it stands before, and after. */
const SERVER_CLOCKS = [
	{ name: "the program's clock right", before: 0, after: 0 },
	{ name: "the program's clock set back an hour meanwhile", before: 0, after: -HOUR },
	{ name: "the program's clock, an hour behind, set right meanwhile", before: -HOUR, after: 0 }
];
/** The program looks at its clock's file ten times a second. */
const LOOKED_MS = 250;

/**
 * R9: forty stations whose clocks are wrong, set or stopped while they are cut off for an hour, with the program's own clock
 * right and wrong. Nothing may be refused or change its order inside a station; after the contact every ticket is dated
 * at most 2 s off, but for presses before a clock was set by hand: no clock of the device tells those from a sleep, and
 * they are held to lie within the hour. So are all of them when the program's own clock was set.
 */
export async function faultClocks(): Promise<boolean> {
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-r9-'));
	const file = join(folder, 'clock');
	const setServer = async (off: number) => {
		writeFileSync(file, String(off));
		await sleep(LOOKED_MS);
	};
	writeFileSync(file, '0');
	const script = pathToFileURL(join(import.meta.dirname, 'shifted-clock.mjs')).href;
	const programs = await startPrograms(1, { NODE_OPTIONS: `--import ${script}`, CLOCK_FILE: file });
	try {
		const { sql } = programs;
		const hall = await openFaultHall(sql, { gates: 8, booths: 1 });
		let good = true;
		for (const clocks of SERVER_CLOCKS) {
			good = (await run(programs, hall, clocks, setServer)) && good;
		}
		return good;
	} finally {
		await programs.end();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function run(
	{ programs, sql }: Programs,
	{ fieldEventId, places }: Awaited<ReturnType<typeof openFaultHall>>,
	{ name, before, after }: (typeof SERVER_CLOCKS)[number],
	setServer: (off: number) => Promise<void>
): Promise<boolean> {
	let [refused, disordered, outside, worst, exact] = [0, 0, 0, 0, 0];
	for (const [i, fault] of FAULTS.entries()) {
		await setServer(before);
		const place = places[i % places.length]!;
		const station = new WireStation(programs[0]!.url, fieldEventId);
		await station.enrol(sql, place);
		const numbers = [{ operationId: randomUUID(), day: 1, next: 1, size: 500 }];
		const granted = await station.tell(station.contact([], 0, { numbers }));
		const grant = granted?.grants[0];
		if (!granted || !grant) throw new Error('no numbers');
		// The hour that the station was alone is in the past: it need not be waited for.
		const from = granted.at - DAY_BACK;
		await sql`update station_epoch set whole_at = ${from}, contact_at = ${from}
			where field_event_id = ${fieldEventId} and station = ${station.station} and epoch = ${station.epoch}`;
		const { parcels, truth, mono, boot, wall } = alone(station, place, fault, from, grant.from);
		station.boot = boot;
		// The device's own now is the program's now: what it was alone for ends at this contact.
		station.mono = mono + (granted.at - from - truth.at(-1)! + from);
		await setServer(after);
		const answer = await station.tell(station.contact(parcels, TICKETS, { wall }));
		const verdicts = answer?.acknowledgements.filter(({ verdict }) => verdict === 'applied').length;
		refused += TICKETS - (verdicts ?? 0);
		const arrival = answer?.at ?? 0;
		// A citizen's place follows from when the ticket fell due, not from when the hall heard of it.
		const rows = await sql<{ dueAt: number }[]>`
			select u.due_at as "dueAt" from ticket t join turn u
				on u.field_event_id = t.field_event_id and u.ticket_id = t.id and u.step_no = 0 and u.no = 0
			where t.field_event_id = ${fieldEventId} and t.prefix = ${place.prefix}
				and t.number between ${grant.from} and ${grant.from + TICKETS - 1} order by t.number`;
		if (rows.length !== TICKETS) refused++;
		rows.forEach(({ dueAt }, n) => {
			if (n > 0 && dueAt < rows[n - 1]!.dueAt) disordered++;
			if (dueAt < Math.min(from, arrival) || dueAt > arrival) outside++;
			const isBeforeSetting = fault.jump !== 0 && n < 3;
			if (isBeforeSetting || before !== after) return;
			exact++;
			worst = Math.max(worst, Math.abs(dueAt - truth[n]!));
		});
	}
	console.log(
		`${name}: ${FAULTS.length} clock faults, ${FAULTS.length * TICKETS} tickets: ${refused} refused, ${disordered} out of order inside a station, ` +
			`${outside} outside of [last contact, arrival]; ${exact} dated at most ${worst} ms off`
	);
	return refused === 0 && disordered === 0 && outside === 0 && worst <= 2_000;
}

/** An hour alone, by the clock that stations have, with this device's clocks under it. */
function alone(
	station: WireStation,
	place: { gateId: string; prefix: string },
	fault: ClockFault,
	from: number,
	first: number
) {
	const real = { now: Date.now, mono: performance.now.bind(performance) };
	let [time, mono, off] = [from, 5_000, fault.wallOff];
	Date.now = () => time + off;
	performance.now = () => mono;
	try {
		const clock = new StationClock({ at: from, speed: 1, wall: Date.now() }, from);
		const pass = (ms: number) => {
			time += ms;
			mono += ms;
		};
		const parcels: Parcel[] = [];
		const truth: number[] = [];
		for (let n = 0; n < TICKETS; n++) {
			if (n === 3) {
				time += fault.sleep;
				off += fault.jump;
				clock.slept();
			}
			pass(BETWEEN);
			clock.slept();
			const operationId = randomUUID();
			const { epoch, station: id } = station;
			const deed = {
				kind: 'issued',
				ticketId: randomUUID(),
				gateId: place.gateId,
				day: 1,
				prefix: place.prefix,
				number: first + n,
				maker: `${id}:${epoch}`,
				provisional: false,
				lane: 'regular',
				party: 1,
				services: [{ serviceId: 'activation', people: 1 }]
			};
			const seq = n + 1;
			const body = { operationId, station: id, epoch, seq, at: clock.pressAt(), by: 'x', deed };
			parcels.push({ seq, operationId, boot: clock.boot, mono, body });
			truth.push(time);
		}
		return { parcels, truth, mono, boot: clock.boot, wall: Date.now() };
	} finally {
		Date.now = real.now;
		performance.now = real.mono;
	}
}
