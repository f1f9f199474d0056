import type { Booth } from '#lib/core/catalogue.ts';
import { clipUrls } from '#lib/live/clip-store.ts';
import { newId } from '#lib/live/new-id.ts';
import { VoicePlayer } from '#lib/live/voice-player.svelte.ts';

const KEY = 'station-voice';

/** Speaks the booth's own calls where no board answers; whether it does is remembered on the device. */
export class CallVoice {
	on = $state(localStorage.getItem(KEY) !== 'off');
	readonly player: VoicePlayer;

	constructor(fieldEventId: number) {
		this.player = new VoicePlayer({
			clipUrl: clipUrls(fieldEventId, []),
			now: () => performance.now()
		});
	}

	set(on: boolean): void {
		this.on = on;
		localStorage.setItem(KEY, on ? 'on' : 'off');
	}

	/** Says a call at once; the press for it is what lets the browser make a sound. */
	say(call: { prefix: string; number: number; calls: number }, booth: Booth): void {
		if (!this.on) return;
		void this.player.start();
		this.player.call({
			key: newId(),
			prefix: call.prefix,
			number: call.number,
			placeKind: booth.word === 'bàn' ? 'ban' : 'quay',
			placeNumber: booth.number,
			calledAtMs: performance.now(),
			callNo: call.calls
		});
	}
}
