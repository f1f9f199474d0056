import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '#lib/core/catalogue.ts';
import { REFUSAL_CODES } from '#lib/core/refusal.ts';
import { defaultReasons, defaultServices, pauseReasons } from '#lib/i18n/default-words.ts';
import { refusalText } from '#lib/i18n/refusal-words.ts';
import { addressed, boothName, outcomeButton } from '#lib/i18n/words.ts';

describe('what the hall says', () => {
	test('every refusal has a sentence of its own', () => {
		const said = REFUSAL_CODES.map((refused) => refusalText(refused));
		expect(new Set(said).size).toBe(REFUSAL_CODES.length);
	});

	test('a refusal names the ticket when it knows it', () => {
		expect(refusalText('at-another-booth', { ticket: 'A-017', booth: '5' })).toBe(
			'Hiện bàn 5 đang mời hoặc phục vụ số A-017.'
		);
		expect(refusalText('at-another-booth', { ticket: 'A-017' })).toContain('một bàn khác');
		expect(refusalText('no-such-ticket')).toMatch(/^Không tìm thấy số này\./);
		expect(refusalText('count-above-party', { limit: 3 })).toContain('(3)');
	});

	test('nothing-due says on the button what was found', () => {
		expect(outcomeButton('activation', 'nothing-due')).toBe('Đã kích hoạt từ trước');
		expect(outcomeButton('another', 'nothing-due')).toBe('Không phát sinh');
		expect(outcomeButton('activation', 'failed')).toBe('Chưa thực hiện được');
	});

	test('a public sentence takes the form of address of its field event', () => {
		const sentence = 'Bà con vui lòng giữ phiếu; mời bà con chờ.';
		expect(addressed(sentence, 'bà con', 'vi')).toBe(sentence);
		expect(addressed(sentence, 'ông/bà', 'vi')).toBe('Ông/bà vui lòng giữ phiếu; mời ông/bà chờ.');
		expect(addressed(sentence, 'công dân', 'vi')).toBe(
			'Công dân vui lòng giữ phiếu; mời công dân chờ.'
		);
	});

	test('a booth is a bàn or a quầy, as set', () => {
		expect(boothName({ word: 'bàn', number: 5, seats: 1 })).toBe('Bàn 5');
		expect(boothName({ word: 'quầy', number: 5, seats: 2 })).toBe('Quầy 5');
		expect(boothName({ word: 'quầy', number: 5, seats: 0 })).toBe('Lưu động số 5');
	});
});

describe('what a new field event starts with', () => {
	test('the card is CCCD before 1/7/2024 and thẻ căn cước from then on', () => {
		expect(defaultServices('2024-06-30')[0]?.name.vi).toBe('Cấp CCCD');
		expect(defaultServices('2024-07-01')[0]?.name.vi).toBe('Cấp thẻ căn cước');
	});

	test('each service counts an outcome that its officer is offered', () => {
		for (const service of defaultServices('2026-10-15')) {
			expect(OUTCOMES).toEqual(expect.arrayContaining(service.outcomes));
			expect(service.outcomes[0]).toBe(service.counts);
		}
	});

	test('level 2 is counted with its full noun', () => {
		const level2 = defaultServices('2023-10-13').find(({ id }) => id === 'level-2');
		expect(level2?.countedNoun.vi).toBe('Hồ sơ định danh điện tử mức độ 2 đã thu nhận');
	});

	test('every reason has an id of its own, words in both languages and services that exist', () => {
		const ids = defaultReasons.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const services = defaultServices('2026-10-15').map(({ id }) => id);
		for (const reason of defaultReasons) {
			expect(reason.id).toMatch(/^[a-z0-9-]+$/);
			for (const words of [reason.internal, reason.public])
				expect(words.vi && words.en, reason.id).toBeTruthy();
			expect(services).toEqual(expect.arrayContaining(reason.services));
		}
	});

	test('a failure says where to go next', () => {
		for (const reason of defaultReasons.filter(({ kind }) => kind === 'failure'))
			expect(reason.nextStep.vi, reason.id).not.toBe('');
	});

	test('in public nobody’s system is broken and nobody is to blame', () => {
		for (const reason of defaultReasons)
			expect(reason.public.vi.toLowerCase(), reason.id).not.toMatch(
				/lỗi|hỏng|quá tải|công an|vneid lỗi/
			);
	});

	test('a pause asks to keep the ticket and promises the number', () => {
		expect(pauseReasons[0]?.public.vi).toBe(
			'Hệ thống nghiệp vụ tạm gián đoạn. Bà con vui lòng giữ phiếu và chờ trong ít phút; số thứ tự không thay đổi.'
		);
		for (const reason of pauseReasons)
			expect(reason.public.vi).toMatch(/giữ phiếu.*không thay đổi/);
	});
});
