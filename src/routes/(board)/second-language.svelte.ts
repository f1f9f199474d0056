const KEY = 'board-second-language';

/** Whether a screen's headings stand in both languages; on unless this device was told otherwise. */
export class SecondLanguage {
	both = $state(true);

	/** Takes what this device was told last. */
	recall(): void {
		try {
			this.both = localStorage.getItem(KEY) !== 'off';
		} catch {
			// A browser that keeps nothing shows both.
		}
	}

	toggle(): void {
		this.both = !this.both;
		try {
			localStorage.setItem(KEY, this.both ? 'on' : 'off');
		} catch {
			// It holds until the page goes.
		}
	}
}
