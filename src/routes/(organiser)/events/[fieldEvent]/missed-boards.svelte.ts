import type { MissedBoard } from '#lib/server/board/missed-boards.ts';

/** How often the hall is asked for boards that are missed, real ms; a board is missed after a minute. */
const ASK_MS = 10_000;
const GIVE_UP_MS = 5_000;

/** A board that is not heard from, since which hall time (ms). */
export type Missed = MissedBoard & { since: number };

/** The boards that are not heard from, kept true as long as the page is open. */
export class MissedBoards {
	list = $state.raw<readonly Missed[]>([]);

	constructor(
		private readonly fieldEventId: number,
		/** Hall time now (ms), and how many hall ms pass in a real one. */
		private readonly hallTime: () => { at: number; speed: number }
	) {}

	/** Begins to ask; for `onMount`, which ends it with what this gives. */
	watch = (): (() => void) => {
		void this.ask();
		const timer = setInterval(() => void this.ask(), ASK_MS);
		return () => clearInterval(timer);
	};

	/** This screen was put away. */
	async forget(screenId: string): Promise<void> {
		try {
			const response = await this.fetch(`?${new URLSearchParams({ screen: screenId })}`, 'DELETE');
			if (response.ok) this.list = this.list.filter((one) => one.screenId !== screenId);
		} catch {
			// It stays on the list, and can be pressed again.
		}
	}

	private async ask(): Promise<void> {
		try {
			const response = await this.fetch('', 'GET');
			if (!response.ok) return;
			const missed = (await response.json()) as MissedBoard[];
			const { at, speed } = this.hallTime();
			this.list = missed.map((one) => ({ ...one, since: at - one.silentMs * speed }));
		} catch {
			// The page itself says that the server is away.
		}
	}

	private fetch(query: string, method: 'GET' | 'DELETE'): Promise<Response> {
		const signal = AbortSignal.timeout(GIVE_UP_MS);
		return fetch(`/events/${this.fieldEventId}/boards/missed${query}`, { method, signal });
	}
}
