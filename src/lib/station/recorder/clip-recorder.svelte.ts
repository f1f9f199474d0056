import { READ_CLIPS, type Clip, type ClipKey } from '#lib/core/clip-list.ts';
import { openMicrophone, type Microphone, type MicrophoneRefusal } from './microphone.ts';
import { finishTake, ReadingEnd, type TakeRefusal } from './take.ts';

/** What to do with a clip that was read: resolves to true once it is stored, to false when it has to be tried again. */
export type StoreClip = (key: ClipKey, wav: Blob) => Promise<boolean>;

export type RecorderPhase = 'closed' | 'opening' | 'ready' | 'recording' | 'storing';

/**
 * An organiser reads the clips one after another: press, read, and when the voice has ended the next text stands
 * there. What is already recorded is skipped when the page is opened again; any clip can be read anew.
 */
export class ClipReading {
	phase = $state<RecorderPhase>('closed');
	index = $state(0);
	/** Loudness of the moment while recording, 0 to 1 of full scale. */
	loudness = $state(0);
	/** Why the last take, its storing, or the microphone failed; null when all is well. */
	refusal = $state<TakeRefusal | 'not-stored' | MicrophoneRefusal | null>(null);
	done = $state.raw<ReadonlySet<string>>(new Set());
	readonly clips: readonly Clip[] = READ_CLIPS;

	readonly #store: StoreClip;
	readonly #takes = new Map<ClipKey, Blob>();
	#microphone: Microphone | null = null;
	#heard: Float32Array[] = [];
	#ending: ReadingEnd | null = null;
	#unstored: { key: ClipKey; wav: Blob } | null = null;

	/** @param recorded keys of the clips that this field event already has */
	constructor(store: StoreClip, recorded: readonly string[]) {
		this.#store = store;
		this.done = new Set(recorded);
		this.index = Math.max(
			0,
			this.clips.findIndex(({ key }) => !this.done.has(key))
		);
	}

	get clip(): Clip {
		const clip = this.clips[this.index] ?? this.clips[0];
		if (!clip) throw new Error('the list of clips is empty');
		return clip;
	}

	get doneCount(): number {
		return this.clips.filter(({ key }) => this.done.has(key)).length;
	}

	get complete(): boolean {
		return this.doneCount === this.clips.length;
	}

	/** What was just read for a clip, to be heard again; undefined for one recorded earlier or not at all. */
	takeOf(key: ClipKey): Blob | undefined {
		return this.#takes.get(key);
	}

	/** The one key of this page: opens the microphone, begins to record, ends it, or stores again what was not stored. */
	async press(): Promise<void> {
		if (this.phase === 'closed') await this.#open();
		else if (this.phase === 'recording') await this.#finish();
		else if (this.phase === 'ready' && this.#unstored) await this.#keep(this.#unstored);
		else if (this.phase === 'ready') this.#begin();
	}

	/** Goes to another clip; what is being recorded is thrown away. */
	go(index: number): void {
		if (this.phase === 'storing') return;
		if (this.phase === 'recording') this.phase = 'ready';
		this.#unstored = null;
		this.refusal = null;
		this.index = Math.max(0, Math.min(this.clips.length - 1, index));
	}

	/** Gives the microphone back. */
	close(): void {
		this.#microphone?.close();
		this.#microphone = null;
		this.phase = 'closed';
	}

	async #open(): Promise<void> {
		this.phase = 'opening';
		this.refusal = null;
		const microphone = await openMicrophone((samples) => this.#hear(samples));
		if (typeof microphone === 'string') {
			this.refusal = microphone;
			this.phase = 'closed';
			return;
		}
		this.#microphone = microphone;
		this.phase = 'ready';
	}

	#begin(): void {
		if (!this.#microphone) return;
		this.#heard = [];
		this.#ending = new ReadingEnd(this.clip.kind, this.#microphone.rate);
		this.refusal = null;
		this.phase = 'recording';
	}

	#hear(samples: Float32Array): void {
		if (this.phase !== 'recording' || !this.#ending) return;
		this.#heard.push(samples);
		const ended = this.#ending.hear(samples);
		this.loudness = this.#ending.loudness;
		if (ended) void this.#finish();
	}

	async #finish(): Promise<void> {
		if (!this.#microphone) return;
		this.phase = 'storing';
		this.loudness = 0;
		const take = finishTake(this.#heard, this.#microphone.rate);
		this.#heard = [];
		if (take.ok) return this.#keep({ key: this.clip.key, wav: take.wav });
		this.refusal = take.refusal;
		this.phase = 'ready';
	}

	async #keep(take: { key: ClipKey; wav: Blob }): Promise<void> {
		this.phase = 'storing';
		const stored = await this.#store(take.key, take.wav).catch(() => false);
		this.phase = this.#microphone ? 'ready' : 'closed';
		this.#unstored = stored ? null : take;
		this.refusal = stored ? null : 'not-stored';
		if (!stored) return;
		this.#takes.set(take.key, take.wav);
		const again = this.done.has(take.key);
		this.done = new Set([...this.done, take.key]);
		// A clip read anew stays, so that it can be heard; a first reading goes on to the next one that is missing.
		if (!again) this.#advance();
	}

	#advance(): void {
		const open = (clip: Clip) => !this.done.has(clip.key);
		const after = this.clips.findIndex((clip, index) => index > this.index && open(clip));
		const next = after >= 0 ? after : this.clips.findIndex(open);
		if (next >= 0) this.index = next;
	}
}
