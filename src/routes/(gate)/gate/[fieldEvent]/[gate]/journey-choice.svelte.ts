import type { PreCheckAnswer, WantedService } from '#lib/core/pre-check.ts';
import type { Sheet } from '#lib/core/view/gate-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import { newId } from '#lib/live/new-id.ts';
import { MOST_TOGETHER, numbersOf, type SheetRun } from './busload.ts';

const TOGETHER = 20;

/** What is set before the tap: who goes first, how many they are, which services, how many numbers at once. */
export class JourneyChoice {
	mode = $state<'one' | 'several' | 'many'>('one');
	priority = $state(false);
	party = $state(1);
	/** Services chosen one by one. */
	chosen = $state<WantedService[]>([]);
	/** How many tickets one tap gives to people who came together. */
	together = $state(TOGETHER);
	/** A sheet that was scanned or typed: the next tap brings it to life. */
	sheet = $state.raw<Sheet | null>(null);
	/** First and last sheet of people who came together, as typed or scanned; without a first one the pile's top is it. */
	ends = $state.raw<{ first: string | null; last: string }>({ first: null, last: '' });

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

	/** A sheet is scanned: the first one, then the last one, then the first one of the next run. */
	takeSheet(number: string): void {
		const { first, last } = this.ends;
		const begins = first === null || last !== '';
		this.ends = begins ? { first: number, last: '' } : { first, last: number };
	}

	/** All of the party for each of these services. */
	forAll(services: readonly string[]): WantedService[] {
		return services.map((serviceId) => ({ serviceId, people: this.party }));
	}

	/**
	 * The wish of a tap now; ids of tickets are made here, by whoever gives them.
	 * @param answers what was answered before it; empty when nothing was asked, or the questions were skipped
	 * @param paper a sheet, or several in a row, that the tap brings to life; null where it gives new numbers
	 */
	wish(
		gateId: string,
		services: WantedService[],
		answers: PreCheckAnswer[],
		paper: Sheet | SheetRun | null
	): Wish {
		const lane = this.priority ? ('priority' as const) : ('regular' as const);
		const journey = { gateId, services, lane, party: this.party };
		if (paper && 'prefix' in paper) {
			const { prefix } = paper;
			return { kind: 'bring-many-to-life', prefix, numbers: numbersOf(paper), ...journey };
		}
		if (this.mode === 'many') {
			const ticketIds = Array.from({ length: this.together }, newId);
			return { kind: 'issue-many', ticketIds, ...journey };
		}
		const own = answers.length > 0 ? { ...journey, answers } : journey;
		return paper
			? { kind: 'bring-to-life', ticketId: paper.ticketId, ...own }
			: { kind: 'issue', ticketId: newId(), ...own };
	}

	/** Back to the common case, for the next citizen. */
	reset(): void {
		this.priority = false;
		this.party = 1;
		this.sheet = null;
		this.ends = { first: null, last: '' };
		this.together = TOGETHER;
		this.setMode('one');
	}
}
