import pino from 'pino';

/** What stands in a log line where something of a person was. */
export const REMOVED = '[removed]';

/**
 * Fields whose value never reaches a log, at any depth, whatever the caller passes: what identifies a citizen, what
 * opens a door, and where PostgreSQL repeats a row's values in an error (`detail`, `parameters`, `query` …).
 */
const CLOSED_FIELDS = new Set(
	`name fullName displayName phone phoneNumber identity identityNumber idNumber cccd card cardNumber scan raw
	birthDate dateOfBirth address email note password passphrase secret pin token cookie cookies authorization
	body form headers detail where parameters args query internal_query`
		.split(/\s+/)
		.map((field) => field.toLowerCase())
);

/** Takes out of a text what can open a ticket or names a person by number: a ticket's link, nine or more digits in a row, a query string. */
export function maskText(text: string): string {
	return text
		.replace(/(\/[\w./%-]*)\?[^\s"']*/g, `$1?${REMOVED}`)
		.replace(/(\/t\/)\d+/g, `$1${REMOVED}`)
		.replace(/(?<![\d.])\+?\d{9,}(?![\d.])/g, REMOVED);
}

function maskError(error: Error): Record<string, unknown> {
	const { code, constraint_name, table_name, routine } = error as unknown as Record<
		string,
		unknown
	>;
	return {
		type: error.name,
		message: maskText(error.message),
		stack: maskText(error.stack ?? ''),
		...(code !== undefined && { code }),
		...(constraint_name !== undefined && { constraint: constraint_name }),
		...(table_name !== undefined && { table: table_name }),
		...(routine !== undefined && { routine }),
		...(error.cause instanceof Error && { cause: maskError(error.cause) })
	};
}

/**
 * What a log line may say of a value. Objects are walked to a depth of six; class instances other than errors and
 * dates are named, not opened, because nobody knows what they carry.
 */
export function maskValue(value: unknown, depth = 0): unknown {
	if (typeof value === 'string') return maskText(value);
	if (typeof value === 'bigint') return maskText(String(value));
	if (typeof value !== 'object' || value === null) return value;
	if (value instanceof Error) return maskError(value);
	if (value instanceof Date) return value;
	if (depth >= 6) return '…';
	if (Array.isArray(value)) return value.map((item) => maskValue(item, depth + 1));
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== Object.prototype && prototype !== null) return `(${value.constructor.name})`;
	return Object.fromEntries(
		Object.entries(value).map(([field, inner]) => [
			field,
			CLOSED_FIELDS.has(field.toLowerCase()) ? REMOVED : maskValue(inner, depth + 1)
		])
	);
}

/**
 * The program's log: one line of JSON each on standard output, without personal data. `LOG_LEVEL` sets how much;
 * unset, a terminal shows only what needs a person (`warn`), anything else gets `info`.
 *
 * Message texts and the fields of child loggers are constants; what varies goes into the fields of a line, which are masked here.
 */
export const log = pino({
	level: process.env.LOG_LEVEL || (process.stdout.isTTY ? 'warn' : 'info'),
	base: undefined,
	timestamp: pino.stdTimeFunctions.isoTime,
	// pino's own serializer of errors would copy every field that a driver hangs on them.
	serializers: { err: (value: unknown) => value },
	formatters: {
		level: (label) => ({ level: label }),
		log: (fields) => maskValue(fields) as Record<string, unknown>
	},
	hooks: {
		logMethod(args, method) {
			const [first] = args as unknown[];
			// Left alone, pino would repeat a bare error's message beside its masked copy.
			const said: unknown[] = first instanceof Error ? [{ err: first }, first.message] : args;
			const masked = said.map((arg) => (typeof arg === 'string' ? maskText(arg) : arg));
			method.apply(this, masked as typeof args);
		}
	}
});
