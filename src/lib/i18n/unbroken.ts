/**
 * Keeps a range on one line: `5–7`, `35–65 phút` and `bàn 3` read as one on a narrow screen. A range of hours is too
 * long for that: `1 giờ 20 phút – 2 giờ` may break after its dash.
 */
export function unbroken(range: string): string {
	return range
		.replaceAll('–', '\u2060–\u2060')
		.replaceAll(' ', '\u00a0')
		.replaceAll('\u00a0\u2060–\u2060\u00a0', '\u00a0– ');
}
