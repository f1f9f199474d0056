/** A short word about what just happened, with the way back while it is open. */
export interface Toast {
	id: number;
	text: string;
	kind: 'done' | 'trouble';
	/** What the undo button does; the toast goes at once when it is pressed. */
	undo: (() => void) | undefined;
}

/** The toasts of this page, newest last. One list a browser tab; nothing is said during server rendering. */
class Toasts {
	shown = $state.raw<readonly Toast[]>([]);
	#next = 1;
	#timers = new Map<number, ReturnType<typeof setTimeout>>();

	/** Says `text` for `seconds` (8 unless told; what can be undone needs reading time) and gives the id to drop it by. */
	say(
		text: string,
		{
			kind = 'done',
			undo,
			seconds = 8
		}: Partial<Omit<Toast, 'id' | 'text'>> & { seconds?: number } = {}
	): number {
		const id = this.#next++;
		this.shown = [...this.shown.slice(-2), { id, text, kind, undo }];
		this.#timers.set(
			id,
			setTimeout(() => this.drop(id), seconds * 1000)
		);
		return id;
	}

	drop(id: number): void {
		clearTimeout(this.#timers.get(id));
		this.#timers.delete(id);
		this.shown = this.shown.filter((toast) => toast.id !== id);
	}
}

export const toasts = new Toasts();
