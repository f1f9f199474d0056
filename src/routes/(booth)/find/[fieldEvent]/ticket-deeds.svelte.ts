import { paperQuery } from '#lib/core/paper-range.ts';
import type { FoundTicket } from '#lib/core/view/found-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Refused } from '#lib/i18n/refusal-words.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Sent } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';

/** How long a cancelled number can be taken back, real ms: nothing is sent before. */
export const TAKE_BACK_MS = 8_000;

/** What staff may do with a ticket that they found; one press at a time, repeated with its id when nobody answered. */
export class TicketDeeds {
	busy = $state(false);
	refusal = $state.raw<{ refused: Refused; detail?: Refusal['detail'] } | null>(null);
	/** Id of the ticket that is about to be cancelled, and can still be kept. */
	cancelling = $state<string | null>(null);
	private timer: ReturnType<typeof setTimeout> | undefined;
	private unanswered: { operationId: string; wish: Wish } | null = null;

	/** @param done called when something was done, so that the page reads anew */
	constructor(
		private readonly send: (wish: Wish, operationId: string) => Promise<Sent>,
		private readonly done: () => Promise<void>
	) {}

	async wish(wish: Wish): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.refusal = null;
		const same = JSON.stringify(this.unanswered?.wish) === JSON.stringify(wish);
		const operationId = (same && this.unanswered?.operationId) || newId();
		const sent = await this.send(wish, operationId);
		this.unanswered = !sent.ok && sent.refused === 'unreachable' ? { operationId, wish } : null;
		if (!sent.ok) this.refusal = sent;
		await this.done();
		this.busy = false;
		return sent.ok;
	}

	/** Cancels in a few seconds; until then the number can be kept and nothing has happened. */
	cancel(ticketId: string): void {
		this.keep();
		this.cancelling = ticketId;
		this.timer = setTimeout(() => {
			this.cancelling = null;
			void this.wish({ kind: 'cancel', ticketId });
		}, TAKE_BACK_MS);
	}

	keep(): void {
		clearTimeout(this.timer);
		this.cancelling = null;
	}

	/** A new link for a lost slip; gives the address of its print page, or null when it was refused. */
	async reprint(found: FoundTicket, fieldEventId: number): Promise<string | null> {
		const ticketId = found.brief.id;
		if (!(await this.wish({ kind: 'reprint', ticketId, token: newId() }))) return null;
		const { gateId, day, prefix, number } = found.brief;
		const query = paperQuery({ day, prefix, from: number, to: number });
		return `/gate/${fieldEventId}/${gateId}/print?${query}`;
	}
}
