import type { Operation } from '#lib/core/operation.ts';
import type { StationPack } from '#lib/core/station/contact.ts';
import { newStation } from '#lib/core/station/station.ts';
import { enrolHere, openStation } from '#lib/station/app/open-station.ts';
import type { StationApp } from '#lib/station/app/station-app.svelte.ts';
import { makeKey } from '#lib/station/app/station-key.ts';
import { openStore } from '#lib/station/app/station-store.ts';
import { Worker, type Pressed } from './worker.ts';

/** What a fault test finds on its page: the station as the product builds it, and a hand that presses fast. */

declare global {
	interface Window {
		rig: typeof rig;
		/** Each acknowledgement, as soon as a screen would show it. */
		acked: (operations: Kept[]) => void;
		/** Milliseconds of an acknowledgement. */
		took: (ms: number) => void;
		/** The link of each number given. */
		slip: (link: string) => void;
	}
}

const LAST_NUMBER = 99_999;

/** One line of what the store holds; the number is 0 where none was given. */
export type Kept = [seq: number, operationId: string, number: number];

let app: StationApp | null = null;
let worker: Worker | null = null;
/** Links that somebody brought to this booth. */
const slips: string[] = [];

function keptOf({ seq, operationId, deed }: Operation): Kept {
	return [seq, operationId, deed.kind === 'issued' && !deed.provisional ? deed.number : 0];
}

/** What a test wants to know of a station. */
function standing() {
	const { unsent, link, closed, viewer, storeTrouble, contactRefused } = app!;
	return {
		unsent,
		link,
		closed,
		viewer,
		storeTrouble,
		contactRefused,
		leases: app!.state.leases.length
	};
}

const rig = {
	standing,
	slips,
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

	/** Becomes the station that a code stands for; what kept it from that, or nothing. */
	async enrol(code: string): Promise<string | null> {
		const opening = await enrolHere(code, 'rig');
		if (opening.kind !== 'ready') return JSON.stringify(opening);
		app = opening.app;
		return null;
	},

	/** Opens the station; what kept it from that, or nothing. */
	async open(): Promise<string | null> {
		const opening = await openStation('rig');
		if (opening.kind !== 'ready') return JSON.stringify(opening);
		app = opening.app;
		return null;
	},

	/** Begins to work, at every seat or as a gate; ends with `stop`, or when as much is done. */
	async work(everyMs: number, most = 1e9): Promise<Pressed> {
		worker = new Worker(app!, (operations, slip) => {
			if (operations.length > 0) window.acked(operations.map(keptOf));
			if (slip) window.slip(slip);
		});
		const { place, seats } = app!.state;
		if (place.kind === 'gate') await worker.gate(most, everyMs);
		else await Promise.all(seats.map((_, i) => worker!.booth(i + 1, slips, everyMs, most)));
		return worker.pressed;
	},

	stop(): void {
		worker?.stop();
	},

	/** Gives so many numbers if this tab may; how many it gave, and what the first refusal was. */
	async tryToGive(count: number): Promise<{ given: number; refused: string | null }> {
		const services = [{ serviceId: app!.pack.catalogue.services[0]!.id, people: 1 }];
		for (let given = 0; given < count; given++) {
			const done = await app!.give({ lane: 'regular', party: 1, services });
			if ('refused' in done) return { given, refused: done.refused };
			window.acked([keptOf(done)]);
		}
		return { given: count, refused: null };
	},

	/** Counts visitors, so many times. */
	async count(times: number): Promise<void> {
		for (let done = 0; done < times; done++) {
			const counted = await app!.countVisitors(1);
			if ('refused' in counted) throw new Error(`refused: ${counted.refused}`);
			window.acked([keptOf(counted)]);
		}
	},

	/** What lies in the store, and what comes next. */
	async kept(): Promise<{ kept: Kept[]; nextSeq: number; nextNumber: number }> {
		const store = await openStore();
		const held = (await store.held())!;
		const all = await store.after(held.epochId, 0);
		store.close();
		return {
			kept: all.map(({ operation }) => keptOf(operation)),
			nextSeq: held.state.nextSeq,
			nextNumber: held.state.numbers[0]?.next ?? 0
		};
	},

	/** Gives numbers one after the other without end, and says of each how long it took. */
	async give(): Promise<void> {
		const services = [{ serviceId: 'level-2', people: 1 }];
		for (;;) {
			const began = performance.now();
			const done = await app!.give({ lane: 'regular', party: 1, services });
			if ('refused' in done) throw new Error(`refused: ${done.refused}`);
			window.took(performance.now() - began);
			window.acked([keptOf(done)]);
		}
	}
};

window.rig = rig;
