import type { PhoneState } from '#lib/core/view/phone-view.ts';
import type { FollowUpTold } from '#lib/i18n/follow-up-told.ts';

const GIVE_UP_MS = 5_000;
/** Many tickets end in the same minute when a day does; their phones do not ask in the same instant. */
const SPREAD_MS = 4_000;

/** What an open page says of the files on its ticket: as it came with the page, and read anew when the ticket has changed. */
export class OwnFiles {
	told: FollowUpTold[] = $state.raw([]);
	private readAt: string;
	private asking: ReturnType<typeof setTimeout> | undefined;

	/** @param ticket what follows `/t/` in the link */
	constructor(
		private readonly ticket: string,
		told: FollowUpTold[],
		state: PhoneState
	) {
		this.told = told;
		this.readAt = standsAt(state);
	}

	/** To be called whenever the ticket's state is another. */
	notice(state: PhoneState): void {
		const now = standsAt(state);
		if (now === this.readAt) return;
		this.readAt = now;
		this.askSoon();
	}

	/** Somebody looks at the page again: an approval may have come since. */
	look = (): void => {
		if (document.visibilityState === 'visible' && this.told.length > 0) this.askSoon();
	};

	/** Begins to listen; for `onMount`, which ends it with what this gives. */
	listen = (): (() => void) => {
		document.addEventListener('visibilitychange', this.look);
		return () => {
			clearTimeout(this.asking);
			document.removeEventListener('visibilitychange', this.look);
		};
	};

	private askSoon(): void {
		clearTimeout(this.asking);
		this.asking = setTimeout(() => void this.ask(), Math.random() * SPREAD_MS);
	}

	private async ask(): Promise<void> {
		try {
			const response = await fetch(`/t/${this.ticket}/follow-up`, {
				cache: 'no-store',
				signal: AbortSignal.timeout(GIVE_UP_MS)
			});
			if (response.ok) this.told = (await response.json()) as FollowUpTold[];
		} catch {
			// What the page said before is still true; it is asked again when somebody looks.
		}
	}
}

/** What files are told by: whether the ticket has ended, and what was recorded at its steps. */
function standsAt({ state, status, dayOver, steps }: PhoneState): string {
	const closed = dayOver || status === 'closed';
	const ended = state === 'finished' || state === 'incomplete';
	const outcomes = steps.map(({ serviceId, outcome }) => [serviceId, outcome]);
	return closed || ended ? JSON.stringify([closed, state, outcomes]) : 'under way';
}
