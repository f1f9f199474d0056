import type { WishKind } from '#lib/core/wish.ts';
import type { Actor } from '../account/actor.ts';
import type { Role } from '../db/account.schema.ts';

const HALL: Role[] = ['supervisor'];
const GATE: Role[] = ['supervisor', 'gate'];
const BOOTH: Role[] = ['supervisor', 'officer'];
const STAFF: Role[] = ['supervisor', 'gate', 'officer'];
const ORGANISER: Role[] = [];

/** Who may make which wish; organisers may make all. Total, so that a new wish cannot be forgotten here. */
const WISH_ROLES: Record<WishKind, Role[]> = {
	open: ORGANISER,
	close: ORGANISER,
	'open-day': ORGANISER,
	// A booth's own pause is its officer's; which scope is asked below.
	pause: BOOTH,
	resume: BOOTH,
	'show-message': HALL,
	'end-message': HALL,
	'set-service': HALL,
	'set-booth': HALL,
	'set-gate': ORGANISER,
	'set-area': HALL,
	'set-reason': ORGANISER,
	'set-rules': ORGANISER,
	issue: GATE,
	'issue-many': GATE,
	'print-sheets': GATE,
	'bring-to-life': GATE,
	'bring-many-to-life': GATE,
	'count-visitors': GATE,
	reprint: GATE,
	'change-lane': STAFF,
	'add-step': STAFF,
	'drop-step': STAFF,
	cancel: STAFF,
	// Citizens ask it of their own ticket by its link; see `own-turn.ts`.
	'step-back': STAFF,
	leave: STAFF,
	'put-off': GATE,
	'other-step-first': STAFF,
	'open-booth': BOOTH,
	'leave-booth': BOOTH,
	'call-next': BOOTH,
	'fill-seats': BOOTH,
	call: BOOTH,
	serve: BOOTH,
	recall: BOOTH,
	'no-show': BOOTH,
	restore: STAFF,
	start: BOOTH,
	finish: BOOTH,
	send: BOOTH,
	return: BOOTH,
	hold: BOOTH,
	'take-back': BOOTH,
	'serve-late': BOOTH,
	record: BOOTH,
	undo: STAFF,
	correct: BOOTH,
	// Stations ask in their own name, by the endpoint that proves who they are.
	'enrol-station': ORGANISER,
	'withdraw-station': ORGANISER,
	'ask-numbers': ORGANISER,
	'ask-leases': ORGANISER,
	settle: HALL,
	tick: ORGANISER
};

/** Whether a person may make this wish in this field event. */
export function mayWish(
	actor: Actor,
	fieldEventId: number,
	wish: { kind: WishKind; scope?: string }
): boolean {
	if (actor.kind === 'nobody') return false;
	if (actor.role === 'organiser') return true;
	if (actor.fieldEventId !== fieldEventId) return false;
	if (!WISH_ROLES[wish.kind].includes(actor.role)) return false;
	const wide = (wish.kind === 'pause' || wish.kind === 'resume') && wish.scope !== 'booth';
	return !wide || actor.role === 'supervisor';
}
