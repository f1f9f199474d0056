/**
 * Writes full-width digits (０–９, as East Asian keyboards give) as ASCII; every other character stays.
 * Whoever reads a number that a person typed does this first.
 */
export function foldDigits(text: string): string {
	return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
