import type { CardWarning } from '#lib/core/card-qr.ts';
import { ageReached, type PersonalIdWarning } from '#lib/core/personal-id.ts';

/** Whom the age in an identity number suggests to let go first. What services mind of children is data of theirs. */
export type AgeHint = 'elderly' | 'very-old';

export interface PendingIdentity {
	/** Sent with the next press and forgotten; nowhere shown but for its last three. */
	digits: string;
	/** The age reached this year. */
	age: number;
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
			age: ageReached(read.birthYear, year),
			hints: hintsOf(ageReached(read.birthYear, year)),
			warnings: read.warnings
		};
	}

	clear(): void {
		this.pending = null;
	}
}

/** The law's 60 and the practice's 75. */
export function hintsOf(age: number): AgeHint[] {
	if (age >= 75) return ['very-old'];
	return age >= 60 ? ['elderly'] : [];
}
