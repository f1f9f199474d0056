import { numberReadings } from '#lib/core/ticket-number.ts';

/** One key going down, as far as a scanner can be told from a hand by it. `at` is the event's own time in ms. */
export interface Stroke {
	key: string;
	code: string;
	at: number;
	shift?: boolean;
	alt?: boolean;
	/** Control or the command key. */
	ctrl?: boolean;
	/** A typing tool is composing. */
	composing?: boolean;
	/** The key is being held down. */
	repeat?: boolean;
}

/** What a hand scanner typed. Personal data: in memory only, never logged. */
export interface Burst {
	text: string;
	/** A Vietnamese typing tool (Unikey, EVKey, the system's own) was at work while it came in. */
	imeSeen: boolean;
}

/**
 * What the listener does with a key.
 * - `pass`: nothing to do with a scanner; what came before it was a hand. `ignore`: a modifier, says nothing yet.
 * - `begin`: first sign after a silence; it may become anything. `maybe`: came fast, not yet sure.
 * - `surely`: now it is a scanner: take back what landed in a field. `hold`: goes on, keep it from the page.
 * - `scan`: complete, `take()` it. `give-back`: machine-fast, but no scan: `take()` it and type it where it belongs.
 */
export type Answer =
	'pass' | 'ignore' | 'begin' | 'maybe' | 'surely' | 'hold' | 'scan' | 'give-back';

/** Between two keys of a scanner; the fastest typists stay above twice that, but for keys rolled together. */
const FAST_MS = 35;
/** Gaps that fast in a row, which no hand does. */
const SURE_AFTER = 3;
/** Until it is sure, keys closer than this are gathered: the first ones of a scan may come unevenly. */
export const GATHER_MS = 60;
/** Once it is surely a scanner: wireless ones stutter, and so does a busy computer. */
export const STUTTER_MS = 250;
/** An Enter that comes so late after a scan is still the scanner's, not a press of a button. */
const LATE_END_MS = 600;
/** An identity number; whatever is shorter must be one of our ticket numbers. */
const SHORTEST = 12;
/** Longer than any QR code. */
const LONGEST = 4000;

/**
 * Tells a hand scanner's burst of keys from a person's typing, and gathers it. Digits are taken by the place of the
 * key, so that neither VNI nor a French layout changes them. Pure: it is told the time with every key.
 */
export class BurstCollector {
	#signs: string[] = [];
	#strokes = 0;
	/** Fast gaps in a row; stays once it has reached `SURE_AFTER`. */
	#fast = 0;
	#lastAt = -Infinity;
	#imeSeen = false;
	/** When the last scan that ended by silence gave its last sign. */
	#silentEndAt = -Infinity;
	/** What silence ended, until `forget()`: a busy computer may have kept the rest of it waiting. */
	#ended: { signs: string[]; fast: number; at: number; imeSeen: boolean } | null = null;
	/** Digits typed while Alt is down: a byte of the "Alt mode" of many scanners. Null while Alt is up. */
	#altDigits: string | null = null;

	/** Whether the last keys can only have come from a scanner. */
	get sure(): boolean {
		return this.#fast >= SURE_AFTER;
	}

	/** Whether a scan is complete by silence when a key comes at this time: it has to be ended before that key counts. */
	isOver(at: number): boolean {
		return this.sure && !this.#isRunning(at);
	}

	/**
	 * Whether this key belongs to what silence has ended: by its own time it follows at once, and was only told late. The
	 * burst then goes on from where it stood: a scan will be given once more, whole; first keys that seemed to be a hand's
	 * may yet become one. To be asked before `press`.
	 */
	resume({ key, code, at }: Stroke): boolean {
		const ended = this.#ended;
		if (!ended || this.#strokes > 0) return false;
		if (at - ended.at >= longestGap(ended.fast)) return false;
		if (isModifier(key) || isEnd(key, code)) return false;
		this.#ended = null;
		this.#signs = ended.signs;
		this.#strokes = ended.signs.length;
		this.#fast = ended.fast;
		this.#lastAt = ended.at;
		this.#imeSeen = ended.imeSeen;
		return true;
	}

	/** Lets go of what silence ended. */
	forget(): void {
		this.#ended = null;
	}

	/** Takes one key going down. */
	press(stroke: Stroke): Answer {
		const { key, code, at } = stroke;
		const running = this.#isRunning(at);

		if (isModifier(key)) return 'ignore';
		// Keys come in the order of their times: what was ended before this one does not go on any more.
		this.#ended = null;
		if (key === 'Alt' || (this.#altDigits !== null && DIGIT_KEY.test(code))) {
			this.#altDigits = key === 'Alt' ? '' : this.#altDigits + code.slice(-1);
			if (running) this.#lastAt = at;
			return running ? 'hold' : 'ignore';
		}
		if (isEnd(key, code)) return this.#end(at, running);
		if (key === 'Backspace' && running && this.sure) {
			// A hand does not correct itself within 35 ms: a typing tool replaces what the scanner typed.
			this.#signs.pop();
			this.#imeSeen = true;
			this.#lastAt = at;
			return 'hold';
		}

		const read = readSign(stroke);
		if (read === null || stroke.repeat) {
			this.reset();
			return 'pass';
		}
		return this.#add(read, at, running);
	}

	/** Alt has gone up at this time: the digits typed under it are one byte or character. */
	releaseAlt(at: number): Answer {
		const code = this.#altDigits === null ? NaN : parseInt(this.#altDigits, 10);
		this.#altDigits = null;
		if (!(code > 0 && code <= 0x10ffff)) return 'ignore';
		// Bytes above 0x7F stay single signs here; the reader of cards joins them to letters.
		return this.#add({ sign: String.fromCodePoint(code), ime: false }, at, this.#isRunning(at));
	}

	/** No key came for longer than a scanner pauses. A scanner that sends no Enter still ends its card or link so. */
	silence(): 'scan' | 'give-back' | 'pass' {
		this.#ended = {
			signs: [...this.#signs],
			fast: this.#fast,
			at: this.#lastAt,
			imeSeen: this.#imeSeen
		};
		if (!this.sure) {
			this.reset();
			return 'pass';
		}
		if (!/\d{12}/.test(this.#signs.join(''))) return 'give-back';
		this.#silentEndAt = this.#lastAt;
		return 'scan';
	}

	/** What was gathered. Nothing of it stays here, but what silence ended: that stays until `forget()`. */
	take(): Burst {
		const burst = { text: this.#signs.join(''), imeSeen: this.#imeSeen };
		this.reset();
		return burst;
	}

	reset(): void {
		this.#signs = [];
		this.#strokes = 0;
		this.#fast = 0;
		this.#lastAt = -Infinity;
		this.#imeSeen = false;
		this.#altDigits = null;
	}

	#isRunning(at: number): boolean {
		return this.#strokes > 0 && at - this.#lastAt < longestGap(this.#fast);
	}

	#add({ sign, ime }: SignRead, at: number, running: boolean): Answer {
		if (!running) this.reset();
		const wasSure = this.sure;
		if (!wasSure) this.#fast = at - this.#lastAt < FAST_MS ? this.#fast + 1 : 0;
		this.#lastAt = at;
		this.#strokes += 1;
		this.#imeSeen ||= ime;
		if (this.#signs.length < LONGEST) this.#signs.push(sign);
		if (this.#strokes === 1) return 'begin';
		if (wasSure) return 'hold';
		return this.sure ? 'surely' : 'maybe';
	}

	#end(at: number, running: boolean): Answer {
		if (this.#strokes === 0 && at - this.#silentEndAt < LATE_END_MS) {
			this.#silentEndAt = -Infinity;
			return 'hold';
		}
		const text = this.#signs.join('');
		const machineFast =
			this.sure || (this.#fast === this.#strokes - 1 && at - this.#lastAt < FAST_MS);
		if (running && machineFast) {
			if (text.length >= SHORTEST || numberReadings(text).length > 0) return 'scan';
			if (this.sure) return 'give-back';
		}
		this.reset();
		return 'pass';
	}
}

/** Between two keys of one burst, with so many fast gaps in a row behind it. */
function longestGap(fast: number): number {
	return fast >= SURE_AFTER ? STUTTER_MS : GATHER_MS;
}

function isModifier(key: string): boolean {
	return ['Shift', 'CapsLock', 'AltGraph', 'Control'].includes(key);
}

function isEnd(key: string, code: string): boolean {
	return [key, code].some((name) => ['Enter', 'NumpadEnter', 'Tab'].includes(name));
}

const DIGIT_KEY = /^(?:Digit|Numpad)(\d)$/;

/** What one key stands for, and whether a typing tool had its hand in it. */
interface SignRead {
	sign: string;
	ime: boolean;
}

function readSign({
	key,
	code,
	composing,
	shift = false,
	alt = false,
	ctrl = false
}: Stroke): SignRead | null {
	if (composing || ['Process', 'Unidentified', 'Dead'].includes(key))
		return { sign: US_KEYS[code]?.[shift ? 1 : 0] ?? letterOf(code, shift) ?? '\uFFFD', ime: true };
	if (Array.from(key).length !== 1) return null;
	// AltGr is Control and Alt together; either alone is a command.
	if (ctrl !== alt) return null;
	const digit = DIGIT_KEY.exec(code)?.[1];
	if (digit === undefined || shift || alt || /\d/.test(key)) return { sign: key, ime: false };
	return { sign: digit, ime: /[\u0300-\u0323ăâêôđ]/i.test(key) };
}

function letterOf(code: string, shift: boolean): string | undefined {
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	return shift ? letter : letter?.toLowerCase();
}

/** What a scanner set to the US layout means by a key that a typing tool has taken: without and with Shift. */
const US_KEYS: Record<string, readonly [string, string]> = {
	Digit1: ['1', '!'],
	Digit2: ['2', '@'],
	Digit3: ['3', '#'],
	Digit4: ['4', '$'],
	Digit5: ['5', '%'],
	Digit6: ['6', '^'],
	Digit7: ['7', '&'],
	Digit8: ['8', '*'],
	Digit9: ['9', '('],
	Digit0: ['0', ')'],
	Minus: ['-', '_'],
	Equal: ['=', '+'],
	Slash: ['/', '?'],
	Backslash: ['\\', '|'],
	Semicolon: [';', ':'],
	Quote: ["'", '"'],
	Comma: [',', '<'],
	Period: ['.', '>'],
	Space: [' ', ' ']
};
