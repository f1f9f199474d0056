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

/** Options that every connection of the program shares, that of a command or a test among them. */
export function connectionOptions(more: Options<Record<string, never>> = {}) {
	return { max: 8, onnotice: () => {}, types, connect_timeout: 5, ...more } as Options<
		Record<string, never>
	>;
}
