import type { Answer } from '#lib/core/answer.ts';
import type { Entry } from '#lib/core/fact.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Wish } from '#lib/core/wish.ts';

/** What the rule of the quotas forbids, as a sentence; null when it was kept. */
type Fault = { invariant: string; detail: string } | null;

/** People who hold a number of a day for a service, counted ticket by ticket. */
function heldFor(floor: Floor, serviceId: string, day: number): number {
	let people = 0;
	for (const ticket of floor.tickets.values()) {
		if (ticket.day !== day || ticket.blank || ticket.cancelled) continue;
		for (const step of ticket.steps) {
			// Who stays at a booth was counted with those who went on.
			const counts = step.closed !== 'dropped' && step.staysAt === null;
			if (counts && step.serviceId === serviceId) people += step.people;
		}
	}
	return people;
}

/** I14: no gate on the line gives a number beyond a quota; a station that was cut off may have, and a promise is kept. */
export function beyondQuota(floor: Floor, { fact, by }: Entry): Fault {
	if (fact.kind !== 'issued' || by.startsWith('at-') || fact.follows) return null;
	for (const { serviceId } of fact.services) {
		const quota = floor.services.get(serviceId)?.intakeQuota ?? null;
		if (quota === null) continue;
		const held = heldFor(floor, serviceId, fact.day);
		if (held > quota) {
			return {
				invariant: 'I14',
				detail: `${held} people hold a number of ${quota} for ${serviceId}`
			};
		}
	}
	return null;
}

/** I14: and nobody is sent away while there are places. */
export function sentAwayInVain(floor: Floor, wish: Wish, answer: Answer): Fault {
	if (answer.ok || answer.refused !== 'quota-reached' || !('services' in wish)) return null;
	const tickets = 'ticketIds' in wish ? wish.ticketIds.length : 1;
	const full = wish.services.some(({ serviceId, people }) => {
		const quota = floor.services.get(serviceId)?.intakeQuota ?? null;
		return quota !== null && heldFor(floor, serviceId, floor.day) + people * tickets > quota;
	});
	return full
		? null
		: { invariant: 'I14', detail: 'somebody was sent away while there are places' };
}
