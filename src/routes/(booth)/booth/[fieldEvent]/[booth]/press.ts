import type { BoothState } from '#lib/core/view/booth-view.ts';

/** What the one large button does now: always the next right thing. */
export type Press =
	| { kind: 'sit-down'; takeOver: boolean }
	| { kind: 'resume' }
	/** A pause that only a supervisor ends. */
	| { kind: 'stopped' }
	/** The field event has ended: sittings are finished, nobody new is called. */
	| { kind: 'closed' }
	| { kind: 'call-next' }
	| { kind: 'nobody-waits' }
	| { kind: 'start' }
	| { kind: 'finish' };

/**
 * The next right thing for one seat. Whoever sits in the seat comes first, also while the booth is paused:
 * a sitting is finished before anything else.
 * @param seatNo from 1
 * @param me account id of whoever holds the device
 */
export function nextPress(state: BoothState, seatNo: number, me: string): Press {
	if (!state.officers.includes(me)) {
		return { kind: 'sit-down', takeOver: state.officers.length >= Math.max(1, state.booth.seats) };
	}
	const ticket = state.seats[seatNo - 1];
	if (ticket?.state === 'called') return { kind: 'start' };
	if (ticket) return { kind: 'finish' };
	if (state.status !== 'open') return { kind: 'closed' };
	if (state.pause) return { kind: state.pauseIsOwn ? 'resume' : 'stopped' };
	if (state.next) return { kind: 'call-next' };
	// People wait, but for a service that stands still by a pause of its own.
	const stopped = state.queues.some((queue) => queue.pause && queue.waiting > 0);
	return { kind: stopped ? 'stopped' : 'nobody-waits' };
}
