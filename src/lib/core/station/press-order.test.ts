import { expect, test } from 'vitest';
import { inPressOrder } from './press-order.ts';

test('what was done in order is dated in order, and what is dated well keeps its time', () => {
	expect(inPressOrder([10, 20, 30])).toEqual([10, 20, 30]);
	expect(inPressOrder([10, 90, null, 30, 40])).toEqual([10, 30, null, 30, 40]);
	expect(inPressOrder([])).toEqual([]);
});
