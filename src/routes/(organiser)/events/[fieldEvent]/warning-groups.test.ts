import { expect, test } from 'vitest';
import type { HallWarning } from '#lib/core/warnings.ts';
import { countOf, warningItems } from './warning-groups.ts';

const silent = (n: number): HallWarning => ({
	kind: 'silent-booth',
	boothId: `b${n}`,
	since: 0,
	waiting: 3,
	seated: 1
});
const long: HallWarning = {
	kind: 'long-wait',
	serviceId: 'level-2',
	waitedMs: 60_000,
	waiting: 9,
	over: 2
};
const board = { screenId: 's1', name: null, silentMs: 90_000, since: 0 };

test('two silent booths are two cards, three are one, where the first of them stood', () => {
	expect(warningItems([], [silent(1), silent(2), long]).map(({ show }) => show)).toEqual([
		'one',
		'one',
		'one'
	]);
	const items = warningItems([], [silent(1), silent(2), silent(3), long]);
	expect(items.map(({ key }) => key)).toEqual(['many/silent-booth', 'long-wait/level-2']);
	expect(items.map(countOf)).toEqual([3, 1]);
});

test('long waits of several services stay apart: each has its own action', () => {
	const waits = ['card', 'level-2', 'activation'].map((serviceId) => ({ ...long, serviceId }));
	expect(warningItems([], waits)).toHaveLength(3);
});

test('a dark board comes before everything else', () => {
	expect(warningItems([board], [long]).map(({ show }) => show)).toEqual(['board', 'one']);
});
