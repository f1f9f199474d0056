import type { CommonJourney } from '#lib/core/common-journeys.ts';
import type { Finder } from './finder.svelte.ts';
import type { GateDesk } from './gate-desk.svelte.ts';

/** What the keys of a gate act on. */
interface Keyboard {
	desk: GateDesk;
	finder: Finder;
	journeys: () => readonly CommonJourney[];
	/** Puts the caret where a number is typed. */
	type: () => void;
}

const TYPED_IN =
	'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
const PRESSED = 'button, a, summary';

/** Whether something lies over the page: its own keys come first, Escape before all. */
function isCovered(): boolean {
	const knowsPopovers = CSS.supports('selector(:popover-open)');
	return document.querySelector(`dialog[open]${knowsPopovers ? ', :popover-open' : ''}`) !== null;
}

/**
 * The keys of a gate: 1–9 a journey, or the answer to a question that is asked, P priority, + and − the party, Enter what waits to be sent, Z undo, / a number
 * to look for, Escape away. Nothing while somebody types in a field or holds a key down.
 */
export function deskKeys({ desk, finder, journeys, type }: Keyboard) {
	const { choice } = desk;
	const acts: Record<string, () => void> = {
		p: () => (choice.priority = !choice.priority),
		'+': () => choice.setParty(choice.party + 1),
		'=': () => choice.setParty(choice.party + 1),
		'-': () => choice.setParty(choice.party - 1),
		z: () => desk.undo(),
		'/': type,
		escape: () => (desk.asked ? desk.stopAsking() : (finder.close(), desk.dismiss()))
	};

	function journey(index: number): void {
		if (desk.asked) return desk.asked.turn(index);
		const wanted = journeys()[index];
		if (!wanted) return;
		if (choice.mode !== 'several') desk.tap(wanted);
		else if (wanted[0]) choice.toggleService(wanted[0]);
	}

	return (event: KeyboardEvent): void => {
		if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey)
			return;
		const target = event.target instanceof Element ? event.target : null;
		if (target?.closest(TYPED_IN) || isCovered()) return;
		if (event.key === 'Enter') {
			if (target?.closest(PRESSED)) return;
			event.preventDefault();
			if (desk.trouble?.refused === 'unreachable') desk.repeat();
			else if (desk.asked) desk.giveAsked();
			else desk.tapChosen();
			return;
		}
		const act = acts[event.key.toLowerCase()];
		if (!act && !/^[1-9]$/.test(event.key)) return;
		event.preventDefault();
		if (act) act();
		else journey(Number(event.key) - 1);
	};
}
