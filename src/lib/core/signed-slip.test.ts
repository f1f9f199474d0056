import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatePrefix } from './ticket-number.ts';
import { ticketIdFromBytes } from './ticket-id.ts';
import { linkOf, readTicketLink, signedDigits } from './ticket-link.ts';
import { readSignedSlip, signedSlipDigits, slipBytes, type SignedSlip } from './signed-slip.ts';

const slips: fc.Arbitrary<SignedSlip> = fc.record({
	fieldEventId: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
	station: fc.integer({ min: 0, max: 2 ** 16 - 1 }),
	epoch: fc.integer({ min: 0, max: 2 ** 16 - 1 }),
	day: fc.integer({ min: 1, max: 255 }),
	prefix: fc.oneof(fc.integer({ min: 0, max: 104 }).map(gatePrefix), fc.constantFrom('Q', 'U')),
	number: fc.integer({ min: 1, max: 2 ** 24 - 1 }),
	ticketId: fc.uint8Array({ minLength: 16, maxLength: 16 }).map(ticketIdFromBytes)
});
const signatures = fc.uint8Array({ minLength: 64, maxLength: 64 });
const SLIP: SignedSlip = {
	fieldEventId: 240_511_022_033,
	station: 3,
	epoch: 2,
	day: 1,
	prefix: 'A2',
	number: 1017,
	ticketId: '0123abcd-0123-4567-89ab-0123456789ab'
};

describe('a signed slip', () => {
	test('is 233 digits behind the address, the first of them its version', () => {
		const digits = signedDigits(SLIP, new Uint8Array(64).fill(255));
		expect(digits).toMatch(/^2\d{232}$/);
	});

	test('says again what was written on it, for every slip and signature', () => {
		fc.assert(
			fc.property(slips, signatures, (slip, signature) => {
				const link = linkOf('https://ngayhoi.example/', signedDigits(slip, signature));
				const read = readTicketLink(link);
				expect(read).toEqual({
					kind: 'ticket',
					ticketId: slip.ticketId,
					signed: { slip, signature: new Uint8Array(signature) }
				});
				expect(readTicketLink(`hthttpsÇ--ngàyhội-t-${signedDigits(slip, signature)}`)).toEqual(
					read
				);
			})
		);
	});

	test('is signed over its purpose and 256 bits, in which every field has its place', () => {
		const bytes = slipBytes({
			fieldEventId: 0x010203040506,
			station: 0x0708,
			epoch: 0x090a,
			day: 0x0b,
			prefix: 'A2',
			number: 0x0e0f10,
			ticketId: '11121314-1516-1718-191a-1b1c1d1e1f20'
		});
		expect(new TextDecoder().decode(bytes.slice(0, 14))).toBe('ngayhoi-slip-2');
		const hex = Array.from(bytes.slice(14), (byte) => byte.toString(16).padStart(2, '0')).join('');
		expect(hex).toBe('0102030405060708090a0b00120e0f101112131415161718191a1b1c1d1e1f20');
	});

	test('whose number somebody changed is not the one that was signed', () => {
		const { publicKey, privateKey } = generateKeyPairSync('ed25519');
		const signature = sign(null, slipBytes(SLIP), privateKey);
		const changed = readSignedSlip(signedSlipDigits({ ...SLIP, number: 18 }, signature));
		expect(changed?.slip.number).toBe(18);
		const holds = (slip: SignedSlip, bytes: Uint8Array) =>
			verify(null, slipBytes(slip), publicKey, bytes);
		expect(changed && holds(changed.slip, changed.signature)).toBe(false);
		const true_ = readSignedSlip(signedSlipDigits(SLIP, signature));
		expect(true_ && holds(true_.slip, true_.signature)).toBe(true);
	});

	test.each([
		['a digit is missing', '1'.repeat(231)],
		['it is longer than any slip', '1'.repeat(233)],
		['it is more than 768 bits', '9'.repeat(232)],
		['it names no day, no prefix and no number', '0'.repeat(232)],
		['letters stand among its digits', `${'1'.repeat(231)}x`]
	])('is none when %s', (_why, digits) => {
		expect(readSignedSlip(digits)).toBeNull();
	});

	test('with a number, prefix or signature that do not fit is a mistake of the program', () => {
		expect(() => slipBytes({ ...SLIP, number: 2 ** 24 })).toThrow(RangeError);
		expect(() => slipBytes({ ...SLIP, prefix: 'A1' })).toThrow(RangeError);
		expect(() => slipBytes({ ...SLIP, ticketId: 'A-017' })).toThrow(RangeError);
		expect(() => signedSlipDigits(SLIP, new Uint8Array(63))).toThrow(RangeError);
	});

	test('never breaks its reader', () => {
		fc.assert(
			fc.property(fc.bigInt(0n, 10n ** 232n - 1n), (value) => {
				const read = readTicketLink(`https://h/t/2${value.toString().padStart(232, '0')}`);
				expect(read === null || read.kind === 'ticket').toBe(true);
			})
		);
	});
});
