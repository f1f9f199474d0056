import { describe, expect, test } from 'vitest';
import type { Result } from '#lib/core/fact.ts';
import { booth, catalogue } from '#lib/core/hall.fixture.ts';
import type { ConflictRow } from '#lib/core/view/conflicts-view.ts';
import { conflictWords, resultText } from './conflict-words.ts';

const label = (number: number) => ({ ...booth(number, ['level-2']), area: null, place: null });
const enrolled: Result = {
	serviceId: 'level-2',
	outcome: 'enrolled',
	level: null,
	reasonId: null,
	count: 2
};
const row = (more: Partial<ConflictRow>): ConflictRow => ({
	operationId: 'op',
	kind: 'call',
	ticket: { number: 'A-017', day: 1, state: 'waiting' },
	booth: label(3),
	otherBooth: label(1),
	at: 0,
	by: 'officer-3',
	reported: [],
	counts: false,
	counted: [],
	instead: null,
	settled: null,
	...more
});
const title = (more: Partial<ConflictRow>) => conflictWords(row(more)).title;

describe('a contradiction in words', () => {
	test('names the number, the booths and what to do', () => {
		const { title, body, todo } = conflictWords(row({}));
		expect(title).toBe('Số A-017: hai bàn cùng mời');
		expect(body).toContain('Bàn 3 báo đã mời số này; Bàn 1 cũng đã mời');
		expect(todo).toMatch(/^Vui lòng hỏi/);
	});

	test('tells a taken seat and a sitting that ended elsewhere from two calls', () => {
		expect(title({ otherBooth: null })).toBe('Số A-017: được mời vào chỗ đã có người');
		expect(title({ otherBooth: label(3) })).toBe('Số A-017: được mời vào chỗ đã có người');
		expect(title({ reported: [enrolled], counts: true })).toBe(
			'Số A-017: đã xong ở nơi này, đang được mời ở nơi khác'
		);
	});

	test('says of two results what there is to choose, if anything', () => {
		const todo = (more: Partial<ConflictRow>) =>
			conflictWords(row({ kind: 'done', reported: [enrolled], ...more })).todo;
		const instead = { operationId: 'other', results: [enrolled] };
		expect(todo({ instead })).toBe('Vui lòng hỏi hai bàn rồi chọn kết quả đúng.');
		expect(todo({ counts: true })).toContain('Kết quả của Bàn 3 đang được tính');
		expect(todo({})).toBe('Hai nơi ghi giống nhau, không phải sửa gì.');
	});

	test('has words for a cancelled ticket and for a number given twice', () => {
		expect(title({ kind: 'cancelled' })).toBe('Số A-017: phiếu đã hủy, Bàn 3 báo đã phục vụ');
		expect(title({ kind: 'number', booth: null, otherBooth: null })).toBe(
			'Số A-017: được cấp hai lần'
		);
	});

	test('a result names its service, its outcome, its reason and how many people', () => {
		expect(resultText(enrolled, catalogue())).toBe('level-2: Đã thu nhận hồ sơ (2 người)');
		const failed = { ...enrolled, outcome: 'failed', reasonId: 'sim-not-owner' } as const;
		expect(resultText(failed, catalogue())).toBe(
			'level-2: Chưa thực hiện được · SIM không chính chủ (2 người)'
		);
	});
});
