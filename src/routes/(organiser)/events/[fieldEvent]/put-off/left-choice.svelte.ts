import { SvelteSet } from 'svelte/reactivity';
import type { LeftQueue } from '#lib/core/view/put-off-view.ts';
import { command, type Sent } from '#lib/live/command.ts';
import { newId } from '#lib/live/new-id.ts';

export type Where = { place: 'police' } | { place: 'day'; day: number; gateId: string };

/** As many as one press may put off. */
const AT_ONCE = 300;

/** Who of those left is chosen, and the press that asks them to come another time. */
export class LeftChoice {
	readonly chosen = new SvelteSet<string>();
	busy = $state(false);
	/** What is pressed again, under the same ids, when nobody has answered and it is to be the same once more. */
	private unanswered: { operationId: string; tickets: Pair[]; to: Where } | null = null;

	toggle(ids: readonly string[], on: boolean): void {
		for (const id of ids) {
			if (on) this.chosen.add(id);
			else this.chosen.delete(id);
		}
	}

	/** Forgets whoever has been called or has gone since. */
	keepOnly(left: readonly LeftQueue[]): void {
		const here = new Set(left.flatMap(({ rows }) => rows.map(({ ticketId }) => ticketId)));
		for (const id of this.chosen) if (!here.has(id)) this.chosen.delete(id);
	}

	/** Puts off the chosen ones, the first 300 of them in one press; the answer says what came of it. */
	async send(fieldEventId: number, to: Where): Promise<Sent> {
		this.busy = true;
		const tickets = [...this.chosen]
			.slice(0, AT_ONCE)
			.map((ticketId) => ({ ticketId, nextId: newId() }));
		const again = this.unanswered && isSamePlace(this.unanswered.to, to) ? this.unanswered : null;
		const press = again ?? { operationId: newId(), tickets, to };
		this.unanswered = press;
		const { operationId, ...wish } = press;
		const sent = await command(fieldEventId, { kind: 'put-off', ...wish }, { operationId });
		const unheard = !sent.ok && (sent.refused === 'unreachable' || sent.refused === 'signed-out');
		if (!unheard) this.unanswered = null;
		if (sent.ok)
			this.toggle(
				press.tickets.map(({ ticketId }) => ticketId),
				false
			);
		this.busy = false;
		return sent;
	}
}

function isSamePlace(a: Where, b: Where): boolean {
	if (a.place === 'police' || b.place === 'police') return a.place === b.place;
	return a.day === b.day && a.gateId === b.gateId;
}

interface Pair {
	ticketId: string;
	nextId: string;
}
