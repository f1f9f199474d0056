import { expect, test } from 'vitest';
import { OneDevice } from './one-device.ts';

const GATE = '1/gate-g1/1';

test('a device that is switched off and on is one device, however often', () => {
	const one = new OneDevice();
	for (let run = 0; run < 20; run++) {
		for (let mono = 1_000; mono < 9_000; mono += 2_000) {
			expect(one.hears(GATE, `run-${run}`, mono)).toBe(true);
		}
	}
});

test('a contact of the earlier run that comes late, or twice, closes nobody', () => {
	const one = new OneDevice();
	one.hears(GATE, 'earlier', 1_000);
	one.hears(GATE, 'later', 50);
	for (let again = 0; again < 5; again++) {
		expect(one.hears(GATE, 'earlier', 3_000)).toBe(true);
		expect(one.hears(GATE, 'later', 100 + again)).toBe(true);
	}
});

test('of two devices that speak as one, the one that came later is refused, and stays so', () => {
	const one = new OneDevice();
	const heard: [string, boolean][] = [];
	for (let beat = 0; beat < 4; beat++) {
		heard.push(['original', one.hears(GATE, 'original', 1_000 + beat * 2_000)]);
		if (beat > 0) heard.push(['copy', one.hears(GATE, 'copy', 10 + beat * 2_000)]);
	}
	expect(heard.filter(([who]) => who === 'original').every(([, goesOn]) => goesOn)).toBe(true);
	expect(heard.filter(([who]) => who === 'copy').map(([, goesOn]) => goesOn)).toEqual([
		true,
		true,
		false
	]);
	expect(one.hears(GATE, 'copy', 20_000)).toBe(false);
	expect(one.hears('1/gate-g2/1', 'copy', 20_000)).toBe(true);
});

test('who does not tell its run is always heard', () => {
	const one = new OneDevice();
	for (let mono = 0; mono < 10; mono++) expect(one.hears(GATE, '', mono)).toBe(true);
});
