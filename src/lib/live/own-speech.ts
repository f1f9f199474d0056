/**
 * The machine's own Vietnamese voice, the last resort where clips cannot be played. Null when it has none: a voice that
 * is made elsewhere on the network is not its own.
 */
export function vietnameseVoice(): SpeechSynthesisVoice | null {
	if (!('speechSynthesis' in globalThis)) return null;
	return (
		speechSynthesis
			.getVoices()
			.find(({ lang, localService }) => localService && /^vi\b/i.test(lang)) ?? null
	);
}

/** How long a sentence may take before the queue goes on without hearing of its end, ms. */
const patienceMs = (text: string) => 4_000 + text.length * 120;

/** Speaks a text; resolves when it has been said, could not be said, or took too long. Never rejects. */
export function speakText(
	text: string,
	voice: SpeechSynthesisVoice,
	volume: number
): Promise<void> {
	return new Promise((resolve) => {
		const speech = new SpeechSynthesisUtterance(text);
		Object.assign(speech, { voice, lang: voice.lang, volume, rate: 0.95 });
		const timer = setTimeout(() => {
			speechSynthesis.cancel();
			resolve();
		}, patienceMs(text));
		speech.onend = speech.onerror = () => {
			clearTimeout(timer);
			resolve();
		};
		speechSynthesis.speak(speech);
	});
}
