import { WakeLock } from '#lib/live/wake-lock.svelte.ts';

/** Three falling pairs: heard across a noisy hall, unlike any phone's own ring. */
const TONES_HZ = [880, 660];
const PAIRS = 3;
const TONE_S = 0.22;

/**
 * Calls the citizen's attention: sound, vibration, a screen that stays on. Browsers allow all three only after a press,
 * so it is made by one; a locked phone stays silent all the same, which the page says.
 */
export class TurnAlert {
	on = $state(false);
	readonly awake = new WakeLock();
	private context: AudioContext | null = null;

	/** From a press: lets the phone sound, says so by one soft tone, and keeps the screen on where it may. */
	async arm(): Promise<void> {
		this.on = true;
		this.context ??= new AudioContext();
		await this.context.resume();
		this.tone(TONES_HZ[0]!, 0, 0.08);
		await this.awake.keep();
	}

	disarm(): void {
		this.on = false;
		this.awake.release();
		void this.context?.close();
		this.context = null;
	}

	ring(): void {
		if (!this.on || !this.context) return;
		for (let pair = 0; pair < PAIRS; pair++) {
			TONES_HZ.forEach((hz, i) => this.tone(hz, (pair * 2.6 + i) * TONE_S, 0.5));
		}
	}

	private tone(hz: number, afterS: number, loudness: number): void {
		if (!this.context) return;
		const start = this.context.currentTime + afterS;
		const gain = this.context.createGain();
		gain.gain.setValueAtTime(loudness, start);
		gain.gain.exponentialRampToValueAtTime(0.001, start + TONE_S);
		const source = this.context.createOscillator();
		source.frequency.value = hz;
		source.connect(gain).connect(this.context.destination);
		source.start(start);
		source.stop(start + TONE_S);
	}
}
