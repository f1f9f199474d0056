/** What a key asks for; which of it makes sense now is the desk's business. */
export type KeyAction =
	| 'main'
	| 'finish-only'
	| 'recall'
	| 'no-show'
	| 'failed'
	| 'hold'
	| 'send'
	| 'pause'
	| 'undo'
	| 'number'
	| 'help'
	| 'close'
	| { digit: number };

/** The keys as printed on a keyboard: buttons show them, the overlay lists them. */
export const KEYS = {
	recall: 'R',
	'no-show': 'V',
	failed: 'F',
	hold: 'H',
	send: 'T',
	pause: 'P',
	undo: 'Z'
} as const;

const BY_LETTER = new Map<string, KeyAction>(
	Object.entries(KEYS).map(([action, key]) => [`Key${key}`, action as keyof typeof KEYS])
);

export type Pressed = Pick<
	KeyboardEvent,
	'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'repeat' | 'isComposing'
>;

/**
 * Reads a key that no field and no control took for itself. A key that is held down means nothing, and so does one
 * with Control, Alt or Command. Letters are told by the place of the key, so that Telex left on changes nothing.
 */
export function keyAction(pressed: Pressed): KeyAction | null {
	if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.repeat) return null;
	if (pressed.isComposing) return null;
	const { key, code } = pressed;
	if (key === 'Enter') return pressed.shiftKey ? 'finish-only' : 'main';
	if (key === ' ') return 'main';
	if (key === 'Escape') return 'close';
	if (key === '?') return 'help';
	if (key === '/' || code === 'NumpadDivide') return 'number';
	const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
	if (digit !== undefined) return pressed.shiftKey ? null : { digit: Number(digit) };
	return pressed.shiftKey ? null : (BY_LETTER.get(code) ?? null);
}

const CONTROLS = 'a,button,input,select,textarea,summary,video,[contenteditable],[role=radio]';

/** Whether a control takes this key itself: typing stays in its field, Enter presses the button that has the focus. */
export function belongsToControl(target: EventTarget | null, pressed: Pressed): boolean {
	if (!(target instanceof HTMLElement)) return false;
	const control = target.closest<HTMLElement>(CONTROLS);
	if (!control) return false;
	const types =
		control instanceof HTMLInputElement && !['checkbox', 'radio'].includes(control.type);
	if (types || control.matches('select,textarea,[contenteditable]'))
		return pressed.key !== 'Escape';
	return pressed.key === 'Enter' || pressed.key === ' ';
}
