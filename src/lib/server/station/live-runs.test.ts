import { expect, test } from 'vitest';
import { LiveRuns } from './live-runs.ts';

const GATE = '1/gate-g1/1';

test('a device that is switched off and on is one device, however often', () => {
	const live = new LiveRuns();
	for (let run = 0; run < 20; run++) {
		for (let mono = 1_000; mono < 9_000; mono += 2_000) {
			expect(live.hears(GATE, `run-${run}`, mono)).toBeNull();
		}
	}
});

test('a contact of the earlier run that comes late, or twice, closes nobody', () => {
	const live = new LiveRuns();
	live.hears(GATE, 'earlier', 1_000);
	live.hears(GATE, 'later', 50);
	for (let again = 0; again < 5; again++) {
		expect(live.hears(GATE, 'earlier', 3_000)).toBeNull();
		expect(live.hears(GATE, 'later', 100 + again)).toBeNull();
	}
});

test('of two devices that speak as one the one that came later is the copy, whoever shows it', () => {
	const live = new LiveRuns();
	expect(live.hears(GATE, 'original', 1_000)).toBeNull();
	expect(live.hears(GATE, 'copy', 10)).toBeNull();
	expect(live.hears(GATE, 'original', 3_000)).toBeNull();
	expect(live.hears('1/gate-g2/1', 'original', 3_000)).toBeNull();
	expect(live.hears(GATE, 'copy', 2_010)).toBeNull();
	expect(live.hears(GATE, 'original', 5_000)).toBe('copy');
	expect(live.hears(GATE, 'original', 7_000)).toBeNull();
});
