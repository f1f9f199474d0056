import type { PreCheckAnswer, WantedService } from '#lib/core/pre-check.ts';
import type { Sheet } from '#lib/core/view/gate-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import { newId } from '#lib/live/new-id.ts';
import { PartyChoice } from '#lib/station/gate/party-choice.svelte.ts';
import { numbersOf, type SheetRun } from './busload.ts';

/** What is set before the tap of a gate on line: besides the party, on which sheets. */
export class JourneyChoice extends PartyChoice {
	/** A sheet that was scanned or typed: the next tap brings it to life. */
	sheet = $state.raw<Sheet | null>(null);
	/** First and last sheet of people who came together, as typed or scanned; without a first one the pile's top is it. */
	ends = $state.raw<{ first: string | null; last: string }>({ first: null, last: '' });

	/** A sheet is scanned: the first one, then the last one, then the first one of the next run. */
	takeSheet(number: string): void {
		const { first, last } = this.ends;
		const begins = first === null || last !== '';
		this.ends = begins ? { first: number, last: '' } : { first, last: number };
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
		const journey = { gateId, services, lane: this.lane, party: this.party };
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
	override reset(): void {
		super.reset();
		this.sheet = null;
		this.ends = { first: null, last: '' };
	}
}
