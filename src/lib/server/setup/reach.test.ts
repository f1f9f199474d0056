import { expect, it } from 'vitest';
import { followable, hasMovedAway, newReach } from '#lib/server/setup/reach.ts';

const chosen = newReach({ way: 'hall-wifi', address: 'http://192.168.1.10:3000' });

it('slips promise following by phone only when a phone has opened the chosen address', () => {
	expect(followable(newReach())).toBe(false);
	expect(followable(chosen)).toBe(false);
	expect(followable({ ...chosen, provenAt: '2026-11-21T07:00:00Z' })).toBe(true);
	expect(followable({ ...chosen, way: 'none', provenAt: '2026-11-21T07:00:00Z' })).toBe(false);
});

it('warns when the machine no longer has the local address that slips lead to', () => {
	expect(hasMovedAway(chosen, ['192.168.1.10'])).toBe(false);
	expect(hasMovedAway(chosen, ['192.168.1.23'])).toBe(true);
	expect(hasMovedAway(newReach(), [])).toBe(false);
});

it('a name or a public address may lead here by ways that the machine cannot see', () => {
	const named = { ...chosen, address: 'https://ngayhoi.tuyhoa.gov.vn' };
	expect(hasMovedAway(named, ['192.168.1.23'])).toBe(false);
	expect(hasMovedAway({ ...chosen, address: 'http://203.0.113.7' }, ['192.168.1.23'])).toBe(false);
});
