import type { Sheet } from '#lib/core/view/gate-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import { newId } from '#lib/live/new-id.ts';

/** One service of a journey and for how many of the party. */
export interface Wanted {
	serviceId: string;
	people: number;
}

export const MOST_TOGETHER = 60;
const TOGETHER = 20;

/** What is set before the tap: who goes first, how many they are, which services, how many numbers at once. */
export class JourneyChoice {
	mode = $state<'one' | 'several' | 'many'>('one');
	priority = $state(false);
	party = $state(1);
	/** Services chosen one by one. */
	chosen = $state<Wanted[]>([]);
	/** How many tickets one tap gives to people who came together. */
	together = $state(TOGETHER);
	/** A sheet that was scanned or typed: the next tap brings it to life. */
	sheet = $state.raw<Sheet | null>(null);

	toggleService(serviceId: string): void {
		const without = this.chosen.filter((wanted) => wanted.serviceId !== serviceId);
		const added = without.length === this.chosen.length;
		this.chosen = added ? [...this.chosen, { serviceId, people: this.party }] : without;
	}

	setParty(party: number): void {
		this.party = Math.min(MOST_TOGETHER, Math.max(1, party));
		for (const wanted of this.chosen) wanted.people = this.party;
	}

	setMode(mode: JourneyChoice['mode']): void {
		this.mode = mode;
		if (mode !== 'several') this.chosen = [];
	}

	/** All of the party for each of these services. */
	forAll(services: readonly string[]): Wanted[] {
		return services.map((serviceId) => ({ serviceId, people: this.party }));
	}

	/** The wish of a tap now; ids of tickets are made here, by whoever gives them. */
	wish(gateId: string, services: Wanted[], sheet: Sheet | null): Wish {
		const lane = this.priority ? ('priority' as const) : ('regular' as const);
		const journey = { gateId, services, lane, party: this.party };
		if (this.mode === 'many') {
			const ticketIds = Array.from({ length: this.together }, newId);
			return { kind: 'issue-many', ticketIds, ...journey };
		}
		return sheet
			? { kind: 'bring-to-life', ticketId: sheet.ticketId, ...journey }
			: { kind: 'issue', ticketId: newId(), ...journey };
	}

	/** Back to the common case, for the next citizen. */
	reset(): void {
		this.priority = false;
		this.party = 1;
		this.sheet = null;
		this.together = TOGETHER;
		this.setMode('one');
	}
}
