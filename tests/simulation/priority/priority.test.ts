import { expect, test } from 'vitest';
import { priorityOver } from './bound.ts';

test('in two hundred halls no regular ticket waits longer because of priority than the rules allow', () => {
	const report = priorityOver(200);
	expect(report.broken).toEqual([]);
	expect(report.regular).toBeGreaterThan(4_000);
	// The bound is no empty promise: some are overtaken by exactly as many as they may be.
	expect(report.atBound).toBeGreaterThan(50);
});
