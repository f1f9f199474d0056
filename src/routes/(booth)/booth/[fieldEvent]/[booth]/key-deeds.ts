import type { BoothDesk } from './booth-desk.svelte.ts';
import type { KeyAction } from '#lib/station/sitting/keys.ts';

/** Panels whose entries have the digits. */
const LISTS: readonly BoothDesk['panel'][] = ['failed', 'hold', 'pause', 'send', 'number', 'late'];

/** Does what a key asks for, where it makes sense now; gives whether the key was taken. */
export function doKey(desk: BoothDesk, action: KeyAction): boolean {
	// Whoever goes about has no seat that keys could be for.
	const goesAbout = desk.seated && desk.state.booth.seats === 0;
	if (goesAbout && action !== 'undo' && action !== 'close') return false;
	if (typeof action === 'object') {
		if (LISTS.includes(desk.panel) || desk.state.seats.length < 2) return false;
		desk.choose(action.digit);
		return true;
	}
	if (action === 'close') {
		if (desk.panel === null && desk.goesTo === null) return false;
		if (desk.panel !== null) desk.panel = null;
		else desk.goesTo = null;
		return true;
	}
	if (action === 'help') {
		desk.toggle('help');
		return true;
	}
	if (!desk.seated) return action === 'main' ? (void desk.advance(), true) : false;
	const { ticket, panel } = desk;
	const state = ticket?.state;
	switch (action) {
		case 'main':
		case 'finish-only':
			// With a list open the next right thing is a choice from it.
			if (panel !== null) return false;
			void desk.advance({ callNext: action === 'main' });
			return true;
		case 'recall':
			if (!ticket || state !== 'called') return false;
			if ((desk.sitting?.step.calls ?? 0) >= desk.state.callsBeforeNoShow) return false;
			void desk.wish({ kind: 'recall', ticketId: ticket.id });
			return true;
		case 'no-show':
			if (!ticket || state !== 'called') return false;
			void desk.wish({ kind: 'no-show', ticketId: ticket.id });
			return true;
		case 'failed':
			if (state !== 'serving') return false;
			desk.toggle('failed');
			return true;
		case 'hold':
		case 'send':
			if (!ticket) return false;
			desk.toggle(action);
			return true;
		case 'pause':
			if (!desk.state.pause) desk.toggle('pause');
			else if (desk.state.pauseIsOwn) {
				void desk.wish({ kind: 'resume', scope: 'booth', id: desk.state.booth.id });
			}
			return true;
		case 'number':
			desk.toggle('number');
			return true;
		case 'undo':
			void desk.undo();
			return true;
		default:
			return action satisfies never;
	}
}
