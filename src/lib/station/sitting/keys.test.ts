import { describe, expect, test } from 'vitest';
import { keyAction, type Pressed } from './keys.ts';

const press = (key: string, code: string, more: Partial<Pressed> = {}): Pressed => ({
	key,
	code,
	ctrlKey: false,
	altKey: false,
	metaKey: false,
	shiftKey: false,
	repeat: false,
	isComposing: false,
	...more
});

describe('keys at the booth', () => {
	test('Enter and the space bar are the large button; with shift the next one is not called', () => {
		expect(keyAction(press('Enter', 'Enter'))).toBe('main');
		expect(keyAction(press(' ', 'Space'))).toBe('main');
		expect(keyAction(press('Enter', 'Enter', { shiftKey: true }))).toBe('finish-only');
	});

	test('a key held down does nothing', () => {
		expect(keyAction(press('Enter', 'Enter', { repeat: true }))).toBeNull();
	});

	test('letters are read by their place, so that Telex left on changes nothing', () => {
		expect(keyAction(press('Process', 'KeyF'))).toBe('failed');
		expect(keyAction(press('v', 'KeyV'))).toBe('no-show');
	});

	test('the browser keeps its own keys', () => {
		expect(keyAction(press('r', 'KeyR', { ctrlKey: true }))).toBeNull();
		expect(keyAction(press('p', 'KeyP', { metaKey: true }))).toBeNull();
	});

	test('digits choose a seat or a line, from the number pad too', () => {
		expect(keyAction(press('3', 'Digit3'))).toEqual({ digit: 3 });
		expect(keyAction(press('7', 'Numpad7'))).toEqual({ digit: 7 });
	});
});
