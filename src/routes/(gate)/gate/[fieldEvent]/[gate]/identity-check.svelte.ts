import type { CardWarning } from '#lib/core/card-qr.ts';
import { ageBand, ageReached, type PersonalIdWarning } from '#lib/core/personal-id.ts';

/** What the age in an identity number suggests at the gate; hints only, nobody is turned away by them. */
export type AgeHint = 'elderly' | 'very-old' | 'under-14' | 'under-6';

export interface PendingIdentity {
	/** Sent with the next press and forgotten; nowhere shown but for its last three. */
	digits: string;
	hints: AgeHint[];
	warnings: (CardWarning | PersonalIdWarning)[];
}

/** An identity card read for the next ticket: held in memory until that ticket is given, never required. */
export class IdentityCheck {
	pending = $state.raw<PendingIdentity | null>(null);

	/** @param isOn whether the organiser switched the check on */
	constructor(readonly isOn: boolean) {}

	/** "…123": all that a screen shows of a number. */
	get lastThree(): string {
		return this.pending ? `…${this.pending.digits.slice(-3)}` : '';
	}

	take(
		read: { digits: string; birthYear: number; warnings: (CardWarning | PersonalIdWarning)[] },
		year: number
	): void {
		this.pending = {
			digits: read.digits,
			hints: hintsOf(read.birthYear, year),
			warnings: read.warnings
		};
	}

	clear(): void {
		this.pending = null;
	}
}

/** Ages from the year of birth: the law's 60 and the practice's 75, and the bands of enrolment. */
export function hintsOf(birthYear: number, year: number): AgeHint[] {
	const age = ageReached(birthYear, year);
	if (age >= 75) return ['very-old'];
	if (age >= 60) return ['elderly'];
	const band = ageBand(birthYear, year);
	return band === 'from-14' ? [] : [band];
}
