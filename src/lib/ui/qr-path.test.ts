import { create } from 'qrcode';
import { expect, test } from 'vitest';
import { qrShape } from '#lib/ui/qr-path.ts';

/** Paints a path of `MxyhNv1h-Nz` rectangles back into modules. */
function painted({ size, path }: { size: number; path: string }): number[] {
	const modules = new Array<number>(size * size).fill(0);
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
		for (let module = 0; module < Number(length); module++)
			modules[Number(y) * size + Number(x) + module] = 1;
	return modules;
}

test('the drawn code has exactly the dark modules of the link on the slip', () => {
	const { modules } = create(`https://hall.example/t/1${'7'.repeat(39)}`, {
		errorCorrectionLevel: 'M'
	});
	expect(painted(qrShape(modules))).toEqual(Array.from(modules.data, (dark) => (dark ? 1 : 0)));
});

test('a run of dark modules becomes one rectangle and an empty code draws nothing', () => {
	expect(qrShape({ size: 3, data: [1, 1, 0, 0, 0, 0, 0, 1, 1] }).path).toBe(
		'M0 0h2v1h-2zM1 2h2v1h-2z'
	);
	expect(qrShape({ size: 2, data: [0, 0, 0, 0] }).path).toBe('');
});
