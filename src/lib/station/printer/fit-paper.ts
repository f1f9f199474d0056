const PX_PER_MM = 96 / 25.4;
/** What the cutter needs below the last line. */
const TAIL_MM = 3;

/**
 * Makes the page of a roll as long as its longest slip, since paper from a roll has no length of its own and a page
 * has. Does nothing to paper of a fixed size. Call it when the fonts of `paper` are there.
 */
export function fitPaper(paper: Document): void {
	const width = paper.querySelector<HTMLElement>('[data-roll]')?.dataset.roll;
	if (!width || !/^\d+mm$/.test(width)) return;
	const slips = [...paper.querySelectorAll<HTMLElement>('[data-slip]')];
	const longest = Math.max(0, ...slips.map((slip) => slip.getBoundingClientRect().height));
	const style = paper.createElement('style');
	style.textContent = `@page { size: ${width} ${Math.ceil(longest / PX_PER_MM) + TAIL_MM}mm; margin: 0 }`;
	paper.head.append(style);
}
