import type { Options } from 'postgres';

/** bigint columns are clocks, ids of 48 bits and times in ms: all safe integers. */
const types = {
	bigint: {
		to: 20,
		from: [20],
		parse: (text: string) => Number(text),
		serialize: (value: unknown) => String(value)
	}
};

/**
 * Seconds before a connection that was lost is tried again. The driver's own pauses grow to 20 s within a few failures of
 * a pool; a hall whose database is back must not wait for them, nor its screens for the fault.
 */
const backoff = (failures: number) => Math.min(0.05 * failures, 0.5);

/** Options that every connection of the program shares, that of a command or a test among them. */
export function connectionOptions(more: Options<Record<string, never>> = {}) {
	return { max: 8, onnotice: () => {}, types, connect_timeout: 5, backoff, ...more } as Options<
		Record<string, never>
	>;
}
