const PX_PER_MM = 96 / 25.4;
/** What the cutter needs below the last line. */
const TAIL_MM = 3;
/** Below this nobody of 75 reads it; what still does not fit is cut off at the foot. */
const SMALLEST_PT = 7;

/**
 * Fits slips to their paper. A roll's page becomes as long as its longest slip, since paper from a roll has no length
 * of its own and a page has; on paper of a fixed size the words shrink until they are all on it. Call it when the
 * fonts of `paper` are there.
 */
export function fitPaper(paper: Document): void {
	const slips = [...paper.querySelectorAll<HTMLElement>('[data-slip]')];
	const roll = paper.querySelector<HTMLElement>('[data-roll]')?.dataset.roll;
	if (roll && /^\d+mm$/.test(roll)) cutRoll(paper, slips, roll);
	else slips.forEach(shrinkWords);
}

function cutRoll(paper: Document, slips: HTMLElement[], width: string): void {
	const longest = Math.max(0, ...slips.map((slip) => slip.getBoundingClientRect().height));
	const style = paper.createElement('style');
	style.textContent = `@page { size: ${width} ${Math.ceil(longest / PX_PER_MM) + TAIL_MM}mm; margin: 0 }`;
	paper.head.append(style);
}

function shrinkWords(slip: HTMLElement): void {
	for (let size = 10; slip.scrollHeight > slip.clientHeight + 1 && size > SMALLEST_PT;) {
		size -= 0.25;
		slip.style.fontSize = `${size}pt`;
	}
}
