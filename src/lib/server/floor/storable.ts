/** What PostgreSQL's JSON does not hold: the sign U+0000, and halves of a pair without the other. */
// eslint-disable-next-line no-control-regex -- it is what is looked for
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const DEEPEST = 40;

/** Whether every text and number in a value is one that rows and journal can hold. */
export function isStorable(value: unknown, depth = 0): boolean {
	if (typeof value === 'string') return !UNSTORABLE.test(value);
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object' || value === null) return true;
	if (depth > DEEPEST) return false;
	return Object.entries(value).every(
		([key, inner]) => isStorable(key) && isStorable(inner, depth + 1)
	);
}

/**
 * A value as a row of JSON can hold it: itself, else its text with every sign beyond ASCII written out, else, where even
 * that cannot be had because it is nested beyond reason, so much of it as can.
 */
export function storable(value: unknown): unknown {
	// A null of JSON would become the absence of a value.
	if (value !== null && isStorable(value)) return value;
	return { text: asciiOf(textOf(value)) };
}

function textOf(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		return flatText(value);
	}
}

/** JSON of lists and objects nested however deep, written without going down the stack. */
function flatText(root: unknown): string {
	const out: string[] = [];
	const open: (string | { value: unknown })[] = [{ value: root }];
	while (open.length > 0) {
		const next = open.pop()!;
		if (typeof next === 'string') {
			out.push(next);
			continue;
		}
		const { value } = next;
		if (typeof value !== 'object' || value === null) {
			out.push(JSON.stringify(value));
			continue;
		}
		const list = Array.isArray(value);
		open.push(list ? ']' : '}');
		const inner = Object.entries(value);
		for (let i = inner.length - 1; i >= 0; i--) {
			const [key, one] = inner[i]!;
			open.push({ value: one });
			if (!list) open.push(`${JSON.stringify(key)}:`);
			if (i > 0) open.push(',');
		}
		out.push(list ? '[' : '{');
	}
	return out.join('');
}

function asciiOf(text: string): string {
	return text.replace(
		/[^\u0020-\u007e]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
}
