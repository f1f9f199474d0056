import type { Role } from '#lib/server/db/account.schema.ts';

/** Who is asking. A citizen with a ticket's link is `nobody` here: the link itself is what admits. */
export type Actor =
	| {
			kind: 'account';
			accountId: string;
			name: string;
			role: Role;
			/** The one field event of this account; null for organisers, who work in all of them. */
			fieldEventId: number | null;
			/** Further field events that a leader may look at; of no other role. */
			alsoIn?: readonly number[];
	  }
	| { kind: 'nobody' };

export type AccountActor = Extract<Actor, { kind: 'account' }>;

export const NOBODY: Actor = { kind: 'nobody' };

/** The path at which the working day of `actor` begins; `/` for nobody. */
export function homeOf(actor: Actor): string {
	if (actor.kind === 'nobody') return '/';
	switch (actor.role) {
		case 'organiser':
			return '/events';
		case 'supervisor':
			return `/events/${actor.fieldEventId}`;
		case 'officer':
			return `/booth/${actor.fieldEventId}`;
		case 'gate':
			return `/gate/${actor.fieldEventId}`;
		case 'leader':
			return actor.alsoIn?.length ? '/leader' : `/leader/${actor.fieldEventId}`;
		case 'board':
			return `/board/${actor.fieldEventId}`;
	}
}
