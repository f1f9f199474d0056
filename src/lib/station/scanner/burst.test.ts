import { describe, expect, test } from 'vitest';
import type { Answer, Stroke } from './burst.ts';
import { BurstCollector } from './burst.ts';

const CARD = '054090000123|220123456|Nguyen Van Mau|05091990|Nam|Tuy Hoa|12042021';

/** The keys of a scanner set to the US layout; `change` is what stands between it and the page. */
function keysOf(
	text: string,
	change: (stroke: Stroke) => Stroke = (stroke) => stroke,
	everyMs = 8
): Stroke[] {
	return Array.from(text, (sign, index) => {
		const code = /\d/.test(sign)
			? `Digit${sign}`
			: /[a-z]/i.test(sign)
				? `Key${sign.toUpperCase()}`
				: ({
						'|': 'Backslash',
						' ': 'Space',
						'-': 'Minus',
						'/': 'Slash',
						':': 'Semicolon',
						'.': 'Period'
					}[sign] ?? '');
		const shift = /[A-Z|:]/.test(sign);
		return change({ key: sign, code, at: 1000 + index * everyMs, shift });
	});
}
const after = (strokes: Stroke[], ms: number) => (strokes.at(-1)?.at ?? 0) + ms;
const enter = (at: number): Stroke => ({ key: 'Enter', code: 'Enter', at });

function play(strokes: Stroke[]): { collector: BurstCollector; answers: Answer[] } {
	const collector = new BurstCollector();
	return { collector, answers: strokes.map((stroke) => collector.press(stroke)) };
}

describe('a hand scanner', () => {
	test('is known from its fourth key on and gives its text at Enter', () => {
		const keys = keysOf(CARD);
		const { collector, answers } = play([...keys, enter(after(keys, 8))]);
		expect(answers.slice(0, 5)).toEqual(['begin', 'maybe', 'maybe', 'surely', 'hold']);
		expect(answers.at(-1)).toBe('scan');
		expect(collector.take()).toEqual({ text: CARD, imeSeen: false });
		expect(collector.take().text).toBe('');
	});

	test('may end with Tab, or with nothing', () => {
		const keys = keysOf(CARD);
		expect(play([...keys, { key: 'Tab', code: 'Tab', at: after(keys, 8) }]).answers.at(-1)).toBe(
			'scan'
		);
		const { collector } = play(keys);
		expect(collector.silence()).toBe('scan');
		expect(collector.take().text).toBe(CARD);
	});

	test('may stutter once it is known', () => {
		const keys = keysOf(CARD).map((stroke, index) => ({
			...stroke,
			at: stroke.at + (index > 20 ? 90 : 0)
		}));
		const { collector, answers } = play([...keys, enter(after(keys, 90))]);
		expect(answers.at(-1)).toBe('scan');
		expect(collector.take().text).toBe(CARD);
	});

	test('may send its Enter late: it is not taken for a press of a button', () => {
		const keys = keysOf(CARD);
		const { collector } = play(keys);
		expect(collector.isOver(after(keys, 200))).toBe(false);
		expect(collector.isOver(after(keys, 400))).toBe(true);
		expect(collector.silence()).toBe('scan');
		expect(collector.take().text).toBe(CARD);
		expect(collector.press(enter(after(keys, 400)))).toBe('hold');
		expect(collector.press(enter(after(keys, 450)))).toBe('pass');
	});

	test('whose rest a busy computer told late is given once more, whole', () => {
		const keys = keysOf(CARD);
		for (const cut of [5, 13, 24, keys.length - 1]) {
			const { collector } = play(keys.slice(0, cut));
			// By the clock on the wall nothing came for long; by their own times the keys follow at once.
			expect(collector.silence()).toBe(cut < 12 ? 'give-back' : 'scan');
			expect(collector.take().text).toBe(CARD.slice(0, cut));
			expect(collector.resume({ key: 'Shift', code: 'ShiftLeft', at: keys[cut]!.at })).toBe(false);
			expect(collector.resume(keys[cut]!)).toBe(true);
			for (const key of keys.slice(cut)) expect(collector.press(key)).toBe('hold');
			expect(collector.press(enter(after(keys, 8)))).toBe('scan');
			expect(collector.take()).toEqual({ text: CARD, imeSeen: false });
		}
	});

	test('whose first keys alone seemed to be a hand’s is whole all the same', () => {
		const keys = keysOf(CARD);
		for (const cut of [1, 2, 3]) {
			const { collector } = play(keys.slice(0, cut));
			expect(collector.silence()).toBe('pass');
			expect(collector.resume(keys[cut]!)).toBe(true);
			const answers = keys.slice(cut).map((key) => collector.press(key));
			expect(answers.slice(0, 5 - cut)).toEqual(
				['maybe', 'maybe', 'surely', 'hold'].slice(cut - 1)
			);
			expect(collector.press(enter(after(keys, 8)))).toBe('scan');
			expect(collector.take()).toEqual({ text: CARD, imeSeen: false });
		}
	});

	test('that ended without Enter is not mixed with the next one, nor remembered for long', () => {
		const keys = keysOf(CARD);
		const { collector } = play(keys);
		collector.silence();
		collector.take();
		expect(collector.resume({ key: '0', code: 'Digit0', at: after(keys, 250) })).toBe(false);
		collector.forget();
		expect(collector.resume({ key: '0', code: 'Digit0', at: after(keys, 8) })).toBe(false);
	});

	test('may begin unevenly', () => {
		const late = [0, 50, 55, 100, 105, 110, 115];
		const keys = keysOf(CARD).map((stroke, index) => ({
			...stroke,
			at: 1000 + (late[index] ?? 115 + (index - 6) * 8)
		}));
		const { collector, answers } = play([...keys, enter(after(keys, 8))]);
		expect(answers.slice(0, 8)).toEqual([
			'begin',
			'maybe',
			'maybe',
			'maybe',
			'maybe',
			'maybe',
			'surely',
			'hold'
		]);
		expect(collector.take().text).toBe(CARD);
	});

	test('is known by one of our short numbers too', () => {
		const keys = keysOf('A-017');
		const { collector, answers } = play([...keys, enter(after(keys, 8))]);
		expect(answers.at(-1)).toBe('scan');
		expect(collector.take().text).toBe('A-017');
	});

	test('gives its digits by the place of the keys, on a French layout', () => {
		const french: Record<string, string> = {
			'1': '&',
			'2': 'é',
			'0': 'à',
			'5': '(',
			'4': "'",
			'9': 'ç',
			'3': '"'
		};
		const keys = keysOf('054090000123', (stroke) => ({
			...stroke,
			key: french[stroke.key] ?? stroke.key
		}));
		const { collector } = play([...keys, enter(after(keys, 8))]);
		expect(collector.take()).toEqual({ text: '054090000123', imeSeen: false });
	});

	test('gives its digits where the Vietnamese layout makes letters and accents of them, and tells of it', () => {
		const layout: Record<string, string> = {
			'1': 'ă',
			'2': 'â',
			'3': 'ê',
			'4': 'ô',
			'5': '\u0300',
			'9': '\u0323',
			'0': 'đ'
		};
		const keys = keysOf('054090000123', (stroke) => ({
			...stroke,
			key: layout[stroke.key] ?? stroke.key
		}));
		const { collector } = play([...keys, enter(after(keys, 8))]);
		expect(collector.take()).toEqual({ text: '054090000123', imeSeen: true });
	});

	test('is read through a typing tool that composes, and tells of it', () => {
		const keys = keysOf(CARD, (stroke) => ({ ...stroke, key: 'Process', composing: true }));
		const { collector, answers } = play([
			...keys,
			{ key: 'Process', code: 'Enter', at: after(keys, 8), composing: true }
		]);
		expect(answers.at(-1)).toBe('scan');
		expect(collector.take()).toEqual({ text: CARD, imeSeen: true });
	});

	test('through Unikey, which takes back and types anew, keeps its digits and tells of it', () => {
		const at = 1000;
		const keys = keysOf('https://hoi.vn/t/1340282366920938463463374607431768211455');
		const typed = keys.flatMap((stroke, index) =>
			index === 10
				? [
						{ ...stroke, at: at + index * 8 },
						{ key: 'Backspace', code: 'Backspace', at: at + index * 8 + 2 },
						{ key: 'ớ', code: '', at: at + index * 8 + 4 }
					]
				: [stroke]
		);
		const { collector } = play([...typed, enter(after(typed, 8))]);
		const burst = collector.take();
		expect(burst.imeSeen).toBe(true);
		expect(burst.text).toMatch(/\/t\/1340282366920938463463374607431768211455$/);
	});

	test('in Alt mode gives each byte as one sign', () => {
		const collector = new BurstCollector();
		let at = 1000;
		for (const stroke of keysOf('05409000|Tr')) collector.press({ ...stroke, at: (at += 5) });
		for (const group of ['0198', '0176']) {
			collector.press({ key: 'Alt', code: 'AltLeft', at: (at += 5), alt: true });
			for (const digit of group)
				collector.press({ key: 'End', code: `Numpad${digit}`, at: (at += 5), alt: true });
			collector.releaseAlt((at += 5));
		}
		for (const stroke of keysOf('ng')) collector.press({ ...stroke, at: (at += 5) });
		expect(collector.press(enter(at + 5))).toBe('scan');
		expect(collector.take().text).toBe('05409000|Tr\u00c6\u00b0ng');
	});
});

describe('a hand', () => {
	test('typing at any pace of a person is left alone', () => {
		const keys = keysOf('054090000123', undefined, 60);
		const { answers, collector } = play([...keys, enter(after(keys, 60))]);
		expect(new Set(answers.slice(0, -1))).toEqual(new Set(['begin']));
		expect(answers.at(-1)).toBe('pass');
		expect(collector.take().text).toBe('');
	});

	test('that types very fast a short number and Enter is left alone', () => {
		const keys = keysOf('A17', undefined, 50);
		expect(play([...keys, enter(after(keys, 50))]).answers).toEqual([
			'begin',
			'maybe',
			'maybe',
			'pass'
		]);
	});

	test('a key that follows a silence in its own time begins anew', () => {
		const [first, second, third] = keysOf('054', undefined, 80);
		const { collector } = play([first!]);
		collector.silence();
		expect(collector.resume(second!)).toBe(false);
		expect(collector.press(second!)).toBe('begin');
		// Nor does anything go on past a key that came between.
		expect(collector.resume({ ...third!, at: first!.at + 8 })).toBe(false);
	});

	test('rolling two or three keys together is left alone', () => {
		const keys = keysOf('nam', undefined, 20);
		const { collector, answers } = play(keys);
		expect(answers).toEqual(['begin', 'maybe', 'maybe']);
		expect(collector.silence()).toBe('pass');
	});

	test('keeping a key down is left alone', () => {
		const keys = keysOf(
			'00000000000000',
			(stroke) => ({ ...stroke, repeat: stroke.at > 1000 }),
			30
		);
		expect(play(keys).answers).not.toContain('surely');
	});

	test('pressing a command is left alone', () => {
		expect(play([{ key: 'c', code: 'KeyC', at: 1, ctrl: true }]).answers).toEqual(['pass']);
		expect(play([{ key: 'Escape', code: 'Escape', at: 1 }]).answers).toEqual(['pass']);
		expect(play([{ key: 'Shift', code: 'ShiftLeft', at: 1 }]).answers).toEqual(['ignore']);
	});
});

test('what a text expander types fast, but is no code, is given back', () => {
	const keys = keysOf('ngay hoi');
	expect(play(keys).collector.silence()).toBe('give-back');
	expect(play([...keys, enter(after(keys, 8))]).answers.at(-1)).toBe('give-back');
});
