import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { placeUnderVarLib, plainName } from './place.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-place-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a Vietnamese name of a clone becomes a short plain one', () => {
	expect(plainName('Ngày Hội, Đông Hòa')).toBe('Ngay-Hoi-dong-Hoa');
	expect(plainName('日本')).toBe('clone');
	expect(plainName('a'.repeat(80))).toHaveLength(24);
});

test('two clones of the same name in different folders have different places', () => {
	const one = placeUnderVarLib('/root/a/hall/data');
	const other = placeUnderVarLib('/root/b/hall/data');
	expect(one).toMatch(/^\/var\/lib\/ngayhoi\/hall-[0-9a-f]{12}\/data$/);
	expect(one).not.toBe(other);
});

test('the data of the demo lie beside the real ones, not in them', () => {
	const real = placeUnderVarLib('/root/hall/data');
	const demo = placeUnderVarLib('/root/hall/data-demo');
	expect(path.dirname(demo)).toBe(path.dirname(real));
	expect(demo).not.toBe(real);
});

test('a clone that is reached by a link is the same clone', () => {
	mkdirSync(path.join(folder, 'hall'));
	symlinkSync(path.join(folder, 'hall'), path.join(folder, 'link'));
	expect(placeUnderVarLib(path.join(folder, 'link/data'))).toBe(
		placeUnderVarLib(path.join(folder, 'hall/data'))
	);
});
