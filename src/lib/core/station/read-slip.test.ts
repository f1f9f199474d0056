import { expect, test } from 'vitest';
import type { SlipKey } from './contact.ts';
import { signerOf, slipOf } from './read-slip.ts';

const keys: SlipKey[] = [
	{ no: 0, station: 'server', epoch: 0, publicKey: 'of the server' },
	{ no: 3, station: 'gate-g1', epoch: 1, publicKey: 'of the first tablet' },
	{ no: 3, station: 'gate-g1', epoch: 2, publicKey: 'of the second tablet' }
];
const slip = {
	fieldEventId: 7,
	station: 3,
	epoch: 2,
	day: 1,
	prefix: 'C',
	number: 17,
	ticketId: '0123abcd-0123-4567-89ab-0123456789ab'
};

test('a slip names the very epoch of the station that gave it', () => {
	const signer = signerOf(keys, slip);
	expect(signer).toEqual({ key: keys[2], maker: 'gate-g1:2' });
	expect(slipOf(slip, signer?.maker ?? '', [{ id: 'g3', prefix: 'C' }])).toEqual({
		ticketId: slip.ticketId,
		gateId: 'g3',
		day: 1,
		prefix: 'C',
		number: 17,
		maker: 'gate-g1:2'
	});
});

test('a reserve sheet is the server’s own number', () => {
	expect(signerOf(keys, { station: 0, epoch: 0 })?.maker).toBe('server');
});

test('a slip of an unknown station or a prefix without a gate is nobody’s', () => {
	expect(signerOf(keys, { station: 3, epoch: 9 })).toBeUndefined();
	expect(slipOf(slip, 'gate-g1:2', [{ id: 'g1', prefix: 'A' }])).toBeNull();
});
