import { createHash } from 'node:crypto';
import type { Acknowledgement } from '#lib/core/answer.ts';
import type { Rules, Words } from '#lib/core/catalogue.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Operation } from '#lib/core/operation.ts';
import { refuse, type Refusal } from '#lib/core/refusal.ts';
import type { SignedSlip } from '#lib/core/signed-slip.ts';
import type { Ticket } from '#lib/core/ticket.ts';
import { readTicketLink } from '#lib/core/ticket-link.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import { deliveryOf } from '../floor/deliveries.ts';
import { hallOf, hallTime, shownFloor } from '../floor/hall.ts';
import { isSignedBy } from './slip-key.ts';
import { signerOfSlip, type SlipSigner } from './slip-signer.ts';

/** A slip whose number was truly given, by a gate of which the server has not heard it yet. */
export interface UnheardSlip {
	fieldEventId: number;
	number: string;
	/** What the gate is called; empty when there is none of its letter any more. */
	gate: string;
	/** Hall times: of the last word from the gate's device (null when it never spoke), and of this look. */
	lastContact: number | null;
	at: number;
	address: Rules['address'];
	/** Whether it can be put into the queues now, and if not why. */
	standing: 'open' | 'not-open' | 'closed' | 'other-day';
	/** What may be chosen: a link does not tell what its holder came for. The number was given, so no quota shuts it. */
	services: { serviceId: string; name: Words }[];
}

interface TrueSlip {
	slip: SignedSlip;
	signer: SlipSigner;
}

/**
 * What follows `/t/` in a link of a ticket that this server does not know: the slip when its signature holds,
 * `wrong-signature` when somebody else wrote it, null when the link is not signed or of another server.
 */
export async function unheardSlip(link: string): Promise<UnheardSlip | 'wrong-signature' | null> {
	const read = await trueSlip(link);
	if (read === null || read === 'wrong-signature') return read;
	const { slip, signer } = read;
	const floor = await shownFloor(slip.fieldEventId);
	const at = (await hallTime()).now();
	return {
		fieldEventId: slip.fieldEventId,
		number: formatNumber(slip.prefix, slip.number),
		gate: gateOf(floor, slip)?.name ?? '',
		lastContact: signer.lastContact,
		at,
		address: floor.rules.address,
		standing: standingOf(floor, slip),
		services: [...floor.services.values()]
			.filter((service) => !service.withdrawn)
			.sort((a, b) => a.position - b.position)
			.map(({ id, name }) => ({ serviceId: id, name }))
	};
}

/**
 * Puts a slip into the queues by its link alone, for the services that its holder names. Provisional: the gate's own word
 * completes it when it comes. Its turn counts from the earliest instant at which the gate can have given it. Sent again it
 * is done once. Null when the ticket stands and is shown.
 */
export async function restoreSlip(
	link: string,
	services: readonly string[],
	by: string
): Promise<Refusal | null> {
	const read = await trueSlip(link);
	if (read === null || read === 'wrong-signature') return refuse('no-such-ticket');
	const { slip, signer } = read;
	const { clerk } = await hallOf(slip.fieldEventId);
	const floor = await shownFloor(slip.fieldEventId);
	const gate = gateOf(floor, slip);
	const ticket = formatNumber(slip.prefix, slip.number);
	if (standingOf(floor, slip) !== 'open' || !gate) return refuse('no-such-day', { ticket });
	const chosen = [...new Set(services)];
	if (chosen.length === 0) return refuse('no-service-chosen');
	if (chosen.some((id) => floor.services.get(id)?.withdrawn !== false)) {
		return refuse('no-such-service');
	}
	const at = (await hallTime()).now();
	const lastContact = Math.min(at, Math.max(earliest(floor, slip), signer.wholeAt));
	const operation: Operation = {
		operationId: restoringId(slip),
		station: 'link',
		epoch: 0,
		seq: 1,
		at: lastContact,
		by,
		deed: {
			kind: 'issued',
			ticketId: slip.ticketId,
			gateId: gate.id,
			day: slip.day,
			prefix: slip.prefix,
			number: slip.number,
			maker: signer.maker,
			provisional: true,
			lane: 'regular',
			party: 1,
			services: chosen.map((serviceId) => ({ serviceId, people: 1 }))
		}
	};
	// Nobody's device: a link says it, and there is no order among links.
	const heard = await clerk.admit({ ...deliveryOf(operation, { at, lastContact }), seq: null });
	if (!heard) return refuse('try-again');
	if (!stands(heard)) return refuse('no-such-ticket', { ticket });
	return null;
}

async function trueSlip(link: string): Promise<TrueSlip | 'wrong-signature' | null> {
	const read = readTicketLink(`/t/${link}`);
	if (read?.kind !== 'ticket' || !read.signed) return null;
	const { slip, signature } = read.signed;
	const signer = await signerOfSlip(slip);
	if (!signer) return null;
	return isSignedBy(signer.publicKey, slip, signature) ? { slip, signer } : 'wrong-signature';
}

function stands({ verdict }: Acknowledgement): boolean {
	return verdict === 'applied' || verdict === 'already';
}

function gateOf(floor: Floor, { prefix }: SignedSlip) {
	return [...floor.gates.values()].find((gate) => gate.prefix === prefix);
}

function standingOf(floor: Floor, { day }: SignedSlip): UnheardSlip['standing'] {
	if (floor.status === 'closed') return 'closed';
	if (floor.status === 'draft' || floor.day === 0) return 'not-open';
	return floor.day === day ? 'open' : 'other-day';
}

/** When the last known number before it was given: a gate counts upwards. 0 when none is known. */
function earliest(floor: Floor, { day, prefix, number }: SignedSlip): number {
	let before = 0;
	let at = 0;
	for (const ticket of floor.tickets.values()) {
		const lower = ticket.day === day && ticket.prefix === prefix && ticket.number < number;
		if (!lower || ticket.blank || ticket.number < before) continue;
		before = ticket.number;
		at = fellDue(ticket);
	}
	return at;
}

/** When its first turn fell due: a number that arrived late was given before it was heard of. */
function fellDue({ steps, issuedAt }: Ticket): number {
	const turns = steps.flatMap((step) => step.turns);
	return turns.find((turn) => turn.origin === 'first')?.dueAt ?? issuedAt;
}

/** One operation for one slip, on whichever node and however often its link is sent. */
function restoringId({ fieldEventId, ticketId }: SignedSlip): string {
	const hex = createHash('sha256').update(`restore ${fieldEventId} ${ticketId}`).digest('hex');
	return [8, 12, 16, 20].reduceRight(
		(text, at) => `${text.slice(0, at)}-${text.slice(at)}`,
		hex.slice(0, 32)
	);
}
