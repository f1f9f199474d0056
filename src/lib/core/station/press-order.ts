/**
 * Times of what one station did, in the order in which it did it, so that none lies after the one that follows it. What is
 * told last was pressed in the run of the device that tells it and is dated best; an earlier run's time, which its own
 * wall clock or a hall clock since set may have spoilt, gives way to it. Ms; null where there is none.
 */
export function inPressOrder(times: readonly (number | null)[]): (number | null)[] {
	let next = Infinity;
	const ordered = [...times];
	for (let i = ordered.length - 1; i >= 0; i--) {
		const at = ordered[i] ?? null;
		if (at === null) continue;
		next = Math.min(next, at);
		ordered[i] = next;
	}
	return ordered;
}
