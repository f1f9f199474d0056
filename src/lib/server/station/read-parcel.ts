import * as v from 'valibot';
import { operationSchema, type Operation } from '#lib/core/operation.ts';
import type { Contact, Parcel } from '#lib/core/station/contact.ts';
import { inPressOrder } from '#lib/core/station/press-order.ts';
import type { Delivery } from '../floor/deliveries.ts';
import { isStorable } from '../floor/storable.ts';

/** The greatest whole number that a column of the hall's rows takes. */
const MOST = 2_147_483_647;
/** The greatest day that one takes. */
const LAST_DAY = 32_767;

/** When a contact came, in hall ms, and what was known of its station before. */
export interface Arrival {
	at: number;
	/** The contact after which nothing that it had written was unheard: whatever comes now is younger. */
	lastContact: number;
	/** Hall ms in a real one. */
	speed: number;
}

/** The operations of one contact, in their order, as the clerk takes them: dated so that none lies after the next one. */
export function readParcels(
	parcels: readonly Parcel[],
	contact: Pick<Contact, 'epoch' | 'boot' | 'mono'>,
	station: string,
	arrival: Arrival
): Delivery[] {
	const read = parcels.map((parcel) => readParcel(parcel, contact, station, arrival));
	const times = inPressOrder(
		read.map(({ operation }) => ('unreadable' in operation ? null : operation.at))
	);
	return read.map((delivery, i) => {
		const { operation } = delivery;
		if ('unreadable' in operation) return delivery;
		return { ...delivery, operation: { ...operation, at: times[i] ?? operation.at } };
	});
}

/**
 * An operation as the clerk takes it. What cannot be read is delivered as well, so that it is kept aside in its place.
 * Its time is the arrival less what the device's own clock says has passed since the press; where the device has started
 * anew meanwhile, what it wrote itself. The clerk clamps both, and no time is a reason to refuse.
 */
function readParcel(
	parcel: Parcel,
	contact: Pick<Contact, 'epoch' | 'boot' | 'mono'>,
	station: string,
	arrival: Arrival
): Delivery {
	const { seq, operationId, body, boot, mono } = parcel;
	const delivery = {
		station,
		epoch: contact.epoch,
		seq,
		operationId,
		body,
		at: arrival.at,
		lastContact: Math.min(arrival.lastContact, arrival.at)
	};
	const read = v.safeParse(operationSchema, body);
	if (!read.success) return { ...delivery, operation: { unreadable: 'unreadable' } };
	const said = read.output;
	if (!isOwn(said, delivery)) return { ...delivery, operation: { unreadable: 'not-its-own' } };
	if (!fits(said)) return { ...delivery, operation: { unreadable: 'unreadable' } };
	const at = boot === contact.boot ? arrival.at - (contact.mono - mono) * arrival.speed : said.at;
	return { ...delivery, operation: { ...said, at: Math.round(at) } };
}

function isOwn(
	{ station, epoch, seq, operationId }: Operation,
	delivery: Pick<Delivery, 'station' | 'epoch' | 'seq' | 'operationId'>
): boolean {
	return (
		station === delivery.station &&
		epoch === delivery.epoch &&
		seq === delivery.seq &&
		operationId === delivery.operationId
	);
}

/** Whether rows can hold every text and number of it. */
function fits({ deed, by }: Operation): boolean {
	if ('day' in deed && deed.day > LAST_DAY) return false;
	return isStorable([deed, by]) && numbersOf(deed).every((number) => number <= MOST);
}

function numbersOf(value: unknown): number[] {
	if (typeof value === 'number') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(numbersOf);
}
