/** At most so many of one question are on their way at a time. */
const MOST = 4;

/**
 * Asks once more, on a connection of its own, whenever no answer has come for a while, and takes the first that comes: on a
 * line that loses much, a connection whose packets were lost several times stands still for longer and longer, where a
 * new one may get through at once. Only for questions that may arrive twice.
 * @param ask one attempt; it ends as soon as the signal says so, and throws when it comes to nothing
 * @param againMs how long an attempt goes without an answer before the next one begins beside it, ms
 * @param ended ends the whole
 * @throws what the last attempt threw; one that fails while another is on its way is not waited for
 */
export async function askedAgain<Answer>(
	ask: (ended: AbortSignal) => Promise<Answer>,
	againMs: number,
	ended: AbortSignal
): Promise<Answer> {
	const over = new AbortController();
	const signal = AbortSignal.any([ended, over.signal]);
	let timer: ReturnType<typeof setTimeout> | undefined;
	try {
		return await new Promise<Answer>((done, fail) => {
			let [begun, running] = [0, 0];
			const begin = () => {
				begun++;
				running++;
				ask(signal).then(done, (fault: unknown) => {
					running--;
					if (running === 0) fail(fault as Error);
				});
				if (begun < MOST) timer = setTimeout(begin, againMs);
			};
			begin();
		});
	} finally {
		clearTimeout(timer);
		over.abort();
	}
}

/** What one line carries in bytes a ms, as its answers have shown: a guess before the first. */
export class LinePace {
	private bytesAMs = 64;

	/** A long body, of so many bytes, was answered after so many ms; short ones show how far the server is, and no more. */
	answered(bytes: number, ms: number): void {
		this.bytesAMs = (this.bytesAMs + bytes / Math.max(1, ms)) / 2;
	}

	/** A long body was not answered at all: more at a time would only stand in each other's way. */
	late(): void {
		this.bytesAMs /= 2;
	}

	/** After how many ms without an answer so many bytes may be taken for stuck. */
	stuckMs(bytes: number): number {
		return 500 + (1.25 * bytes) / this.bytesAMs;
	}
}
