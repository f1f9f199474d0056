import { expect, test } from 'vitest';
import { planFieldEvent } from './plan-field-event.ts';
import { readCarriers } from './read-carriers.ts';

const catalogue = planFieldEvent({
	date: '2026-10-15',
	gates: 1,
	booths: { card: 1, 'level-2': 2, activation: 1 }
});

function read(id: string, carriers: string, known = catalogue) {
	const form = new FormData();
	form.set('id', id);
	form.set('carriers', carriers);
	const answer = readCarriers(form, { catalogue: known, day: 1 });
	if (!answer.ok) return answer;
	return {
		ok: true as const,
		reasons: answer.wishes.map((wish) =>
			wish.kind === 'set-reason' ? wish.reason : expect.unreachable()
		)
	};
}

test('a reason is told apart by carrier, for officers and for the public', () => {
	const answer = read('no-sms-otp', ' Viettel \r\n\nVinaPhone\n');
	if (!answer.ok) expect.unreachable();
	const [viettel, vina] = answer.reasons;
	expect(answer.reasons).toHaveLength(2);
	expect(viettel).toMatchObject({
		kind: 'failure',
		services: ['activation'],
		internal: {
			vi: 'Không nhận được tin nhắn, mã OTP (Viettel)',
			en: 'No text message or OTP received (Viettel)'
		},
		public: { vi: 'Tin nhắn xác thực chưa về máy (Viettel).' }
	});
	expect(vina!.id).not.toBe(viettel!.id);
	expect(catalogue.reasons.map(({ id }) => id)).not.toContain(viettel!.id);
});

test('a carrier that has the reason already is left as it is, however it is written', () => {
	const first = read('no-sms-otp', 'Viettel');
	if (!first.ok) expect.unreachable();
	const known = { ...catalogue, reasons: [...catalogue.reasons, ...first.reasons] };
	const again = read('no-sms-otp', 'VIETTEL\nMobiFone', known);
	if (!again.ok) expect.unreachable();
	expect(again.reasons.map(({ internal }) => internal.vi)).toEqual([
		'Không nhận được tin nhắn, mã OTP (MobiFone)'
	]);
});

test('nothing, too much, and what is no failure are refused by the field', () => {
	expect(read('no-sms-otp', ' \n')).toMatchObject({ refused: { carriers: { code: 'missing' } } });
	expect(read('no-sms-otp', 'x'.repeat(41))).toMatchObject({
		refused: { carriers: { code: 'too-long' } }
	});
	expect(read('no-sms-otp', 'a\nb\nc\nd\ne\nf\ng\nh\ni')).toMatchObject({
		refused: { carriers: { code: 'out-of-range' } }
	});
	expect(read('pause-break', 'Viettel')).toMatchObject({
		refused: { carriers: { code: 'not-offered' } }
	});
});
