import { describe, expect, it } from 'vitest';
import { SignInLimits } from '#lib/server/account/limits.ts';

const tight = { tries: 3, withinMs: 60_000, pauseMs: 30_000 };
const wide = { tries: 100, withinMs: 60_000, pauseMs: 30_000 };

describe('wrong tries at the door', () => {
	it('are followed by a pause, and the person is told until when', async () => {
		const limits = new SignInLimits(tight, wide);
		for (let i = 0; i < 3; i++) expect((await limits.admit('an', 'a')).ok).toBe(true);
		const refused = await limits.admit('an', 'another address');
		if (refused.ok) expect.unreachable();
		expect(refused.until.getTime() - Date.now()).toBeGreaterThan(25_000);
		expect(refused.until.getTime() - Date.now()).toBeLessThanOrEqual(30_000);
	});

	it('are counted before they are judged, so that a thousand at once are not free', async () => {
		const limits = new SignInLimits(tight, { ...wide, tries: 2000 });
		const all = await Promise.all(Array.from({ length: 1000 }, () => limits.admit('an', 'a')));
		expect(all.filter((answer) => answer.ok)).toHaveLength(3);
		expect(all.filter((answer) => !answer.ok && answer.firstTime)).toHaveLength(1);
	});

	it('of one name do not shut out another behind the same router', async () => {
		const limits = new SignInLimits(tight, wide);
		for (let i = 0; i < 5; i++) await limits.admit('an', 'hall');
		expect((await limits.admit('binh', 'hall')).ok).toBe(true);
	});

	it('are forgotten when the right password comes', async () => {
		const limits = new SignInLimits(tight, { ...tight, tries: 4 });
		for (let round = 0; round < 10; round++) {
			expect((await limits.admit('an', 'hall')).ok).toBe(true);
			await limits.wasRight('an', 'hall');
		}
	});
});
