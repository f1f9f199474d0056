import type { Database } from '#lib/server/account/database.ts';
import { changeFieldEvent, type Maker } from '#lib/server/setup/change-field-event.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';
import { hostOf, isLoopback, newTrialCode } from '#lib/server/setup/reach.ts';

export const REACH_WAYS = ['none', 'public-address', 'hall-wifi', 'headquarters'] as const;

/**
 * Chooses the way by which phones reach the ticket page. Another way or address takes the proof away and gives the
 * trial a new code: what was printed with the old one proves nothing.
 */
export async function saveReach(
	db: Database,
	fieldEventId: number,
	form: FormData,
	maker: Maker
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const way = read.choice('way', REACH_WAYS);
	const address = way === 'none' ? '' : readAddress(read);
	const wifi = way === 'hall-wifi';
	const wifiName = read.text('wifiName', { most: 32, required: wifi });
	const wifiPassword = read.text('wifiPassword', { most: 63, required: false });
	if (!read.ok) return read.answer();
	await changeFieldEvent(db, fieldEventId, maker, ({ reach }) => {
		const same = reach.way === way && reach.address === address;
		const proof = same ? {} : { provenAt: null, trialCode: newTrialCode() };
		return { reach: { ...reach, way, address, wifiName, wifiPassword, ...proof } };
	});
	return null;
}

/** Scheme, name and port; `http://` may be left out. */
function readAddress(read: FormReader): string {
	const typed = read.text('address', { most: 200 });
	const text = /^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`;
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || !/^https?:$/.test(url.protocol) || !/[.:]|^[a-z0-9-]+$/i.test(url.hostname)) {
		read.refuse('address', { code: 'not-an-address' });
		return '';
	}
	if (isLoopback(hostOf(url.origin))) read.refuse('address', { code: 'loopback' });
	return url.origin;
}
