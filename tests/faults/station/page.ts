import type { Operation } from '#lib/core/operation.ts';
import type { StationPack } from '#lib/core/station/contact.ts';
import { newStation } from '#lib/core/station/station.ts';
import { isRefusal } from '#lib/core/verbs/context.ts';
import { enrolHere, openStation } from '#lib/station/app/open-station.ts';
import type { StationApp } from '#lib/station/app/station-app.svelte.ts';
import { makeKey } from '#lib/station/app/station-key.ts';
import { openStore } from '#lib/station/app/station-store.ts';

/** What a fault test finds on its page: the station as the product builds it, and a hand that presses fast. */

declare global {
	interface Window {
		rig: typeof rig;
		/** Each acknowledgement, as soon as a screen would show it. */
		acked: (seq: number, operationId: string, number: number, ms: number) => void;
	}
}

const LAST_NUMBER = 99_999;

/** One line of what the store holds. */
export type Kept = [seq: number, operationId: string, number: number];

let app: StationApp | null = null;

async function opened(): Promise<StationApp> {
	const opening = await openStation('rig');
	if (opening.kind !== 'ready') throw new Error(`no station: ${JSON.stringify(opening)}`);
	return (app = opening.app);
}

function numberOf({ deed }: Operation): number {
	return deed.kind === 'issued' ? deed.number : 0;
}

const rig = {
	openStation,
	enrolHere,
	get app(): StationApp {
		return app!;
	},

	/** Writes what an enrolment as a gate and its first grant leave in the store, for tests that need no hall. */
	async becomeGate(pack: StationPack): Promise<void> {
		const key = await makeKey();
		const store = await openStore();
		const place = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
		const { outbox: _outbox, ...state } = newStation('gate-g1', 1, place, 1, 0);
		state.numbers = [{ day: 1, next: 1, ceiling: LAST_NUMBER }];
		const at = Date.now();
		const id = `${pack.fieldEventId}/gate-g1/1`;
		await store.enrol(
			{ ...key!, id, fieldEventId: pack.fieldEventId, station: 'gate-g1', epoch: 1, place },
			{ epochId: id, state, lastAt: at, by: 'gate-g1', closed: null },
			{ anchor: { at, speed: 1, wall: at }, pack, waiting: [], heardAt: null }
		);
		store.close();
	},

	/** Opens the station and gives numbers one after the other, without end or as many as asked for. */
	async give(count = Infinity): Promise<void> {
		const station = app ?? (await opened());
		for (let given = 0; given < count; given++) {
			const began = performance.now();
			const services = [{ serviceId: 'level-2', people: 1 }];
			const done = await station.give({ lane: 'regular', party: 1, services });
			if (isRefusal(done)) throw new Error(`refused: ${done.refused}`);
			const ms = performance.now() - began;
			window.acked(done.seq, done.operationId, numberOf(done), ms);
		}
	},

	/** What lies in the store, and what comes next. */
	async kept(): Promise<{ kept: Kept[]; nextSeq: number; nextNumber: number }> {
		const store = await openStore();
		const held = (await store.held())!;
		const all = await store.after(held.epochId, 0);
		store.close();
		return {
			kept: all.map(({ seq, operation }) => [seq, operation.operationId, numberOf(operation)]),
			nextSeq: held.state.nextSeq,
			nextNumber: held.state.numbers[0]?.next ?? 0
		};
	},

	opened
};

window.rig = rig;
