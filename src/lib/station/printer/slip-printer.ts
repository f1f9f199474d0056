import { fitPaper } from './fit-paper.ts';

/** A page of paper that does not come is given up, so that the next one is not kept waiting (real ms). */
const GIVE_UP_MS = 15_000;

/**
 * Prints pages of paper one after the other in a frame that nobody sees. Started with Chromium's kiosk printing they
 * go to the printer without a dialog. Nobody waits for it: a number is given whether or not its paper comes.
 */
export class SlipPrinter {
	private readonly waiting: string[] = [];
	private frame: HTMLIFrameElement | null = null;
	private busy = false;

	/** @param onfail told the address of a page that could not be loaded; what the printer does, no page learns. */
	constructor(private readonly onfail: (address: string) => void) {}

	/** Prints the page at an address of this site, after those asked for earlier. */
	print(address: string): void {
		this.waiting.push(address);
		if (!this.busy) void this.printAll();
	}

	close(): void {
		this.waiting.length = 0;
		this.frame?.remove();
		this.frame = null;
	}

	private async printAll(): Promise<void> {
		this.busy = true;
		for (
			let address = this.waiting.shift();
			address !== undefined;
			address = this.waiting.shift()
		) {
			if (!(await this.printOne(address))) this.onfail(address);
		}
		this.busy = false;
	}

	private async printOne(address: string): Promise<boolean> {
		const frame = (this.frame ??= hiddenFrame());
		const loaded = new Promise<boolean>((done) => {
			const timer = setTimeout(() => done(false), GIVE_UP_MS);
			frame.onload = () => {
				clearTimeout(timer);
				done(true);
			};
		});
		// A reprint has the address of the first print: only a new name makes the frame load it again.
		frame.src = `${address}${address.includes('?') ? '&' : '?'}run=${crypto.getRandomValues(new Uint32Array(1))[0]}`;
		if (!(await loaded)) return false;
		const paper = frame.contentDocument;
		// Whoever was signed out in the meantime gets the sign-in page here, which is not to be printed.
		if (!frame.contentWindow || !paper?.querySelector('[data-slip]')) return false;
		await paper.fonts.ready;
		fitPaper(paper);
		frame.contentWindow.print();
		return true;
	}
}

/** Out of sight, but laid out: what is not displayed has no height and prints empty. */
export function hiddenFrame(): HTMLIFrameElement {
	const frame = document.createElement('iframe');
	frame.tabIndex = -1;
	frame.setAttribute('aria-hidden', 'true');
	frame.className = 'no-print';
	frame.style.cssText =
		'position:fixed;inset-block-start:0;inset-inline-start:-240mm;inline-size:220mm;block-size:160mm;border:0;visibility:hidden';
	document.body.append(frame);
	return frame;
}
