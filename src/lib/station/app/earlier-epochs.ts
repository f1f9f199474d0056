import { CONTACT_VERSION, FIRST_CONTACT_OPERATIONS } from '#lib/core/station/contact.ts';
import { parcelOf } from './contact-of.ts';
import { contact } from './send-contact.ts';
import { deviceFacts } from './device.ts';
import type { StationStore, StoredEpoch } from './station-store.ts';

const PATIENCE_MS = 20_000;

/**
 * What this device did in earlier enrolments and has not told: a station that was enrolled anew still owes it to the
 * hall. It goes with the earlier key, under the earlier epoch.
 */
export class EarlierEpochs {
	private constructor(
		private readonly store: StationStore,
		private owing: StoredEpoch[]
	) {}

	static async read(store: StationStore, current: string): Promise<EarlierEpochs> {
		const owing: StoredEpoch[] = [];
		for (const epoch of await store.epochs()) {
			if (epoch.id !== current && (await store.open(epoch.id)).length > 0) owing.push(epoch);
		}
		return new EarlierEpochs(store, owing);
	}

	/** Sends one part of what is owed, if anything is, to the server's address. */
	async tell(origin: string): Promise<void> {
		const [epoch] = this.owing;
		if (!epoch) return;
		const open = await this.store.open(epoch.id);
		const last = open.at(-1);
		if (!last) {
			this.owing = this.owing.slice(1);
			return;
		}
		const device = await deviceFacts('');
		const contacted = await contact(
			origin,
			epoch,
			{
				version: CONTACT_VERSION,
				epoch: epoch.epoch,
				written: last.seq,
				boot: '',
				mono: 0,
				wall: Date.now(),
				parcels: open.slice(0, FIRST_CONTACT_OPERATIONS).map(parcelOf),
				numbers: [],
				leases: null,
				pack: '',
				device: { ...device, unsent: open.length, oldest: open[0]?.operation.at ?? null }
			},
			{ patienceMs: PATIENCE_MS, plain: true }
		);
		if (!contacted.ok) {
			// Another one may be luckier; this one's turn comes again.
			this.owing = [...this.owing.slice(1), epoch];
			return;
		}
		const answered = new Map(
			contacted.answer.acknowledgements.map((one) => [one.operationId, one])
		);
		const heard = open.flatMap(({ open: _open, ...stored }) => {
			const acknowledgement = answered.get(stored.operation.operationId);
			return acknowledgement ? [{ ...stored, acknowledgement }] : [];
		});
		await this.store.hear(null, {}, heard);
	}
}
