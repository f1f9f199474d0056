import type { Burst, Stroke } from './burst.ts';
import { BurstCollector, GATHER_MS, STUTTER_MS } from './burst.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** So late a starved computer tells the rest of a scan that seemed to be over. */
const FORGET_MS = 3000;

/** A field as it was before the first key of a burst. */
interface Before {
	field: Field;
	value: string;
	start: number | null;
	end: number | null;
}

/**
 * Listens on a whole page for hand scanners that type (keyboard wedges), whatever has the focus, and returns the
 * function that stops it.
 *
 * A scan never stays in a field: what its first keys put there is taken back, the rest never arrives; nor does it
 * press a shortcut or a focused button. Outside a field a single sign therefore reaches the page's own `keydown`
 * listeners (below the window) a few hundredths of a second late, when no second one has followed at a scanner's
 * speed. Typing by hand is left alone. What was scanned is handed over and not kept, but for a scan without an end of
 * its own: for `FORGET_MS` the rest of it may still come, and then all of it is handed over once more.
 */
export function listenForScans(page: Window, onscan: (burst: Burst) => void): () => void {
	const collector = new BurstCollector();
	const replayed = new WeakSet<Event>();
	const swallowed = new Set<string>();
	let before: Before | null = null;
	/** The same for the burst that silence ended last. */
	let beforeEnded: Before | null = null;
	let held: KeyboardEvent[] = [];
	let timer = 0;
	let forgetting = 0;

	function down(event: KeyboardEvent): void {
		if (replayed.has(event)) return;
		if (collector.isOver(event.timeStamp)) quiet();
		const stroke = strokeOf(event);
		const resumed = collector.resume(stroke);
		if (resumed) before = beforeEnded;
		// Keys that are not sure to be a scanner's may stay in their field until they are.
		if (resumed && collector.sure) restore(before);
		const answer = collector.press(stroke);
		switch (answer) {
			case 'ignore':
				return;
			case 'pass':
				return flush();
			case 'begin':
				flush();
				before = fieldBefore(event.target);
				if (isHoldable(event)) hold(event);
				break;
			case 'maybe':
				if (held.length > 0 || (resumed && isHoldable(event))) hold(event);
				break;
			case 'surely':
				swallow(event);
				held = [];
				restore(before);
				break;
			case 'hold':
				swallow(event);
				break;
			case 'scan':
				swallow(event);
				return finish();
			case 'give-back':
				return giveBack();
		}
		wait();
	}

	function up(event: KeyboardEvent): void {
		if (event.key === 'Alt') {
			const answer = collector.releaseAlt(event.timeStamp);
			if (answer === 'begin') before = fieldBefore(event.target);
			if (answer !== 'ignore') wait();
		}
		// A button is pressed by the space bar going up.
		if (swallowed.delete(event.code)) stop(event);
	}

	function wait(): void {
		clearTimeout(timer);
		// The second timer lets keys that waited behind a busy moment of the page come first.
		timer = page.setTimeout(
			() => (timer = page.setTimeout(quiet)),
			collector.sure ? STUTTER_MS : GATHER_MS
		);
	}

	function quiet(): void {
		const outcome = collector.silence();
		beforeEnded = before;
		clearTimeout(forgetting);
		forgetting = page.setTimeout(forgetEnded, FORGET_MS);
		if (outcome === 'scan') finish();
		else if (outcome === 'give-back') giveBack();
		else flush();
	}

	function finish(): void {
		clearTimeout(timer);
		held = [];
		const burst = collector.take();
		restore(before, burst.imeSeen);
		before = null;
		onscan(burst);
	}

	/** Typed by a machine, but no scan (a text expander, say): it goes where it was meant to go. */
	function giveBack(): void {
		clearTimeout(timer);
		held = [];
		const { text } = collector.take();
		if (before) typeInto(before, text);
		before = null;
	}

	function hold(event: KeyboardEvent): void {
		stop(event);
		held.push(event);
	}

	function swallow(event: KeyboardEvent): void {
		stop(event);
		swallowed.add(event.code);
	}

	/** Lets keys that turned out to be a hand's go on to the page. */
	function flush(): void {
		const keys = held;
		held = [];
		before = null;
		for (const key of keys) {
			const copy = new KeyboardEvent('keydown', key);
			replayed.add(copy);
			const target = key.target instanceof Node && key.target.isConnected ? key.target : null;
			(target ?? page.document.body).dispatchEvent(copy);
		}
	}

	function forgetEnded(): void {
		collector.forget();
		beforeEnded = null;
	}

	function forget(): void {
		clearTimeout(timer);
		clearTimeout(forgetting);
		forgetEnded();
		collector.reset();
		held = [];
		before = null;
		swallowed.clear();
	}

	page.addEventListener('keydown', down, true);
	page.addEventListener('keyup', up, true);
	page.addEventListener('blur', forget);
	return () => {
		forget();
		page.removeEventListener('keydown', down, true);
		page.removeEventListener('keyup', up, true);
		page.removeEventListener('blur', forget);
	};
}

function strokeOf(event: KeyboardEvent): Stroke {
	return {
		key: event.key,
		code: event.code,
		at: event.timeStamp,
		shift: event.shiftKey,
		alt: event.altKey,
		ctrl: event.ctrlKey || event.metaKey,
		composing: event.isComposing,
		repeat: event.repeat
	};
}

function stop(event: Event): void {
	event.preventDefault();
	event.stopImmediatePropagation();
}

const UNTYPED = [
	'button',
	'checkbox',
	'color',
	'file',
	'image',
	'radio',
	'range',
	'reset',
	'submit'
];

function isField(target: EventTarget | null): target is Field {
	if (target instanceof HTMLInputElement) return !UNTYPED.includes(target.type);
	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function fieldBefore(target: EventTarget | null): Before | null {
	if (!isField(target)) return null;
	if (target instanceof HTMLSelectElement)
		return { field: target, value: target.value, start: null, end: null };
	// Number and date fields have no selection: both are null there.
	return {
		field: target,
		value: target.value,
		start: target.selectionStart,
		end: target.selectionEnd
	};
}

/** A sign outside any field, that could be a shortcut. The space bar presses buttons and starts no scan. */
function isHoldable(event: KeyboardEvent): boolean {
	const editable = event.target instanceof HTMLElement && event.target.isContentEditable;
	return event.key.length === 1 && event.key !== ' ' && !editable && !isField(event.target);
}

/** Puts a field back as it was. A typing tool has to let go of it first, or it writes once more. */
function restore(before: Before | null, imeSeen = false): void {
	if (!before) return;
	const { field, value, start, end } = before;
	const focused = field.ownerDocument.activeElement === field;
	if (imeSeen && focused) field.blur();
	write(field, value, start, end);
	if (imeSeen && focused) field.focus();
}

function typeInto({ field, value, start, end }: Before, text: string): void {
	if (field instanceof HTMLSelectElement || field.readOnly) return;
	const from = start ?? value.length;
	const next = value.slice(0, from) + text + value.slice(end ?? value.length);
	const caret = start === null ? null : from + text.length;
	write(field, field.maxLength < 0 ? next : next.slice(0, field.maxLength), caret, caret);
}

function write(field: Field, value: string, start: number | null, end: number | null): void {
	if (field.value === value) return;
	field.value = value;
	if (!(field instanceof HTMLSelectElement) && start !== null) field.setSelectionRange(start, end);
	field.dispatchEvent(new Event('input', { bubbles: true }));
	if (field instanceof HTMLSelectElement)
		field.dispatchEvent(new Event('change', { bubbles: true }));
}
