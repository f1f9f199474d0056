import { expect, test } from 'vitest';
import { OneDevice } from './one-device.ts';

const GATE = '1/gate-g1/1';

test('a device that is switched off and on is one device, however often', () => {
	const one = new OneDevice();
	for (let run = 0; run < 20; run++) {
		for (let mono = 1_000; mono < 9_000; mono += 2_000) {
			expect(one.hears(GATE, { boot: `run-${run}`, mono: mono })).toBe(true);
		}
	}
});

test('a contact of the earlier run that comes late, or twice, closes nobody', () => {
	const one = new OneDevice();
	one.hears(GATE, { boot: 'earlier', mono: 1_000 });
	one.hears(GATE, { boot: 'later', mono: 50 });
	for (let again = 0; again < 5; again++) {
		expect(one.hears(GATE, { boot: 'earlier', mono: 3_000 })).toBe(true);
		expect(one.hears(GATE, { boot: 'later', mono: 100 + again })).toBe(true);
	}
});

test('of two devices that speak as one, the one that came later is refused, and stays so', () => {
	const one = new OneDevice();
	const heard: [string, boolean][] = [];
	for (let beat = 0; beat < 4; beat++) {
		heard.push(['original', one.hears(GATE, { boot: 'original', mono: 1_000 + beat * 2_000 })]);
		if (beat > 0) heard.push(['copy', one.hears(GATE, { boot: 'copy', mono: 10 + beat * 2_000 })]);
	}
	expect(heard.filter(([who]) => who === 'original').every(([, goesOn]) => goesOn)).toBe(true);
	expect(heard.filter(([who]) => who === 'copy').map(([, goesOn]) => goesOn)).toEqual([
		true,
		true,
		false
	]);
	expect(one.hears(GATE, { boot: 'copy', mono: 20_000 })).toBe(false);
	expect(one.hears('1/gate-g2/1', { boot: 'copy', mono: 20_000 })).toBe(true);
});

test('a copy of a store is found out at its first contact, and the device that it was copied from goes on', () => {
	const one = new OneDevice();
	const hears = (boot: string, after: string | undefined, mono: number) =>
		one.hears(GATE, { boot, mono, ...(after && { after }) });
	expect(hears('first', undefined, 1_000)).toBe(true);
	expect(hears('original', 'first', 500)).toBe(true);
	expect(hears('copy', 'first', 20)).toBe(false);
	expect(hears('original', 'first', 2_500)).toBe(true);
	expect(hears('copy', 'first', 2_020)).toBe(false);
	expect(hears('copy, started anew', 'copy', 10)).toBe(false);
	// A run that never reached the hall lies between.
	expect(hears('next', 'unheard', 30)).toBe(true);
	expect(hears('after-next', 'next', 40)).toBe(true);
	expect(hears('later copy', 'original', 50)).toBe(true);
	expect(hears('later copy', 'next', 50)).toBe(false);
});

test('who does not tell its run is always heard', () => {
	const one = new OneDevice();
	for (let mono = 0; mono < 10; mono++)
		expect(one.hears(GATE, { boot: '', mono: mono })).toBe(true);
});
