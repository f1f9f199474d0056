import { newId } from '#lib/live/new-id.ts';

const KEPT_AS = 'board-screen';
/** CSS pixels of the longer side from which a window is taken for a screen on a wall; phones of whoever looks are smaller. */
const LEAST = 1_000;

/** What this screen calls itself as long as its window lives; undefined where it is no screen on a wall. */
export function ownScreen(): string | undefined {
	if (Math.max(innerWidth, innerHeight) < LEAST) return undefined;
	try {
		const known = sessionStorage.getItem(KEPT_AS);
		if (known) return known;
		const name = newId();
		sessionStorage.setItem(KEPT_AS, name);
		return name;
	} catch {
		// Without a store of its own it cannot be told from another one after the next reload.
		return undefined;
	}
}
