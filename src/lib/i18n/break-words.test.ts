import { describe, expect, it } from 'vitest';
import { aboutBetweenOver, breakWords } from './break-words.ts';

const at = (time: string) => Date.parse(`2023-10-13T${time}:00+07:00`);
const gap = (from: string, to: string) => ({ from: at(from), to: at(to) });

describe('breaks in words', () => {
	it('the break at noon is called by its name, another one is not', () => {
		expect(breakWords(gap('11:30', '13:00'), 'vi')).toBe('nghỉ trưa 11:30–13:00');
		expect(breakWords(gap('09:30', '10:00'), 'vi')).toBe('nghỉ 09:30–10:00');
		expect(breakWords(gap('11:30', '13:00'), 'en')).toBe('lunch break 11:30–13:00');
	});

	it('a range that steps over a break says so beside it', () => {
		const between = gap('13:10', '13:30');
		expect(aboutBetweenOver(between, [gap('11:30', '13:00')], 'vi')).toBe(
			'khoảng 13:10–13:30 (nghỉ trưa 11:30–13:00)'
		);
		expect(aboutBetweenOver(between, [], 'vi')).toBe('khoảng 13:10–13:30');
	});
});
