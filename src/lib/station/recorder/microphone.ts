/** Why there is no microphone: closed codes, worded by the page. */
export type MicrophoneRefusal = 'insecure' | 'denied' | 'absent' | 'in-use' | 'failed';

const refusals: Record<string, MicrophoneRefusal> = {
	NotAllowedError: 'denied',
	SecurityError: 'denied',
	NotFoundError: 'absent',
	OverconstrainedError: 'absent',
	NotReadableError: 'in-use',
	AbortError: 'in-use'
};

/** An open microphone: its rate in samples a second, and how to give it back. */
export interface Microphone {
	rate: number;
	close(): void;
}

/**
 * Opens the microphone and hands its samples (one channel, pieces of about 20 ms) to `hear` until it is closed.
 * Must be called from a press: browsers ask the person, on https and localhost only. No automatic gain: it would lift
 * the room's noise between the words and make every clip differently loud.
 */
export async function openMicrophone(
	hear: (samples: Float32Array) => void
): Promise<Microphone | MicrophoneRefusal> {
	if (!navigator.mediaDevices?.getUserMedia || typeof AudioWorkletNode === 'undefined')
		return 'insecure';
	let stream: MediaStream | null = null;
	let context: AudioContext | null = null;
	const close = () => {
		stream?.getTracks().forEach((track) => track.stop());
		void context?.close().catch(() => {});
	};
	try {
		stream = await navigator.mediaDevices.getUserMedia({
			audio: {
				channelCount: 1,
				echoCancellation: false,
				autoGainControl: false,
				noiseSuppression: true
			}
		});
		context = new AudioContext();
		await context.audioWorklet.addModule('/voice/capture-worklet.js');
		const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0 });
		capture.port.onmessage = ({ data: samples }) => hear(samples as Float32Array);
		context.createMediaStreamSource(stream).connect(capture);
		await context.resume();
		return { rate: context.sampleRate, close };
	} catch (problem) {
		close();
		return refusals[problem instanceof DOMException ? problem.name : ''] ?? 'failed';
	}
}
