import { MOST_PAPERS, rangeOf, type PaperRange } from '#lib/core/paper-range.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { WishOf } from '#lib/core/wish.ts';
import type { Refused } from '#lib/i18n/refusal-words.ts';
import { command } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';

/** On one A4 page, two by four. */
export const PER_PAGE = 8;
/** In one run; more are another run. */
export const MOST_SHEETS = MOST_PAPERS;

/** A run of blank sheets: takes their numbers from the gate's series, then hands the range over to be printed. */
export class SheetRun {
	count = $state(5 * PER_PAGE);
	busy = $state(false);
	refused = $state.raw<Refused | null>(null);
	detail = $state.raw<Refusal['detail']>(undefined);
	private kept: { wish: WishOf<'print-sheets'>; operationId: string } | null = null;

	constructor(private readonly onmade: (range: PaperRange) => Promise<void>) {}

	async make(fieldEventId: number, gateId: string, day: number): Promise<void> {
		if (this.busy) return;
		const ticketIds = Array.from({ length: this.count }, newId);
		this.kept = { wish: { kind: 'print-sheets', gateId, day, ticketIds }, operationId: newId() };
		await this.repeat(fieldEventId);
	}

	/** Sends the same run once more: with the same ids its numbers are taken once, however often it is sent. */
	async repeat(fieldEventId: number): Promise<void> {
		if (!this.kept || this.busy) return;
		this.busy = true;
		const { wish, operationId } = this.kept;
		const sent = await command(fieldEventId, wish, { operationId });
		this.busy = false;
		this.refused = sent.ok ? null : sent.refused;
		this.detail = !sent.ok && 'detail' in sent ? sent.detail : undefined;
		if (!sent.ok) return;
		this.kept = null;
		const range = rangeOf(sent.tickets);
		if (range) await this.onmade(range);
	}
}
