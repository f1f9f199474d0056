import { mount, tick, unmount } from 'svelte';
import type { Gate } from '#lib/core/catalogue.ts';
import type { StationSlip } from '../screen/gate/slip-of.ts';
import { fitPaper } from './fit-paper.ts';
import Slip from './Slip.svelte';
import { hiddenFrame } from './slip-printer.ts';

/** Rolls are cut to their slip; a sheet has its size by itself. */
const A6 = '@page { size: 105mm 148mm; margin: 0 } body { margin: 0 }';
const ROLL = 'body { margin: 0 }';

/**
 * Prints slips that the station itself draws, one after the other, in a frame that nobody sees: no page is asked of a
 * server. Nobody waits for it: a number is given whether or not its paper comes.
 */
export class StationPrinter {
	private readonly waiting: { slips: readonly StationSlip[]; paper: Gate['slip'] }[] = [];
	private frame: HTMLIFrameElement | null = null;
	private busy = false;

	/** @param onfail told when a slip could not be drawn; what the printer does, no page learns. */
	constructor(private readonly onfail: () => void) {}

	/** Prints slips in one run, after those asked for earlier. */
	print(slips: readonly StationSlip[], paper: Gate['slip']): void {
		if (slips.length > 0) this.waiting.push({ slips, paper });
		if (!this.busy) void this.printAll();
	}

	close(): void {
		this.waiting.length = 0;
		this.frame?.remove();
		this.frame = null;
	}

	private async printAll(): Promise<void> {
		this.busy = true;
		for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
			try {
				await this.printRun(next.slips, next.paper);
			} catch {
				this.onfail();
			}
		}
		this.busy = false;
	}

	private async printRun(slips: readonly StationSlip[], paper: Gate['slip']): Promise<void> {
		this.frame?.remove();
		const frame = (this.frame = hiddenFrame());
		const inside = frame.contentDocument!;
		inside.documentElement.lang = document.documentElement.lang;
		const sheet = inside.createElement('style');
		sheet.textContent = paper === 'a6' ? A6 : ROLL;
		inside.head.append(sheet, ...(await stylesFor(inside)));
		if (paper !== 'a6') inside.body.dataset.roll = paper;
		const drawn = slips.map(({ head, slip, wifi, own, told }) =>
			mount(Slip, {
				target: inside.body,
				props: { head: { ...head, slip: paper }, slip, wifi, own, told }
			})
		);
		await tick();
		await inside.fonts.ready;
		fitPaper(inside);
		frame.contentWindow!.print();
		await Promise.all(drawn.map((slip) => unmount(slip)));
	}
}

/** The page's own styles once more, loaded. */
async function stylesFor(paper: Document): Promise<Element[]> {
	const loaded: Promise<unknown>[] = [];
	const styles = [...document.querySelectorAll('link[rel=stylesheet], style')].map((style) => {
		const copy = paper.importNode(style, true);
		if (copy instanceof paper.defaultView!.HTMLLinkElement) {
			loaded.push(
				new Promise((done, fail) => {
					copy.onload = done;
					copy.onerror = fail;
				})
			);
		}
		paper.head.append(copy);
		return copy;
	});
	await Promise.all(loaded);
	return styles;
}
