import { pauseOnService, type Floor } from './floor.ts';

/** A whole service that could be paused in one tap, because its booths pause one after the other for one reason. */
export interface PauseOffer {
	serviceId: string;
	reasonId: string;
	/** Booths that paused for this reason within the span, by number. */
	booths: number[];
	/** When the last of them paused, hall time in ms. */
	since: number;
}

/** This many booths of a service that pause for one reason within this span are more than their own trouble. */
export const OFFER_BOOTHS = 3;
export const OFFER_WITHIN_MS = 3 * 60_000;

/**
 * Services that an organiser is offered to pause as a whole. Only pauses that last count; a service that is paused
 * already, alone or with everything, is not offered.
 */
export function pauseOffers(floor: Floor): PauseOffer[] {
	const offers: PauseOffer[] = [];
	for (const { id, withdrawn } of floor.services.values()) {
		if (withdrawn || pauseOnService(floor, id)) continue;
		for (const reasonId of floor.reasons.keys()) {
			const paused = boothPauses(floor, id, reasonId);
			const close = paused.find((last, i) => {
				const third = paused[i - OFFER_BOOTHS + 1];
				return third !== undefined && last.since - third.since <= OFFER_WITHIN_MS;
			});
			if (!close) continue;
			offers.push({
				serviceId: id,
				reasonId,
				booths: paused.map(({ number }) => number).sort((a, b) => a - b),
				since: paused[paused.length - 1]!.since
			});
		}
	}
	return offers;
}

/** Booths of a service that are paused for a reason by a pause of their own, the earliest first. */
function boothPauses(floor: Floor, serviceId: string, reasonId: string) {
	return floor.pauses
		.flatMap(({ scope, id, until, reasonId: why, since }) => {
			const booth = scope === 'booth' && until === null ? floor.booths.get(id ?? '')?.booth : null;
			const stands = booth && !booth.withdrawn && booth.seats > 0;
			const fits = stands && booth.services.includes(serviceId);
			return fits && why === reasonId ? [{ number: booth.number, since }] : [];
		})
		.sort((a, b) => a.since - b.since);
}
