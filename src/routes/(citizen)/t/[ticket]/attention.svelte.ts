import type { TurnAlert } from './turn-alert.svelte.ts';

const VIBRATE_MS = [400, 200, 400, 200, 800];

/** Notices when a ticket's turn comes, and rings where its citizen has asked for that by a press. */
export class Attention {
	alert: TurnAlert | null = $state.raw(null);
	private last: string | null = null;

	/** From a press. What sounds is fetched by it alone: whoever does not want it does not load it. */
	async arm(): Promise<void> {
		if (!this.alert) {
			const { TurnAlert } = await import('./turn-alert.svelte.ts');
			this.alert = new TurnAlert();
		}
		await this.alert.arm();
	}

	/** @param signal changes with every call of the ticket and when it draws near; empty while nothing is to be heard */
	notice(signal: string): void {
		const isNew = this.last !== null && signal !== '' && signal !== this.last;
		this.last = signal;
		if (!isNew) return;
		this.alert?.ring();
		if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(VIBRATE_MS);
	}

	end(): void {
		this.alert?.disarm();
	}
}
