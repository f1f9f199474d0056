import type { Words } from '#lib/core/catalogue.ts';
import type { FormReader } from '#lib/server/setup/form-reader.ts';

/** A pair of fields, `name-vi` and `name-en`; the English may always be left out. */
export function readWords(read: FormReader, name: string, required = true): Words {
	return {
		vi: read.text(`${name}-vi`, { most: 300, required }),
		en: read.text(`${name}-en`, { most: 300, required: false })
	};
}

/** An id not yet used in a list: the prefix and the next number. */
export function freeId(prefix: string, taken: readonly { id: string }[]): string {
	const ids = new Set(taken.map((one) => one.id));
	for (let n = taken.length + 1; ; n++) {
		const id = `${prefix}${n}`;
		if (!ids.has(id)) return id;
	}
}
