/** Keeps a range on one line: `5–7`, `35–65 phút` and `bàn 3` read as one on a narrow phone. */
export function unbroken(range: string): string {
	return range.replaceAll('–', '\u2060–\u2060').replaceAll(' ', '\u00a0');
}
