/** Booth numbers as they are said in one breath: 5, 6, 7, 9 is `5–7, 9`. */
export function boothRanges(numbers: readonly number[]): string {
	const sorted = [...new Set(numbers)].sort((a, b) => a - b);
	const runs: [from: number, to: number][] = [];
	for (const number of sorted) {
		const last = runs[runs.length - 1];
		if (last && number === last[1] + 1) last[1] = number;
		else runs.push([number, number]);
	}
	return runs
		.map(([from, to]) =>
			from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`
		)
		.join(', ');
}
