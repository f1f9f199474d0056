/** Reasons that every field event begins with and that lie with the company of a phone number. */
const OF_CARRIERS: readonly string[] = [
	'no-sms-otp',
	'sim-not-owner',
	'sim-data-mismatch',
	'sim-blocked',
	'phone-already-used',
	'wrong-registered-phone'
];

/** Whether it helps to know which carrier's numbers a reason keeps coming up with. */
export function isOfCarriers({ id, withdrawn }: { id: string; withdrawn: boolean }): boolean {
	return !withdrawn && OF_CARRIERS.includes(id);
}
