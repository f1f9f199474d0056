import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PLANTED_BUGS } from './planted-bugs.ts';

const CORE = join(import.meta.dirname, '../../../src/lib/core');

test('every bug that is to be planted still has its one place in the core', () => {
	const lost = PLANTED_BUGS.filter(
		({ file, find }) => readFileSync(join(CORE, file), 'utf8').split(find).length !== 2
	);
	expect(lost.map(({ name }) => name)).toEqual([]);
	expect(new Set(PLANTED_BUGS.map(({ name }) => name)).size).toBe(PLANTED_BUGS.length);
});
