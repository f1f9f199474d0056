// Hands the microphone's samples to the page in pieces of about 20 ms. Runs on the audio thread.
class Capture extends AudioWorkletProcessor {
	constructor() {
		super();
		this.piece = new Float32Array(1024);
		this.filled = 0;
	}

	process([input]) {
		const samples = input[0];
		if (!samples) return true;
		for (let i = 0; i < samples.length; i++) {
			this.piece[this.filled++] = samples[i];
			if (this.filled < this.piece.length) continue;
			this.port.postMessage(this.piece, [this.piece.buffer]);
			this.piece = new Float32Array(1024);
			this.filled = 0;
		}
		return true;
	}
}

registerProcessor('capture', Capture);
