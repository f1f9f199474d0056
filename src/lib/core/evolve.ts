import {
	cancelled,
	ended,
	goTo,
	left,
	overruled,
	turnBegun,
	turnOpened
} from './evolve-sitting.ts';
import { corrected, undone } from './evolve-undo.ts';
import {
	endPause,
	leaveEarlierDays,
	seriesGranted,
	setArea,
	setBooth,
	setService,
	updateWorking
} from './evolve-hall.ts';
import {
	addTicket,
	blankTicket,
	called,
	change,
	changeTurn,
	issue,
	leased,
	markCall,
	newStep,
	serve,
	undoable
} from './evolve-ticket.ts';
import type { Entry } from './fact.ts';
import type { Floor } from './floor.ts';
import { dayTally } from './tally.ts';
import { UNHEARD, type Touched } from './touched.ts';

/** Applies one journal entry to the floor. Never fails: what a fact names and the floor lacks is passed over. */
export function evolve(floor: Floor, entry: Entry, touched: Touched = UNHEARD): void {
	const { fact, at } = entry;
	floor.clock = entry.clock;
	switch (fact.kind) {
		case 'opened':
			for (const area of fact.catalogue.areas) setArea(floor, area, at, touched);
			floor.status = 'open';
			for (const service of fact.catalogue.services) setService(floor, service, touched);
			for (const booth of fact.catalogue.booths) setBooth(floor, booth, at, touched);
			for (const gate of fact.catalogue.gates) {
				floor.gates.set(gate.id, gate);
				touched.gates.add(gate.id);
			}
			for (const reason of fact.catalogue.reasons) {
				floor.reasons.set(reason.id, reason);
				touched.reasons.add(reason.id);
			}
			floor.rules = fact.catalogue.rules;
			touched.fieldEvent = true;
			updateWorking(floor, at, touched);
			break;
		case 'closed':
			floor.status = 'closed';
			touched.fieldEvent = true;
			updateWorking(floor, at, touched);
			break;
		case 'day-opened':
			floor.day = fact.day;
			touched.fieldEvent = true;
			leaveEarlierDays(floor, touched);
			break;
		case 'paused':
			endPause(floor, fact, at);
			floor.pauses.push({
				scope: fact.scope,
				id: fact.id,
				reasonId: fact.reasonId,
				since: at,
				until: null
			});
			touched.pauses = true;
			updateWorking(floor, at, touched);
			break;
		case 'resumed':
			endPause(floor, fact, at);
			touched.pauses = true;
			updateWorking(floor, at, touched);
			break;
		case 'message-shown': {
			const { messageId: id, words, to, serviceId, until } = fact;
			floor.messages.set(id, { id, words, to, serviceId, since: at, until, endedAt: null });
			touched.messages.add(id);
			break;
		}
		case 'message-ended': {
			const message = floor.messages.get(fact.messageId);
			if (message) message.endedAt ??= at;
			touched.messages.add(fact.messageId);
			break;
		}
		case 'service-set':
			setService(floor, fact.service, touched);
			break;
		case 'booth-set':
			setBooth(floor, fact.booth, at, touched);
			updateWorking(floor, at, touched);
			break;
		case 'gate-set':
			floor.gates.set(fact.gate.id, fact.gate);
			touched.gates.add(fact.gate.id);
			break;
		case 'area-set':
			setArea(floor, fact.area, at, touched);
			break;
		case 'reason-set':
			floor.reasons.set(fact.reason.id, fact.reason);
			touched.reasons.add(fact.reason.id);
			break;
		case 'rules-set':
			floor.rules = fact.rules;
			touched.fieldEvent = true;
			break;
		case 'series-granted':
			seriesGranted(floor, fact, touched);
			break;
		case 'station-enrolled':
			floor.stations.set(fact.station, { id: fact.station, epoch: fact.epoch, place: fact.place });
			touched.stations.add(fact.station);
			break;
		case 'sheets-printed':
			fact.ticketIds.forEach((ticketId, i) => {
				addTicket(floor, blankTicket(ticketId, fact, fact.from + i), touched);
			});
			break;
		case 'issued':
			issue(floor, fact, entry, touched);
			break;
		case 'visitors-counted':
			floor.visitors.set(entry.operationId, {
				operationId: entry.operationId,
				gateId: fact.gateId,
				day: fact.day,
				count: fact.count,
				at,
				applied: true
			});
			dayTally(floor.tally, fact.day).visitors += fact.count;
			touched.visitors.add(entry.operationId);
			break;
		case 'reprinted':
			change(floor, fact.ticketId, touched, (ticket) => {
				floor.tokens.set(ticket.token, ticket.id);
				ticket.token = fact.token;
				ticket.reprints++;
				floor.tokens.set(fact.token, ticket.id);
			});
			break;
		case 'lane-changed':
			change(floor, fact.ticketId, touched, (ticket) => {
				const lanes = dayTally(floor.tally, ticket.day).byLane;
				lanes[ticket.lane]--;
				lanes[fact.lane]++;
				ticket.lane = fact.lane;
			});
			break;
		case 'step-added':
			change(floor, fact.ticketId, touched, (ticket) => {
				const added = { by: entry.operationId, staysAt: fact.staysAt ?? null };
				ticket.steps.push(newStep(ticket.steps.length, fact.serviceId, fact.people, added));
			});
			break;
		case 'step-dropped':
			change(floor, fact.ticketId, touched, (ticket) => {
				const step = ticket.steps[fact.step];
				if (!step) return;
				step.closed = 'dropped';
				step.closedBy = entry.operationId;
				if (ticket.active === fact.step) goTo(ticket, fact.next, 'next', entry.operationId);
			});
			break;
		case 'cancelled':
			cancelled(floor, fact, entry, touched);
			break;
		case 'left':
			left(floor, fact, entry, touched);
			break;
		case 'booth-opened': {
			const at_ = floor.booths.get(fact.boothId);
			if (at_ && !at_.officers.includes(fact.officer)) at_.officers.push(fact.officer);
			touched.booths.add(fact.boothId);
			updateWorking(floor, at, touched);
			break;
		}
		case 'booth-left': {
			const left = floor.booths.get(fact.boothId);
			if (left) left.officers = left.officers.filter((officer) => officer !== fact.officer);
			touched.booths.add(fact.boothId);
			updateWorking(floor, at, touched);
			break;
		}
		case 'called':
			called(floor, fact, entry, touched);
			break;
		case 'leased':
			leased(floor, fact, touched);
			break;
		case 'lease-ended':
			change(floor, fact.ticketId, touched, (ticket) => {
				if (ticket.lease?.fence === fact.fence) ticket.lease = null;
			});
			break;
		case 'recalled':
			changeTurn(floor, fact, touched, (turn) => {
				turn.calls = Math.max(turn.calls, fact.calls);
				markCall(floor, fact, fact.calls, at);
			});
			break;
		case 'missed':
			changeTurn(floor, fact, touched, (turn, ticket) => {
				if (turn.state !== 'called') return;
				turn.state = 'no-show';
				turn.missed = true;
				turn.missedAt = at;
				dayTally(floor.tally, ticket.day).missed++;
				ticket.undoable = undoable(entry, 'no-show', fact, turn);
			});
			break;
		case 'started':
			changeTurn(floor, fact, touched, (turn, ticket) => {
				if (turn.state === 'serving' || turn.state === 'ended') return;
				turn.state = 'serving';
				turn.startedAt = at;
				if (fact.seatedAt) {
					turn.boothId = fact.seatedAt.boothId;
					turn.seat = fact.seatedAt.seat;
				}
				serve(floor, ticket, turn);
				ticket.undoable = undoable(entry, 'start', fact, turn);
			});
			break;
		case 'ended':
			ended(floor, fact, entry, touched);
			break;
		case 'turn-begun':
			turnBegun(floor, fact, touched);
			break;
		case 'turn-opened':
			turnOpened(floor, fact, entry, touched);
			break;
		case 'undone':
			undone(floor, fact, touched);
			break;
		case 'corrected':
			corrected(floor, fact, entry, touched);
			break;
		case 'overruled':
			overruled(floor, fact, touched);
			break;
		case 'conflicted':
			floor.conflicts.set(entry.operationId, {
				operationId: entry.operationId,
				ticketId: fact.ticketId,
				kind: fact.conflict,
				step: fact.step,
				boothId: fact.boothId,
				otherBoothId: fact.otherBoothId,
				met: fact.met,
				results: fact.results,
				at,
				by: entry.by,
				settled: null
			});
			touched.conflicts.add(entry.operationId);
			break;
		case 'settled': {
			const conflict = floor.conflicts.get(fact.operationId);
			if (conflict) conflict.settled = { by: entry.by, at };
			touched.conflicts.add(fact.operationId);
			break;
		}
		default:
			fact satisfies never;
	}
}
