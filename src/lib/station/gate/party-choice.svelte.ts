import type { Lane } from '#lib/core/catalogue.ts';
import type { WantedService } from '#lib/core/pre-check.ts';

/** One journey by one tap, services chosen one by one, or many numbers at once. */
export type ChoiceMode = 'one' | 'several' | 'many';

/** As many people as one ticket stands for, and as many numbers as one action gives. */
export const MOST_PEOPLE = 60;
export const MOST_TOGETHER = 60;

const TOGETHER = 20;

/** What is set before the tap: who goes first, how many they are, which services. */
export class PartyChoice {
	mode = $state<ChoiceMode>('one');
	priority = $state(false);
	party = $state(1);
	/** How many tickets one tap gives to people who came together. */
	together = $state(TOGETHER);
	/** Services chosen one by one. */
	chosen = $state<WantedService[]>([]);

	get lane(): Lane {
		return this.priority ? 'priority' : 'regular';
	}

	toggleService(serviceId: string): void {
		const without = this.chosen.filter((wanted) => wanted.serviceId !== serviceId);
		const added = without.length === this.chosen.length;
		this.chosen = added ? [...this.chosen, { serviceId, people: this.party }] : without;
	}

	setParty(party: number): void {
		this.party = Math.min(MOST_PEOPLE, Math.max(1, party));
		for (const wanted of this.chosen) wanted.people = this.party;
	}

	setMode(mode: ChoiceMode): void {
		this.mode = mode;
		if (mode !== 'several') this.chosen = [];
	}

	/** All of the party for each of these services. */
	forAll(services: readonly string[]): WantedService[] {
		return services.map((serviceId) => ({ serviceId, people: this.party }));
	}

	/** Back to the common case, for the next citizen. */
	reset(): void {
		this.priority = false;
		this.party = 1;
		this.together = TOGETHER;
		this.setMode('one');
	}
}
