import type { Entry, Fact } from './fact.ts';
import type { Floor } from './floor.ts';
import { evolve } from './evolve.ts';
import { UNHEARD, type Touched } from './touched.ts';
import type { Refusal } from './refusal.ts';
import { leaveBooth, openBooth } from './verbs/booth.ts';
import { call, callNext, fillSeats, noShow, recall, serve } from './verbs/calling.ts';
import { isRefusal, type Context, type Decision } from './verbs/context.ts';
import {
	addStep,
	bringManyToLife,
	bringToLife,
	cancel,
	changeLane,
	countVisitors,
	dropStep,
	issue,
	issueMany,
	printSheets,
	reprint
} from './verbs/gate.ts';
import {
	close,
	open,
	openDay,
	pause,
	resume,
	setBooth,
	setGate,
	setRules,
	setService,
	tick
} from './verbs/hall.ts';
import { endMessage, showMessage } from './verbs/message.ts';
import { restore } from './verbs/missed.ts';
import { otherStepFirst } from './verbs/other-step.ts';
import { putOff } from './verbs/put-off.ts';
import { record } from './verbs/record.ts';
import {
	correct,
	finish,
	hold,
	returnToQueue,
	send,
	serveLate,
	start,
	takeBack
} from './verbs/sitting.ts';
import { askLeases, askNumbers, enrolStation, settle, withdrawStation } from './verbs/station.ts';
import { undo } from './verbs/undo.ts';
import { leave, stepBack } from './verbs/waiting.ts';
import type { Wish } from './wish.ts';

/**
 * The door for wishes. Yields one decision after another: the facts of each must be applied to the floor
 * before the next is asked for ("finish and call next" is two decisions in one command).
 * Reads the floor and nothing else.
 */
export function* decide(floor: Floor, wish: Wish, context: Context): Generator<Decision> {
	switch (wish.kind) {
		case 'open':
			return yield open(floor, wish);
		case 'close':
			return yield close(floor);
		case 'open-day':
			return yield openDay(floor, wish, context);
		case 'pause':
			return yield pause(floor, wish);
		case 'resume':
			return yield resume(floor, wish, context);
		case 'show-message':
			return yield showMessage(floor, wish, context);
		case 'end-message':
			return yield endMessage(floor, wish, context);
		case 'set-service':
			return yield setService(floor, wish);
		case 'set-booth':
			return yield setBooth(floor, wish);
		case 'set-gate':
			return yield setGate(floor, wish);
		case 'set-area':
			return yield [{ kind: 'area-set', area: wish.area }];
		case 'set-reason':
			return yield [{ kind: 'reason-set', reason: wish.reason }];
		case 'set-rules':
			return yield setRules(floor, wish);
		case 'issue':
			return yield issue(floor, wish, context);
		case 'issue-many':
			return yield issueMany(floor, wish, context);
		case 'print-sheets':
			return yield printSheets(floor, wish);
		case 'bring-to-life':
			return yield bringToLife(floor, wish, context);
		case 'bring-many-to-life':
			return yield bringManyToLife(floor, wish, context);
		case 'count-visitors':
			return yield countVisitors(floor, wish, context);
		case 'reprint':
			return yield reprint(floor, wish);
		case 'change-lane':
			return yield changeLane(floor, wish);
		case 'add-step':
			return yield addStep(floor, wish, context);
		case 'drop-step':
			return yield dropStep(floor, wish, context);
		case 'cancel':
			return yield cancel(floor, wish);
		case 'step-back':
			return yield stepBack(floor, wish, context);
		case 'leave':
			return yield leave(floor, wish);
		case 'put-off':
			return yield putOff(floor, wish);
		case 'open-booth':
			return yield openBooth(floor, wish, context);
		case 'leave-booth':
			return yield leaveBooth(floor, wish, context);
		case 'call-next':
			return yield callNext(floor, wish);
		case 'fill-seats':
			return yield* fillSeats(floor, wish);
		case 'call':
			return yield call(floor, wish, context);
		case 'serve':
			return yield serve(floor, wish, context);
		case 'recall':
			return yield recall(floor, wish);
		case 'no-show':
			return yield noShow(floor, wish);
		case 'restore':
			return yield restore(floor, wish, context);
		case 'start':
			return yield start(floor, wish);
		case 'finish': {
			const boothId = boothOf(floor, wish.ticketId);
			yield finish(floor, wish, context);
			if (wish.callNext && boothId) yield callNext(floor, { boothId, seat: wish.seat });
			return;
		}
		case 'send':
			return yield send(floor, wish, context);
		case 'return':
			return yield returnToQueue(floor, wish, context);
		case 'hold':
			return yield hold(floor, wish, context);
		case 'take-back':
			return yield takeBack(floor, wish);
		case 'serve-late':
			return yield serveLate(floor, wish, context);
		case 'record':
			return yield record(floor, wish, context);
		case 'other-step-first':
			return yield otherStepFirst(floor, wish, context);
		case 'undo':
			return yield undo(floor, wish, context);
		case 'correct':
			return yield correct(floor, wish);
		case 'enrol-station':
			return yield enrolStation(floor, wish);
		case 'withdraw-station':
			return yield withdrawStation(floor, wish);
		case 'ask-numbers':
			return yield askNumbers(floor, wish);
		case 'ask-leases':
			return yield* askLeases(floor, wish, context);
		case 'settle':
			return yield settle(floor, wish);
		case 'tick':
			return yield tick(floor, context);
		default:
			return wish satisfies never;
	}
}

function boothOf(floor: Floor, ticketId: string): string | null {
	const ticket = floor.tickets.get(ticketId);
	const step = ticket && ticket.active !== null ? ticket.steps[ticket.active] : undefined;
	return step?.turns[step.turns.length - 1]?.boothId ?? null;
}

/** What came of one wish: journal entries already applied to the floor, or a refusal that left nothing behind. */
export type Carried =
	{ entries: Entry[]; then: Refusal | null } | { entries: []; refusal: Refusal };

/** Decides a wish and applies its facts, entry by entry, to the floor it is given. */
export function carryOut(
	floor: Floor,
	wish: Wish,
	context: Context,
	touched: Touched = UNHEARD
): Carried {
	const entries: Entry[] = [];
	for (const decision of decide(floor, wish, context)) {
		if (isRefusal(decision)) {
			// A refusal after facts ("finished, but nobody is waiting") is told beside them.
			if (entries.length > 0) return { entries, then: decision };
			return { entries: [], refusal: decision };
		}
		for (const fact of decision) entries.push(apply(floor, fact, context, touched));
	}
	return { entries, then: null };
}

function apply(floor: Floor, fact: Fact, context: Context, touched: Touched): Entry {
	const entry: Entry = {
		clock: floor.clock + 1,
		operationId: context.operationId,
		at: context.at,
		by: context.by,
		fact
	};
	evolve(floor, entry, touched);
	return entry;
}
