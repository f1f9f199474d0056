import type { Sql } from 'postgres';
import * as v from 'valibot';
import type { Acknowledgement } from '#lib/core/answer.ts';
import { holderOf, type Verdict } from '#lib/core/operation.ts';
import {
	CONTACT_VERSION,
	contactSchema,
	type BoothStanding,
	type Contact,
	type ContactAnswer
} from '#lib/core/station/contact.ts';
import { hasForgotten } from '#lib/core/station/delivery.ts';
import type { Desk } from './desk.ts';
import { findStation, type KnownStation } from './known-station.ts';
import { boothStanding, mindBooth } from './mind-booth.ts';
import { grantNumbers } from './numbers.ts';
import { isOwnRun } from './own-run.ts';
import { packOf } from './pack.ts';
import { readParcels } from './read-parcel.ts';
import { isSignedBy } from './signature.ts';
import { waitingLists } from './waiting.ts';

/** One request, as it came. */
export interface SignedRequest {
	fieldEventId: number;
	station: string;
	pathname: string;
	body: Uint8Array;
	signature: string;
}

export interface ContactReply {
	status: number;
	answer:
		| ContactAnswer
		| {
				refused:
					'unreadable' | 'unknown-station' | 'bad-signature' | 'server-too-old' | 'try-again';
		  };
}

/** How long tickets are lent to a booth, and to how many more than its seats at most; real ms. */
const LEASE_MS = 180_000;
const MOST_LEASES = 20;

/** What needs no word beyond its having arrived. */
const PLAIN: ReadonlySet<Verdict> = new Set<Verdict>(['applied', 'already']);

/**
 * Takes what a station tells and answers what it needs. Every part of it may come twice; what it did is admitted whether
 * its epoch is open or not, numbers and tickets go to the open one alone.
 * @param deskFor the desk of a field event; asked for only once the key has proved who it is
 */
export async function takeContact(
	sql: Sql,
	request: SignedRequest,
	deskFor: (fieldEventId: number) => Promise<Desk>
): Promise<ContactReply> {
	const json = parsed(request.body);
	const version = (json as { version?: unknown } | null)?.version;
	if (typeof version === 'number' && version > CONTACT_VERSION)
		return refused(409, 'server-too-old');
	const read = v.safeParse(contactSchema, json);
	if (!read.success) return refused(400, 'unreadable');
	const contact = read.output;
	const { fieldEventId, station } = request;
	const known = await findStation(sql, fieldEventId, station, contact.epoch);
	if (!known) return refused(401, 'unknown-station');
	const { pathname, body, signature } = request;
	if (!isSignedBy(known.publicKey, pathname, body, signature)) return refused(401, 'bad-signature');
	const desk = await deskFor(fieldEventId);
	const at = desk.now();
	const acknowledgements = await admitAll(desk, known, contact, at);
	if (!acknowledgements) return refused(503, 'try-again');
	const heard = await noteContact(desk, known, contact, at);
	const isOwn = await isOwnRun(desk, known, contact);
	const closed = closedBy(known, contact, heard, acknowledgements) ?? (isOwn ? null : 'forgotten');
	const given = closed
		? { grants: [], numbersRefused: null }
		: await grantNumbers(desk, known, contact.numbers);
	const minded = closed ? {} : await mind(desk, known, contact, heard);
	const leases = closed ? null : await lend(desk, known, contact, heard);
	return {
		status: 200,
		answer: await told(desk, known, contact, {
			...{ ...inBrief(contact, acknowledgements), heard, closed, ...given, leases },
			minded
		})
	};
}

const refused = (
	status: number,
	why: Extract<ContactReply['answer'], { refused: string }>['refused']
): ContactReply => ({ status, answer: { refused: why } });

function parsed(body: Uint8Array): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
	} catch {
		return null;
	}
}

/** Acknowledgements of what was heard; null when PostgreSQL stayed away, and all of it must come again. */
async function admitAll(
	desk: Desk,
	known: KnownStation,
	contact: Contact,
	at: number
): Promise<Acknowledgement[] | null> {
	const arrival = { at, lastContact: known.wholeAt, speed: desk.speed };
	const parcels = [...contact.parcels].sort((a, b) => a.seq - b.seq);
	const answers = await Promise.all(
		readParcels(parcels, contact, known.station, arrival).map((delivery) => desk.admit(delivery))
	);
	const heard = answers.filter((answer) => answer !== null);
	const due = parcels.some(({ seq }) => seq === known.lastSeq + 1);
	return heard.length === 0 && due ? null : heard;
}

/** What was simply applied by its sequence numbers alone, where the station understands that. */
function inBrief(
	{ brief, parcels }: Contact,
	acknowledgements: Acknowledgement[]
): Pick<ContactAnswer, 'acknowledgements' | 'applied'> {
	if (!brief) return { acknowledgements };
	const seqOf = new Map(parcels.map(({ operationId, seq }) => [operationId, seq]));
	const applied: [number, number][] = [];
	const others = acknowledgements.filter(({ operationId, verdict, why }) => {
		const seq = seqOf.get(operationId);
		if (seq === undefined || why !== '' || !PLAIN.has(verdict)) return true;
		const last = applied.at(-1);
		if (last?.[1] === seq - 1) last[1] = seq;
		else applied.push([seq, seq]);
		return false;
	});
	return { acknowledgements: others, applied };
}

/** Writes what the device says of itself; gives the last number heard of the epoch without a gap. */
async function noteContact(
	{ sql, fieldEventId }: Desk,
	{ station, epoch }: KnownStation,
	{ written, device }: Contact,
	at: number
): Promise<number> {
	const [row] = await sql<{ heard: number }[]>`
		with heard as (
			select coalesce((select last_seq from station_heard
				where field_event_id = ${fieldEventId} and station = ${station} and epoch = ${epoch}), 0) as last_seq)
		update station_epoch set contact_at = greatest(contact_at, ${at}),
			whole_at = case when last_seq >= ${written} then greatest(whole_at, ${at}) else whole_at end,
			unsent = ${device.unsent}, oldest = ${device.oldest === null ? null : Math.round(device.oldest)},
			kept = ${device.kept}, battery = ${device.battery}, charging = ${device.charging}, build = ${device.build}
		from heard
		where field_event_id = ${fieldEventId} and station = ${station} and epoch = ${epoch}
		returning last_seq as heard`;
	return row?.heard ?? 0;
}

function closedBy(
	known: KnownStation,
	{ written }: Contact,
	heard: number,
	acknowledgements: readonly Acknowledgement[]
): ContactAnswer['closed'] {
	if (known.revoked) return 'revoked';
	if (known.currentEpoch !== known.epoch) return 'replaced';
	const forked = acknowledgements.some(({ why }) => why === 'forked');
	return forked || hasForgotten(written, heard) ? 'forgotten' : null;
}

/** Has its booth as the station says, once it has told everything that it did there; gives what was done. */
async function mind(
	desk: Desk,
	{ station, place }: KnownStation,
	{ leases, rest, written }: Contact,
	heard: number
): Promise<Partial<BoothStanding>> {
	const says = leases !== null || rest !== undefined;
	if (place.kind !== 'booth' || heard !== written || !says) return {};
	return mindBooth(desk, station, place.boothId, { rest, leases });
}

/** Only whoever has told everything that it did gets tickets: then the hall knows what became of the earlier ones. */
async function lend(
	desk: Desk,
	{ station, epoch, place }: KnownStation,
	{ leases, written }: Contact,
	heard: number
): Promise<ContactAnswer['leases']> {
	if (!leases || place.kind !== 'booth' || heard !== written) return null;
	const { operationId, askedAt } = leases;
	if (leases.want === 0) return { tickets: [], askedAt, leaseMs: LEASE_MS };
	const want = Math.min(leases.want, MOST_LEASES);
	const leaseMs = Math.round(LEASE_MS * desk.speed);
	const wish = { kind: 'ask-leases', station, epoch, want, leaseMs } as const;
	const by = holderOf(station, epoch);
	const answer = await desk.take({ operationId, wish, by, at: desk.now() });
	return answer.ok ? { tickets: answer.tickets, askedAt, leaseMs: LEASE_MS } : null;
}

async function told(
	desk: Desk,
	{ station, place }: KnownStation,
	contact: Contact,
	{
		minded,
		...rest
	}: Pick<
		ContactAnswer,
		'acknowledgements' | 'applied' | 'heard' | 'closed' | 'grants' | 'numbersRefused' | 'leases'
	> & { minded: Partial<BoothStanding> }
): Promise<ContactAnswer> {
	const { sql, fieldEventId, speed } = desk;
	const [pack, floor, booth, [row]] = await Promise.all([
		packOf(desk, station),
		desk.floor(),
		place.kind === 'booth' ? boothStanding(desk, station, place.boothId) : null,
		sql<{ status: string; day: number; clock: number }[]>`
			select status, day, clock from field_event join floor_clock on field_event_id = id where id = ${fieldEventId}`
	]);
	const at = desk.now();
	return {
		version: CONTACT_VERSION,
		fieldEventId,
		clock: row?.clock ?? 0,
		at,
		speed,
		...rest,
		day: Math.max(1, row?.day ?? 1),
		pack: pack && pack.mark !== contact.pack ? pack : null,
		waiting: floor ? waitingLists(floor, at) : [],
		booth: booth && { ...booth, ...minded },
		over: row?.status === 'closed'
	};
}
