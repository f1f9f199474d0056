/** The runs of the program that speak for one epoch. */
interface Runs {
	/** The one that began last, as far as this process knows. */
	newest: string;
	/** The one before it, with its monotonic clock at its last contact, ms. */
	before: { boot: string; mono: number } | null;
	newestMono: number;
	/** Contacts that the one before has made since the newest began. */
	returns: number;
	/** Runs that are not listened to any more. */
	refused: Set<string>;
}

/** One contact that comes late, or twice, says nothing; two with a clock that goes on come from a device that is alive. */
const ALIVE = 2;
/** Of more epochs than any hall has, those that were heard longest ago are forgotten. */
const MOST = 5_000;

/**
 * Notices when two devices speak as one: a store that was copied while both were in agreement with the hall. A device
 * that was started anew never speaks with its earlier run again; a run that does, twice, is another device that is alive.
 * Then the run that began later is refused, and the one that was there before goes on.
 *
 * The bound: from the first contact of the copy it takes two more contacts of the original, 4 s, and one of the copy, 2 s;
 * in that time, as long as neither has told of it, both can give the same number. As soon as one has, the other is
 * found out by its sequence, whichever server it reaches. Each process knows only what it heard itself.
 */
export class OneDevice {
	private readonly epochs = new Map<string, Runs>();

	/**
	 * Hears a contact of an epoch. False when the run that sent it is not to give or call anything any more.
	 * @param boot of the contact; empty where the sender does not tell
	 */
	hears(epoch: string, boot: string, mono: number): boolean {
		if (boot === '') return true;
		const runs = this.epochs.get(epoch);
		// Put last: the first in the map is the one heard longest ago.
		this.epochs.delete(epoch);
		this.epochs.set(
			epoch,
			runs ?? { newest: boot, newestMono: mono, before: null, returns: 0, refused: new Set() }
		);
		if (!runs) {
			if (this.epochs.size > MOST) this.epochs.delete(this.epochs.keys().next().value!);
			return true;
		}
		if (runs.refused.has(boot)) return false;
		if (boot === runs.newest) runs.newestMono = Math.max(runs.newestMono, mono);
		else if (boot === runs.before?.boot) returned(runs, runs.before, mono);
		else {
			runs.before = { boot: runs.newest, mono: runs.newestMono };
			Object.assign(runs, { newest: boot, newestMono: mono, returns: 0 });
		}
		return true;
	}
}

function returned(runs: Runs, before: { boot: string; mono: number }, mono: number): void {
	if (mono <= before.mono) return;
	before.mono = mono;
	runs.returns++;
	if (runs.returns < ALIVE) return;
	runs.refused.add(runs.newest);
	Object.assign(runs, { newest: before.boot, newestMono: mono, before: null, returns: 0 });
}
