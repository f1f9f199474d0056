import {
	readCameraTrial,
	readTrial,
	type TrialEntry,
	type TrialReading,
	type TrialStroke
} from '#lib/station/scanner/trial.ts';

/** A scanner that sends nothing at the end is known by this silence, ms; a late Enter still comes within it. */
const SCANNER_SILENCE_MS = 700;
/** Keys at a machine's pace: fewer than that a person may roll. */
const MACHINE_KEYS = 12;
const MACHINE_MS = 90;
/** An Enter so soon after a result is the scanner's own, late or sent twice. */
const LATE_END_MS = 1_500;

/**
 * Gathers the keys of one scan or of something typed in a field and reads them when they end. Nothing of it is kept:
 * with the reading the keys and the field are emptied.
 */
export class ScanTrial {
	reading = $state.raw<TrialReading | null>(null);
	/** Keys are coming in. */
	receiving = $state(false);
	/** How many readings there were: the same result twice is told twice. */
	count = $state(0);

	private strokes: TrialStroke[] = [];
	private shownAt = -Infinity;
	private silence: ReturnType<typeof setTimeout> | null = null;

	constructor(
		private readonly year: number,
		private readonly field: () => HTMLInputElement | undefined
	) {}

	/** A key going down in the field. */
	down = (event: KeyboardEvent): void => {
		if (event.key === 'Enter' || event.key === 'Tab') return this.endKey(event);
		if (event.ctrlKey && !event.altKey) return;
		if (event.repeat) return;
		this.take(strokeOf(event));
	};

	/** A key going up: Alt ends a byte of scanners that send letters so. */
	up = (event: KeyboardEvent): void => {
		if (event.key === 'Alt' && this.strokes.length > 0) {
			this.take({ ...strokeOf(event), altUp: true });
		}
	};

	/** The person asks for the result. */
	press = (): void => this.end('press');

	camera = (text: string): void => this.show(readCameraTrial(text, { year: this.year }));

	close(): void {
		if (this.silence) clearTimeout(this.silence);
	}

	private take(stroke: TrialStroke): void {
		this.strokes.push(stroke);
		this.receiving = true;
		if (this.silence) clearTimeout(this.silence);
		this.silence = setTimeout(() => this.quiet(), SCANNER_SILENCE_MS);
	}

	/** Enter belongs to the scan, or asks for the result; Tab after a machine's keys too, else it goes on. */
	private endKey(event: KeyboardEvent): void {
		if (event.key === 'Tab' && !this.isMachine()) return;
		event.preventDefault();
		if (this.strokes.length === 0 && event.timeStamp - this.shownAt < LATE_END_MS) return;
		this.end(event.key === 'Enter' ? 'enter' : 'tab');
	}

	/** A person may pause while typing; a machine that pauses has ended. */
	private quiet(): void {
		if (this.isMachine()) this.end('silence');
	}

	private isMachine(): boolean {
		const times = this.strokes.map(({ at }) => at);
		const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
		const few = times.length < MACHINE_KEYS;
		return times.length > 3 && span / (times.length - 1) < (few ? 35 : MACHINE_MS);
	}

	private end(end: TrialEntry['end']): void {
		const field = this.field();
		const entry = { strokes: this.strokes, value: field?.value ?? '', end };
		this.show(readTrial(entry, { year: this.year }));
		if (field) field.value = '';
	}

	private show(reading: TrialReading): void {
		if (this.silence) clearTimeout(this.silence);
		this.strokes = [];
		this.receiving = false;
		this.shownAt = performance.now();
		this.reading = reading;
		this.count += 1;
	}
}

function strokeOf(event: KeyboardEvent): TrialStroke {
	return {
		key: event.key,
		code: event.code,
		at: event.timeStamp,
		shift: event.shiftKey,
		alt: event.altKey,
		ctrl: event.ctrlKey,
		composing: event.isComposing,
		capsLock: event.getModifierState('CapsLock')
	};
}
