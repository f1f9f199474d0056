/** The runs of the program that speak for one epoch. */
interface Runs {
	/** The one that began last, as far as this process knows. */
	newest: string;
	/** The one before it, with its monotonic clock at its last contact, ms. */
	before: { boot: string; mono: number } | null;
	newestMono: number;
	/** Contacts that the one before has made since the newest began. */
	returns: number;
}

/** One contact that comes late, or twice, says nothing; two with a clock that goes on come from a device that is alive. */
const ALIVE = 2;
/** Of more epochs than any hall has, those that were heard longest ago are forgotten. */
const MOST = 5_000;

/**
 * Notices when two devices speak as one by their contacts alone: for runs that do not tell after which one they came (an
 * earlier program, a store that could not be written). A device that was started anew never speaks with its earlier run
 * again; a run that does, twice, is another device that is alive. Then the run that began later is a copy's, and the
 * one that was there before goes on.
 *
 * The bound: two contacts of the original, 4 s, and one of the copy, 2 s; in that time both can give the same number as
 * long as neither has told of it. As soon as one has, the other is found out by its sequence. Each process knows only what
 * it heard itself.
 */
export class LiveRuns {
	private readonly epochs = new Map<string, Runs>();

	/** Hears a contact of an epoch; gives the run that is not to be listened to any more, once this shows that there is one. */
	hears(epoch: string, boot: string, mono: number): string | null {
		const runs = this.epochs.get(epoch) ?? {
			newest: boot,
			newestMono: mono,
			before: null,
			returns: 0
		};
		// Put last: the first in the map is the one heard longest ago.
		this.epochs.delete(epoch);
		this.epochs.set(epoch, runs);
		if (this.epochs.size > MOST) this.epochs.delete(this.epochs.keys().next().value!);
		if (boot === runs.before?.boot) return returned(runs, runs.before, mono);
		if (boot === runs.newest) runs.newestMono = Math.max(runs.newestMono, mono);
		else {
			runs.before = { boot: runs.newest, mono: runs.newestMono };
			Object.assign(runs, { newest: boot, newestMono: mono, returns: 0 });
		}
		return null;
	}
}

function returned(runs: Runs, before: { boot: string; mono: number }, mono: number): string | null {
	if (mono <= before.mono) return null;
	before.mono = mono;
	runs.returns++;
	if (runs.returns < ALIVE) return null;
	const copy = runs.newest;
	Object.assign(runs, { newest: before.boot, newestMono: mono, before: null, returns: 0 });
	return copy;
}
