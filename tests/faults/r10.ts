import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Deed } from '#lib/core/operation.ts';
import { CONTACT_OPERATIONS, type Parcel } from '#lib/core/station/contact.ts';
import { startPrograms, type Programs } from '../bench/programs.ts';
import { openFaultHall } from './fault-hall.ts';
import { WireStation } from './wire-station.ts';

type Made = (seq: number, station: WireStation) => { operationId?: string; body: unknown };

/** What nobody can read or apply, in every way that came to mind. */
function poisons(gateId: string, known: () => string): Made[] {
	const visitors = (more: object = {}) => ({
		kind: 'visitors-counted',
		gateId,
		day: 1,
		count: 1,
		...more
	});
	const whole = (
		seq: number,
		{ station, epoch }: WireStation,
		deed: unknown,
		more: object = {}
	) => {
		const operationId = randomUUID();
		const body = { operationId, station, epoch, seq, at: Date.now(), by: 'x', deed, ...more };
		return { operationId, body };
	};
	const raw = (body: unknown) => () => ({ body });
	const deed =
		(make: () => unknown, more: object = {}): Made =>
		(seq, station) =>
			whole(seq, station, make(), more);
	return [
		raw(null),
		raw('no operation'),
		raw(-1e308),
		raw([]),
		raw({ nul: 'a\u0000b' }),
		raw({ half: '\ud800' }),
		raw({ long: 'ă'.repeat(3_000) }),
		raw(JSON.parse('['.repeat(800) + ']'.repeat(800))),
		raw(JSON.parse('{"__proto__":{"kind":"issued"},"constructor":1}')),
		deed(() => visitors(), { by: 'a\u0000b' }),
		deed(() => visitors(), { by: '\udfff' }),
		deed(() => visitors(), { station: 'gate-elsewhere' }),
		deed(() => visitors(), { epoch: 9 }),
		deed(() => visitors(), { seq: 1e9 }),
		deed(() => visitors(), { at: '9' }),
		deed(() => visitors({ count: 9e15 })),
		deed(() => visitors({ count: -1 })),
		deed(() => visitors({ day: 40_000 })),
		deed(() => visitors({ gateId: 'nowhere' })),
		deed(() => visitors({ gateId: "'; drop table ticket; --" })),
		deed(() => ({ kind: 'of-next-year', tickets: [1, 2, 3] })),
		deed(() => ({
			kind: 'issued',
			ticketId: randomUUID(),
			gateId,
			day: 1,
			prefix: 'Z',
			number: 1,
			maker: 'nobody:1',
			provisional: false,
			lane: 'regular',
			party: 1,
			services: [{ serviceId: 'activation', people: 1 }]
		})),
		deed(() => ({
			kind: 'ended',
			ticketId: randomUUID(),
			serviceId: 'activation',
			step: 0,
			turn: 0,
			fence: 1,
			boothId: 'nowhere',
			results: [
				{ serviceId: 'activation', outcome: 'completed', level: 2, reasonId: null, count: 1 }
			]
		})),
		// The id of something that was heard and applied.
		(seq, station) => {
			const operationId = known();
			return { operationId, body: { ...whole(seq, station, visitors()).body, operationId } };
		}
	];
}

/**
 * R10: poison mixed into what a gate tells, half and half. All of it must be acknowledged as kept aside and be listed,
 * in the very contact that brought it, and everything else must be applied.
 */
export async function faultPoison(args: string[]): Promise<boolean> {
	const { values } = parseArgs({ args, options: { poison: { type: 'string', default: '1000' } } });
	const programs = await startPrograms(1);
	try {
		return await run(programs, Number(values.poison));
	} finally {
		await programs.end();
	}
}

async function run({ programs, sql }: Programs, poison: number): Promise<boolean> {
	const { fieldEventId, places } = await openFaultHall(sql, { gates: 1, booths: 1 });
	const station = new WireStation(programs[0]!.url, fieldEventId);
	const place = places[0]!;
	await station.enrol(sql, place);
	const applied: string[] = [];
	const kinds = poisons(place.gateId, () => applied[0]!);
	const isPoison = new Map<string, boolean>();
	const parcels: Parcel[] = [];
	for (let seq = 1; seq <= poison * 2; seq++) {
		const bad = seq % 2 === 0;
		const deed: Deed = { kind: 'visitors-counted', gateId: place.gateId, day: 1, count: 1 };
		const own = randomUUID();
		const { station: id, epoch } = station;
		const good = { operationId: own, station: id, epoch, seq, at: Date.now(), by: 'x', deed };
		const made = bad
			? kinds[(seq / 2) % kinds.length]!(seq, station)
			: { operationId: own, body: good };
		const operationId = made.operationId ?? randomUUID();
		if (!bad) applied.push(operationId);
		isPoison.set(`${seq}`, bad);
		parcels.push({ seq, operationId, boot: station.boot, mono: station.mono, body: made.body });
	}
	let [wrong, unanswered] = [0, 0];
	let left = parcels;
	while (left.length > 0) {
		const sent = left.slice(0, CONTACT_OPERATIONS);
		const answer = await station.tell(station.contact(left, parcels.length));
		const heard = answer?.heard ?? 0;
		unanswered += sent.filter(({ seq }) => seq > heard).length;
		sent.forEach(({ seq, operationId }) => {
			const verdicts = answer?.acknowledgements
				.filter((one) => one.operationId === operationId)
				.map(({ verdict }) => verdict);
			if (!verdicts?.includes(isPoison.get(`${seq}`) ? 'quarantined' : 'applied')) wrong++;
		});
		if (heard < sent[sent.length - 1]!.seq) break;
		left = parcels.slice(heard);
	}
	const [row] = await sql<{ listed: number; counted: number }[]>`
		select (select count(*)::int from quarantine where field_event_id = ${fieldEventId} and seq is not null and settled is null) as listed,
			(select coalesce(sum(count), 0)::int from visitors where field_event_id = ${fieldEventId}) as counted`;
	const { listed, counted } = row!;
	console.log(
		`${poison} poisoned among ${parcels.length} operations in ${station.contacts} contacts, the longest ${Math.round(station.longest)} ms; ` +
			`${listed} listed, ${counted} of ${poison} others applied, ${wrong} with a wrong answer, ${unanswered} that had to wait for another contact`
	);
	return listed === poison && counted === poison && wrong === 0 && unanswered === 0;
}
