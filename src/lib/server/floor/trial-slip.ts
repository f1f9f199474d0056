import type { Gate } from '#lib/core/catalogue.ts';
import type { SlipState } from '#lib/core/view/slip-view.ts';
import { servicesOf } from '#lib/core/view/hall-view.ts';
import { hallTime, shownFloor } from './hall.ts';
import { occasionOf } from './occasion.ts';
import { headOf, type PaperHead } from './paper.ts';

const MINUTE_MS = 60_000;
/** As many services as a long journey has: the slip must fit with them. */
const STEPS = 2;

/** A slip like those that a gate gives, with the number 0, which nobody is ever given. */
export interface TrialSlip {
	gates: { id: string; name: string; slip: Gate['slip'] }[];
	gateId: string;
	head: PaperHead;
	slip: SlipState;
	/** What its code holds: the trial page for phones; null where phones are not to follow at all. */
	code: string | null;
}

/** The trial slip of a gate, of the first one without its id; null when there is no gate. 404 without such a field event. */
export async function trialSlip(
	fieldEventId: number,
	gateId: string | null
): Promise<TrialSlip | null> {
	const floor = await shownFloor(fieldEventId);
	const gates = [...floor.gates.values()].filter(
		({ withdrawn, kind }) => !withdrawn && kind !== 'self-service'
	);
	const gate = gates.find(({ id }) => id === gateId) ?? gates[0];
	if (!gate) return null;
	const occasion = await occasionOf(fieldEventId);
	const at = (await hallTime()).now();
	const { way, address, trialCode } = occasion.reach;
	const services = servicesOf(floor).slice(0, STEPS);
	return {
		gates: gates.map(({ id, name, slip }) => ({ id, name, slip })),
		gateId: gate.id,
		head: headOf(occasion, gate),
		slip: {
			number: `${gate.prefix}-000`,
			token: '',
			issuedAt: at,
			at,
			reprinted: false,
			party: 1,
			steps: services.map(({ name, bring, afterwards }) => ({
				name,
				area: null,
				place: null,
				people: 1,
				bring,
				afterwards,
				forEarlierFiles: false
			})),
			between: { from: at + 20 * MINUTE_MS, to: at + 35 * MINUTE_MS },
			breaks: [],
			pause: null,
			address: floor.rules.address
		},
		code: way === 'none' ? null : `${address}/reach/${fieldEventId}/${trialCode}`
	};
}
