import { pageMs, queuePages } from '../../../queue-pages.ts';

/** Whoever turned the page by hand reads it: it stays so long, ms. */
const HELD_MS = 60_000;

/**
 * Turns the pages of a board's queues when they do not all fit: measures the cards as they stand, shows those of one
 * page, and goes on by itself.
 */
export class QueuePager {
	pages: number[][] = $state.raw([]);
	page = $state(0);
	/** How far the cards are moved up, px. */
	shift = $state(0);

	private turnAt = 0;
	/** Where each card begins, px. */
	private tops: number[] = [];

	/** Whether a card stands on the page that is shown. */
	shows(index: number): boolean {
		return this.pages.length < 2 || (this.pages[this.page]?.includes(index) ?? false);
	}

	/** Follows the size of the window onto the cards, and of every card, until the returned function is called. */
	follow(view: HTMLElement, track: HTMLElement): () => void {
		const measure = () => this.measure(view, track);
		const sizes = new ResizeObserver(measure);
		const watch = () => {
			sizes.disconnect();
			for (const one of [view, ...track.children]) sizes.observe(one);
		};
		const cards = new MutationObserver(watch);
		cards.observe(track, { childList: true });
		watch();
		const timer = setInterval(() => {
			if (this.pages.length > 1 && performance.now() >= this.turnAt) this.turn();
		}, 500);
		return () => {
			sizes.disconnect();
			cards.disconnect();
			clearInterval(timer);
		};
	}

	/** The next page, and the first after the last. */
	turn(byHand = false): void {
		this.page = (this.page + 1) % Math.max(1, this.pages.length);
		this.stay(byHand ? HELD_MS : 0);
		this.place();
	}

	private measure(view: HTMLElement, track: HTMLElement): void {
		const cards = [...track.children].filter((card) => card instanceof HTMLElement);
		this.tops = cards.map((card) => card.offsetTop);
		const gap = parseFloat(getComputedStyle(track).rowGap) || 0;
		const before = this.pages.length;
		// Where the page itself scrolls (a phone, an upright screen) the window is as tall as its cards.
		const fits = track.scrollHeight <= view.clientHeight + 1;
		this.pages = fits
			? [cards.map((_, index) => index)]
			: queuePages(
					cards.map((card) => card.offsetHeight),
					view.clientHeight,
					gap
				);
		this.page = Math.min(this.page, Math.max(0, this.pages.length - 1));
		if (before < 2) this.stay(0);
		this.place();
	}

	private place(): void {
		const first = this.pages.length > 1 ? this.pages[this.page]?.[0] : undefined;
		this.shift = (this.tops[first ?? 0] ?? 0) - (this.tops[0] ?? 0);
	}

	private stay(leastMs: number): void {
		const cards = this.pages[this.page]?.length ?? 0;
		this.turnAt = performance.now() + Math.max(leastMs, pageMs(cards));
	}
}
