/** How long a page of a board's queues stays, ms: long enough to find one's number on each of its cards. */
const LEAST_MS = 10_000;
const EACH_MS = 3_000;

/**
 * Deals cards that do not all fit under each other into pages, in their order, as evenly as their number of pages
 * allows, so that no page shows one lonely card.
 * @param heights of the cards, px
 * @param room of one page, px
 * @param gap between two cards, px
 * @returns for each page the indexes of its cards; one page when everything fits
 */
export function queuePages(heights: readonly number[], room: number, gap: number): number[][] {
	const fewest = deal(heights, room, gap);
	if (fewest.length < 2) return fewest;
	// The lowest page height that needs no more pages.
	let [low, high] = [Math.max(...heights), room];
	while (high - low > 1) {
		const middle = (low + high) / 2;
		if (deal(heights, middle, gap).length > fewest.length) low = middle;
		else high = middle;
	}
	return deal(heights, Math.max(high, low), gap);
}

function deal(heights: readonly number[], room: number, gap: number): number[][] {
	const pages: number[][] = [];
	let used = Infinity;
	heights.forEach((height, index) => {
		const page = pages.at(-1);
		if (page && used + gap + height <= room) {
			page.push(index);
			used += gap + height;
		} else {
			pages.push([index]);
			used = height;
		}
	});
	return pages;
}

/** How long a page of so many cards stays, ms. */
export function pageMs(cards: number): number {
	return Math.max(LEAST_MS, cards * EACH_MS);
}
