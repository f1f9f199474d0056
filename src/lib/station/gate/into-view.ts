/** An attachment: brings what has just appeared into view, where the page was scrolled past it. Moves nothing else. */
export function intoView(shown: Element): void {
	shown.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
