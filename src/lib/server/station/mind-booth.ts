import { randomUUID } from 'node:crypto';
import { pauseOfBooth, type Floor, type Pause } from '#lib/core/floor.ts';
import type { BoothStanding, Contact } from '#lib/core/station/contact.ts';
import { noticeOf } from '#lib/core/view/hall-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Desk } from './desk.ts';

/**
 * Has the booth as whoever works at its station says: it is open once somebody works or asks for tickets there, it rests
 * with its reason, it was left. What the rules refuse (somebody still sits there) is said again with the next contact.
 * @returns what was just done, which the shown floor may not have yet
 */
export async function mindBooth(
	desk: Desk,
	station: string,
	boothId: string,
	{ rest, leases }: Pick<Contact, 'rest' | 'leases'>
): Promise<Partial<BoothStanding>> {
	const floor = await desk.floor();
	const at = floor?.booths.get(boothId);
	if (!floor || !at) return {};
	const press = async (wish: Wish, done: Partial<BoothStanding>) => {
		const operationId = randomUUID();
		const { ok } = await desk.take({ operationId, wish, by: station, at: desk.now() });
		return ok ? done : {};
	};
	const own = ownPause(floor, boothId);
	const reasonId = rest?.reasonId ?? null;
	const left = rest ? reasonId === null : leases?.want === 0;
	const works = rest === null || (leases !== null && leases.want > 0);
	const done: Partial<BoothStanding> = {};
	if (rest !== undefined && reasonId === null && own) {
		const resume = { kind: 'resume', scope: 'booth', id: boothId } as const;
		Object.assign(done, await press(resume, { rests: false, pause: null }));
	}
	if (reasonId !== null && own?.reasonId !== reasonId) {
		const pause = { kind: 'pause', scope: 'booth', id: boothId, reasonId } as const;
		Object.assign(done, await press(pause, { rests: true }));
	}
	if (left && at.officers.includes(station)) {
		const others = at.officers.length > 1;
		const leave = { kind: 'leave-booth', boothId } as const;
		Object.assign(done, await press(leave, { here: false, open: others }));
	}
	if (works && !left && at.officers.length === 0) {
		const open = { kind: 'open-booth', boothId, takeOver: false } as const;
		Object.assign(done, await press(open, { here: true, open: true }));
	}
	return done;
}

function ownPause(floor: Floor, boothId: string): Pause | undefined {
	return floor.pauses.find(
		({ until, scope, id }) => until === null && scope === 'booth' && id === boothId
	);
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
		open: at.officers.length > 0,
		here: at.officers.includes(station),
		rests: ownPause(floor, boothId) !== undefined,
		pause: pause && noticeOf(floor, pause)
	};
}
