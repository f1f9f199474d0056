import type { Contact } from '#lib/core/station/contact.ts';

/** The runs of the program that speak for one epoch. */
interface Runs {
	/** The one that began last, as far as this process knows. */
	newest: string;
	/** The one before it, with its monotonic clock at its last contact, ms. */
	before: { boot: string; mono: number } | null;
	newestMono: number;
	/** Contacts that the one before has made since the newest began. */
	returns: number;
	/** Which run came after which, the latest last. */
	followed: Map<string, string>;
	/** Runs that are not listened to any more. */
	refused: Set<string>;
}

/** One contact that comes late, or twice, says nothing; two with a clock that goes on come from a device that is alive. */
const ALIVE = 2;
/** Of more epochs than any hall has, and more runs than a device has, those that were heard longest ago are forgotten. */
const MOST = 5_000;
const MOST_RUNS = 200;

/**
 * Notices when two devices speak as one: a store that was copied while both were in agreement with the hall.
 *
 * Each run says after which one it came, by its store. One store has one next run; a second one that claims the same place
 * has a copy, and is refused at its first contact, before it gives anything to anybody (a station that was just opened waits
 * for the hall's first word, as long as the hall answers soon).
 *
 * Where that is not known (an earlier program, a store that could not be written) the contacts themselves tell: a device
 * that was started anew never speaks with its earlier run again, and a run that does, twice, is another device that is
 * alive. Then the run that began later is refused, and the one that was there before goes on. That takes two contacts of
 * the original, 4 s, and one of the copy, 2 s; in that time both can give the same number as long as neither has told of
 * it. As soon as one has, the other is found out by its sequence, whichever server it reaches. Each process knows only
 * what it heard itself.
 */
export class OneDevice {
	private readonly epochs = new Map<string, Runs>();

	/**
	 * Hears a contact of an epoch. False when the run that sent it is not to give or call anything any more. A contact that
	 * does not tell its run (`boot` empty) is always heard.
	 */
	hears(epoch: string, { boot, mono, after }: Pick<Contact, 'boot' | 'mono' | 'after'>): boolean {
		if (boot === '') return true;
		const known = this.epochs.get(epoch);
		const runs: Runs = known ?? {
			newest: boot,
			newestMono: mono,
			before: null,
			returns: 0,
			followed: new Map(),
			refused: new Set()
		};
		// Put last: the first in the map is the one heard longest ago.
		this.epochs.delete(epoch);
		this.epochs.set(epoch, runs);
		if (this.epochs.size > MOST) this.epochs.delete(this.epochs.keys().next().value!);
		if (runs.refused.has(boot) || isCopy(runs, boot, after)) return false;
		if (!known) return true;
		if (boot === runs.newest) runs.newestMono = Math.max(runs.newestMono, mono);
		else if (boot === runs.before?.boot) returned(runs, runs.before, mono);
		else {
			runs.before = { boot: runs.newest, mono: runs.newestMono };
			Object.assign(runs, { newest: boot, newestMono: mono, returns: 0 });
		}
		return true;
	}
}

/** Whether another run came after the same one (the first that says so is the device's own), or a copy's run before it. */
function isCopy({ followed, refused }: Runs, boot: string, after: string | undefined): boolean {
	if (after === undefined) return false;
	const next = followed.get(after);
	if (refused.has(after) || (next !== undefined && next !== boot)) {
		refused.add(boot);
		return true;
	}
	followed.set(after, boot);
	if (followed.size > MOST_RUNS) followed.delete(followed.keys().next().value!);
	return false;
}

function returned(runs: Runs, before: { boot: string; mono: number }, mono: number): void {
	if (mono <= before.mono) return;
	before.mono = mono;
	runs.returns++;
	if (runs.returns < ALIVE) return;
	runs.refused.add(runs.newest);
	Object.assign(runs, { newest: before.boot, newestMono: mono, before: null, returns: 0 });
}
