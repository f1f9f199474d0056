import type { Service, Words } from '../catalogue.ts';
import { pauseOfService, type Floor } from '../floor.ts';
import { halvesToday } from '../forecast.ts';
import { activeStep, stepState, type Ticket } from '../ticket.ts';
import { breaksBetween } from '../wait-range.ts';
import { areaOf, noticeOf, numberText, placeOfArea, type PauseNotice } from './hall-view.ts';
import { placeOf } from './phone-view.ts';

/** What stands on a ticket's slip. Never the lane, nor who the citizen is. */
export interface SlipState {
	number: string;
	/** What the slip's link holds. */
	token: string;
	issuedAt: number;
	/** Hall time at which the range was reckoned: the issue, or the reprint. */
	at: number;
	/** This paper replaces an earlier one. */
	reprinted: boolean;
	party: number;
	steps: SlipStep[];
	/** When the first step still to come is likely to be called, over the breaks; null when nobody serves it. */
	between: { from: number; to: number } | null;
	/** The breaks that lie before that. */
	breaks: { from: number; to: number }[];
	pause: PauseNotice | null;
	address: string;
}

export interface SlipStep {
	name: Words;
	area: Words | null;
	place: Words | null;
	people: number;
	bring: Words;
	afterwards: Words;
	/**
	 * The step before it on this ticket gives a file that is approved days later, so that today this one is for
	 * earlier files and lower levels only.
	 */
	forEarlierFiles: boolean;
}

const NO_WORDS: Words = { vi: '', en: '' };

/** The slip of a ticket as printed at hall time `at`: steps that are over are left out. */
export function slipView(floor: Floor, at: number, ticket: Ticket): SlipState {
	const place = placeOf(floor, ticket, at);
	const active = activeStep(ticket);
	const pause = active && pauseOfService(floor, active.serviceId);
	const between = place?.between ?? null;
	return {
		number: numberText(ticket),
		token: ticket.token,
		issuedAt: ticket.issuedAt,
		at,
		reprinted: ticket.reprints > 0,
		party: ticket.party,
		steps: inOrder(floor, ticket),
		between,
		breaks: between ? breaksBetween(halvesToday(floor), at, between.to) : [],
		pause: pause && noticeOf(floor, pause),
		address: floor.rules.address
	};
}

/** The services still to come, the active one first, then as they stand on the ticket. */
function inOrder(floor: Floor, ticket: Ticket): SlipStep[] {
	return (
		ticket.steps
			// Who stays at a booth is there already: their slip goes on with the others.
			.filter((step) => step.staysAt === null || step.no === ticket.active)
			.filter((step) => !['ended', 'dropped'].includes(stepState(step)))
			.sort(
				(a, b) => Number(b.no === ticket.active) - Number(a.no === ticket.active) || a.no - b.no
			)
			.map((step) => {
				const service = floor.services.get(step.serviceId);
				return {
					name: service?.name ?? NO_WORDS,
					area: areaOf(floor, service?.areaId ?? null),
					place: placeOfArea(floor, service?.areaId ?? null),
					people: step.people,
					bring: service?.bring ?? NO_WORDS,
					afterwards: service?.afterwards ?? NO_WORDS,
					forEarlierFiles: service !== undefined && followsFile(floor, ticket, service)
				};
			})
	);
}

function followsFile(floor: Floor, ticket: Ticket, { levels, after }: Service): boolean {
	if (levels.length === 0) return false;
	return ticket.steps.some(
		({ serviceId }) =>
			after.includes(serviceId) && floor.services.get(serviceId)?.counts === 'enrolled'
	);
}
