import type { CommonJourney } from '#lib/core/common-journeys.ts';
import type { GateWork } from './gate-work.svelte.ts';

const TYPED_IN =
	'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';

/**
 * The keys of a gate that works alone: 1–9 a journey, or the answer to a question; P priority, + and − the party, Enter
 * what waits to be given, Z takes the last press back, Escape away. Nothing while somebody types, holds a key down, or a dialog lies over the page.
 */
export function gateKeys(work: GateWork, journeys: () => readonly CommonJourney[]) {
	const { choice } = work;
	const acts: Record<string, () => void> = {
		p: () => (choice.priority = !choice.priority),
		'+': () => choice.setParty(choice.party + 1),
		'=': () => choice.setParty(choice.party + 1),
		'-': () => choice.setParty(choice.party - 1),
		z: () => void work.takeBack(),
		escape: () => work.stopAsking()
	};

	function digit(index: number): void {
		if (work.asked) return work.asked.turn(index);
		const journey = journeys()[index];
		if (!journey) return;
		if (choice.mode !== 'several') work.tap(journey);
		else if (journey[0]) choice.toggleService(journey[0]);
	}

	return (event: KeyboardEvent): void => {
		if (event.defaultPrevented || event.repeat || !work.mayGive) return;
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const target = event.target instanceof Element ? event.target : null;
		if (target?.closest(TYPED_IN) || document.querySelector('dialog[open]')) return;
		if (event.key === 'Enter') {
			if (target?.closest('button, a, summary')) return;
			event.preventDefault();
			if (work.asked) work.giveAsked();
			else work.tapChosen();
			return;
		}
		const act = acts[event.key.toLowerCase()];
		if (!act && !/^[1-9]$/.test(event.key)) return;
		event.preventDefault();
		if (act) act();
		else digit(Number(event.key) - 1);
	};
}
