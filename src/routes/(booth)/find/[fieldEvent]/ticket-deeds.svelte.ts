import type { TicketBrief } from '#lib/core/brief.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Refused } from '#lib/i18n/refusal-words.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { Sent } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';

/** What staff may do with a ticket that they found; one press at a time, repeated with its id when nobody answered. */
export class TicketDeeds {
	busy = $state(false);
	refusal = $state.raw<{ refused: Refused; detail?: Refusal['detail'] } | null>(null);
	/** Id of the ticket that was cancelled, given up or brought back last: whoever pressed is led to what became of it. */
	turned = $state<string | null>(null);
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

	/** Cancels at once; the card then offers to undo it. */
	cancel(ticketId: string): Promise<void> {
		return this.turn(ticketId, { kind: 'cancel', ticketId });
	}

	/** "Tôi không chờ nữa", for a citizen who says so; the card then offers to undo it. */
	leave(ticketId: string): Promise<void> {
		return this.turn(ticketId, { kind: 'leave', ticketId });
	}

	/** Brings a ticket that was cancelled or given up back to its own place. */
	async bringBack({ id, undoOperation }: TicketBrief): Promise<void> {
		if (undoOperation !== null) await this.turn(id, { kind: 'undo', operationId: undoOperation });
	}

	private async turn(ticketId: string, wish: Wish): Promise<void> {
		if (this.busy) return;
		// Known before the page has read anew: the card that changes asks for it.
		this.turned = ticketId;
		if (!(await this.wish(wish))) this.turned = null;
	}

	/** A new link for a lost slip; gives whether it was granted. */
	reprint(ticketId: string): Promise<boolean> {
		return this.wish({ kind: 'reprint', ticketId, token: newId() });
	}
}
