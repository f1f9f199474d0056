import {
	NOTHING_WAITS,
	takeNext,
	withCall,
	withNotice,
	withoutCall,
	withUnheard
} from '#lib/core/announcement.ts';
import type { ClipKey } from '#lib/core/clip-list.ts';
import { textOf, timesOf, type SpokenCall } from '#lib/core/spoken-call.ts';
import type { HallNotice, Utterance } from '#lib/core/utterance.ts';
import { loadClips, playClip, type LoadedClips } from './clip-store.ts';
import { speakText, vietnameseVoice } from './own-speech.ts';

/** `needs-tap`: the browser plays sound only after a touch or key; `no-sound`: this browser cannot play at all. */
export type VoiceStatus = 'off' | 'loading' | 'needs-tap' | 'ready' | 'no-sound';

/** Between the decision and the first sample, s: enough for every source of an utterance to be scheduled in time. */
const LEAD_S = 0.06;
/** Between two tries to load clips that are missing, ms. */
const RETRY_MS = 30_000;

/**
 * The voice of one board. It takes calls and notices as they come, asks the core what to say next, and schedules the
 * clips to the sample on the clock of the sound card. Nothing that goes wrong with sound stops the queue: a clip that
 * is missing is skipped and listed, a loudspeaker that went away is asked for again.
 */
export class VoicePlayer {
	status = $state<VoiceStatus>('off');
	/** What is being said, or null. */
	speaking = $state.raw<Utterance | null>(null);
	/** How late the last announcement began, from the press, ms. */
	lateMs = $state(0);
	/** Clips that could not be had from any address. */
	missing = $state.raw<readonly ClipKey[]>([]);
	/** How many calls were too old to be spoken. */
	unspoken = $state(0);
	#volume = $state(1);
	#muted = $state(false);

	readonly #clipUrl: (key: ClipKey) => string[];
	readonly #now: () => number;
	#context: AudioContext | null = null;
	#gain: GainNode | null = null;
	#loaded: LoadedClips | null = null;
	#waiting = NOTHING_WAITS;
	#sources: AudioBufferSourceNode[] = [];
	#ownSpeech = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;
	readonly #onvisible = () => document.visibilityState === 'visible' && void this.start();

	/**
	 * @param clipUrl addresses of a clip, best first (see `clipUrls`)
	 * @param now the clock of `calledAtMs`, ms; it must run at the speed of real time, because speech does
	 */
	constructor({ clipUrl, now }: { clipUrl: (key: ClipKey) => string[]; now: () => number }) {
		this.#clipUrl = clipUrl;
		this.#now = now;
	}

	/** 0 to 1. */
	get volume(): number {
		return this.#volume;
	}
	set volume(volume: number) {
		this.#volume = Math.max(0, Math.min(1, volume));
		this.#applyVolume();
	}

	get muted(): boolean {
		return this.#muted;
	}
	set muted(muted: boolean) {
		this.#muted = muted;
		this.#applyVolume();
	}

	/**
	 * Loads the clips and begins to speak. Called when the board opens, and again from a tap or key when `status` is
	 * `needs-tap`: only then may the browser play. Calling it once too often does nothing.
	 */
	async start(): Promise<void> {
		if (typeof AudioContext === 'undefined') {
			this.status = 'no-sound';
			return;
		}
		const opening = this.#context === null;
		const context = this.#context ?? this.#open();
		if (context.state !== 'running') void context.resume().catch(() => {});
		if (!opening) return;
		document.addEventListener('visibilitychange', this.#onvisible);
		this.status = 'loading';
		const loaded = await loadClips(context, this.#clipUrl);
		this.#take(loaded);
		this.#look();
	}

	/** Loads the clips anew (others were recorded since); what is being said is finished with the old ones. */
	async reload(): Promise<void> {
		if (this.#context && this.#loaded) this.#take(await loadClips(this.#context, this.#clipUrl));
	}

	/** While clips are missing they are asked for again: the board may have opened before the server was back. */
	#take(loaded: LoadedClips): void {
		if (!this.#context) return;
		this.#loaded = loaded;
		this.missing = loaded.missing;
		clearTimeout(this.#retry);
		if (loaded.missing.length > 0) this.#retry = setTimeout(() => void this.reload(), RETRY_MS);
	}

	/** A number was called. Reporting a call twice says it once. */
	call(call: SpokenCall): void {
		this.#waiting = withCall(this.#waiting, call);
		this.#next();
	}

	/** The citizen is at the booth, or the call was taken back: it is not spoken, nor repeated. */
	drop(key: string): void {
		this.#waiting = withoutCall(this.#waiting, key);
		const saying = this.speaking;
		if (saying?.form === 'repeat' && saying.calls.every((call) => call.key === key)) {
			this.#hush();
			this.#next();
		}
	}

	/** Something for everybody: said between two calls. */
	notice(notice: HallNotice): void {
		this.#waiting = withNotice(this.#waiting, notice, this.#now());
		this.#next();
	}

	/** Says a sample call at once, so that whoever sets the board up hears how loud it is. */
	sample(call: SpokenCall): void {
		this.call({ ...call, key: `sample ${this.#now()}`, calledAtMs: this.#now() });
	}

	/** Falls silent for good and gives the sound card back. */
	end(): void {
		document.removeEventListener('visibilitychange', this.#onvisible);
		this.#hush();
		clearTimeout(this.#retry);
		void this.#context?.close().catch(() => {});
		this.#context = null;
		this.#waiting = NOTHING_WAITS;
		this.status = 'off';
	}

	#open(): AudioContext {
		const context = new AudioContext();
		const gain = context.createGain();
		gain.connect(context.destination);
		context.onstatechange = () => context === this.#context && this.#look();
		this.#context = context;
		this.#gain = gain;
		this.#applyVolume();
		return context;
	}

	/** Takes note of whether sound can be heard now. An utterance that was cut off waits again. */
	#look(): void {
		if (!this.#context || !this.#loaded) return;
		const running = this.#context.state === 'running';
		this.status = running ? 'ready' : 'needs-tap';
		if (running) this.#next();
		else if (this.speaking) this.#giveBack();
	}

	#next(): void {
		if (this.status !== 'ready' || this.speaking || !this.#loaded) return;
		const { utterance, waiting, expired } = takeNext(this.#waiting, this.#now(), this.#loaded.ms);
		this.#waiting = waiting;
		this.unspoken += expired.length;
		if (utterance) void this.#say(utterance, this.#loaded);
	}

	async #say(utterance: Utterance, loaded: LoadedClips): Promise<void> {
		this.speaking = utterance;
		const first = utterance.calls[0];
		if (first && utterance.form !== 'repeat') this.lateMs = this.#now() - first.calledAtMs;
		const gap = utterance.sounds.some(({ clip }) => clip !== 'chime' && !loaded.clips.has(clip));
		const words = utterance.notice?.words;
		const voice = gap || words ? vietnameseVoice() : null;
		if (voice) {
			const volume = this.#muted ? 0 : this.#volume;
			this.#ownSpeech = true;
			await speakText(words ?? textOf(utterance.sounds), voice, volume);
			this.#ownSpeech = false;
			if (this.speaking === utterance) this.#done();
			return;
		}
		const context = this.#context;
		if (!context || !this.#gain) return;
		const startS = context.currentTime + LEAD_S;
		const { startsMs } = timesOf(utterance.sounds, loaded.ms);
		for (const [index, { clip }] of utterance.sounds.entries()) {
			const there = loaded.clips.get(clip);
			if (!there) continue;
			this.#sources.push(playClip(this.#gain, there, startS + (startsMs[index] ?? 0) / 1000));
		}
		const lastMs = utterance.durationMs + LEAD_S * 1000;
		this.#timer = setTimeout(() => this.#check(context, startS, lastMs), lastMs);
	}

	/** At the end of an utterance: was it heard? A sound card that stands still is opened anew. */
	#check(context: AudioContext, startS: number, lastMs: number): void {
		const playedMs = (context.currentTime - startS) * 1000;
		if (playedMs > lastMs / 2) return this.#done();
		this.#giveBack();
		this.status = 'needs-tap';
		void context.close().catch(() => {});
		void this.#open()
			.resume()
			.catch(() => {});
	}

	#done(): void {
		this.#sources = [];
		this.speaking = null;
		this.#next();
	}

	#giveBack(): void {
		const utterance = this.speaking;
		this.#hush();
		if (utterance) this.#waiting = withUnheard(this.#waiting, utterance, this.#now());
	}

	#hush(): void {
		clearTimeout(this.#timer);
		for (const source of this.#sources) source.stop();
		if (this.#ownSpeech) speechSynthesis.cancel();
		this.#sources = [];
		this.#ownSpeech = false;
		this.speaking = null;
	}

	#applyVolume(): void {
		if (!this.#gain || !this.#context) return;
		const volume = this.#muted ? 0 : this.#volume;
		this.#gain.gain.setTargetAtTime(volume, this.#context.currentTime, 0.02);
	}
}
