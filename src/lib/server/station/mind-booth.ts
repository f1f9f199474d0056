import { randomUUID } from 'node:crypto';
import { pauseOfBooth } from '#lib/core/floor.ts';
import type { BoothStanding, Contact } from '#lib/core/station/contact.ts';
import { noticeOf } from '#lib/core/view/hall-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Desk } from './desk.ts';

/**
 * Has the booth as whoever works at its station says: it is open once somebody asks for tickets there, it rests with its
 * reason, it was left. What the rules refuse (somebody still sits there) is said again with the next contact.
 */
export async function mindBooth(
	desk: Desk,
	station: string,
	boothId: string,
	{ rest, leases }: Pick<Contact, 'rest' | 'leases'>
): Promise<void> {
	const floor = await desk.floor();
	const at = floor?.booths.get(boothId);
	if (!floor || !at) return;
	const press = (wish: Wish) =>
		desk.take({ operationId: randomUUID(), wish, by: station, at: desk.now() });
	const own = floor.pauses.find(
		(pause) => pause.until === null && pause.scope === 'booth' && pause.id === boothId
	);
	const reasonId = rest?.reasonId ?? null;
	if (rest !== undefined && reasonId === null && own) {
		await press({ kind: 'resume', scope: 'booth', id: boothId });
	}
	if (reasonId !== null && own?.reasonId !== reasonId) {
		await press({ kind: 'pause', scope: 'booth', id: boothId, reasonId });
	}
	const left = rest ? reasonId === null : leases?.want === 0;
	if (left && at.officers.includes(station)) await press({ kind: 'leave-booth', boothId });
	const works = leases !== null && leases.want > 0;
	if (works && !left && at.officers.length === 0) {
		await press({ kind: 'open-booth', boothId, takeOver: false });
	}
}

/** How the hall has the booth now; null when there is no such booth. */
export async function boothStanding(
	desk: Desk,
	station: string,
	boothId: string
): Promise<BoothStanding | null> {
	const floor = await desk.floor();
	const at = floor?.booths.get(boothId);
	if (!floor || !at) return null;
	const pause = pauseOfBooth(floor, at.booth);
	return {
		open: at.officers.includes(station),
		rests: floor.pauses.some(
			({ until, scope, id }) => until === null && scope === 'booth' && id === boothId
		),
		pause: pause && noticeOf(floor, pause)
	};
}
