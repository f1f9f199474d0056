import { ticketDigits, ticketLink } from '#lib/core/ticket-link.ts';
import { putOffView, type PutOffRow } from '#lib/core/view/put-off-view.ts';
import { committedFloor } from './committed-floor.ts';
import { occasionOf } from './occasion.ts';
import { addressOf } from './paper.ts';

export interface PutOffSlip extends PutOffRow {
	/** What the code of the new number holds, and whether a phone can follow it; null where there is no new number. */
	code: { text: string; follows: boolean } | null;
}

/** Slips for everybody who was put off on the present day. */
export async function putOffSlipsOf(fieldEventId: number): Promise<PutOffSlip[]> {
	const address = addressOf(await occasionOf(fieldEventId));
	return putOffView(await committedFloor(fieldEventId)).map((row) => ({
		...row,
		code: row.next && {
			text: address ? ticketLink(address, row.next.token) : ticketDigits(row.next.token),
			follows: address !== null
		}
	}));
}
