import { describe, expect, test } from 'vitest';
import type { PreCheck, PreCheckEffect, Service } from './catalogue.ts';
import { evolve } from './evolve.ts';
import { emptyFloor } from './floor.ts';
import { catalogue, service, TestHall } from './hall.fixture.ts';
import { readFact } from './read-fact.ts';
import { phoneView } from './view/phone-view.ts';
import { checkedJourney, questionsOf, toldFor, type PreCheckAnswer } from './pre-check.ts';

const words = (vi: string) => ({ vi, en: vi });
const nothing: PreCheckEffect = { does: 'nothing' };

function question(id: string, no: PreCheckEffect, yes: PreCheckEffect = nothing): PreCheck {
	return { id, question: words(`${id}?`), plain: words(`${id}, please?`), yes, no };
}

const ownSim = question('own-sim', {
	does: 'first-step',
	serviceId: 'help',
	say: words('help desk first')
});
const approved = question('approved', { does: 'drop-step', say: words('not yet approved') });
const hasCard = question('has-card', { does: 'add-step', serviceId: 'card', say: words('') });
const phone = question('phone', { does: 'warn', say: words('computer table') });

const services = [
	service('card'),
	service('level-2', { after: ['card'], preChecks: [ownSim, hasCard], asksPreChecks: true }),
	service('activation', { preChecks: [approved, phone, ownSim], asksPreChecks: true }),
	service('help')
];
const byId = (all: Service[]) => new Map(all.map((one) => [one.id, one]));

const no = (serviceId: string, preCheck: string): PreCheckAnswer => ({
	serviceId,
	preCheck,
	answer: 'no'
});

function check(wanted: Record<string, number>, answers: PreCheckAnswer[], all = services) {
	const journey = Object.entries(wanted).map(([serviceId, people]) => ({ serviceId, people }));
	return checkedJourney(byId(all), journey, answers, (one) => one.intakeOpen);
}

const ids = (journey: { services: { serviceId: string }[] }) =>
	journey.services.map((step) => step.serviceId);

describe('what is asked', () => {
	test('nothing, until an organiser says so', () => {
		const silent = services.map((one) => ({ ...one, asksPreChecks: false }));
		expect(questionsOf(silent, ['level-2', 'activation'])).toEqual([]);
	});

	test('a question that two services word the same is asked once, for both', () => {
		const asked = questionsOf(services, ['level-2', 'activation']);
		expect(asked.map((one) => one.question.vi)).toEqual([
			'own-sim?',
			'has-card?',
			'approved?',
			'phone?'
		]);
		expect(asked[0]!.of).toEqual([
			{ serviceId: 'level-2', preCheck: 'own-sim' },
			{ serviceId: 'activation', preCheck: 'own-sim' }
		]);
	});
});

describe('what answers make of a journey', () => {
	test('skipped questions change nothing', () => {
		expect(check({ 'level-2': 2 }, [])).toEqual({
			services: [{ serviceId: 'level-2', people: 2 }],
			first: null,
			answers: [],
			told: [],
			held: []
		});
	});

	test('somebody without an own-name SIM goes to the help desk first, with as many people', () => {
		const journey = check({ activation: 1, 'level-2': 2 }, [
			no('level-2', 'own-sim'),
			no('activation', 'own-sim')
		]);
		expect(journey.services).toEqual([
			{ serviceId: 'help', people: 2 },
			{ serviceId: 'activation', people: 1 },
			{ serviceId: 'level-2', people: 2 }
		]);
		expect(journey.first).toBe('help');
		expect(journey.told).toEqual([words('help desk first')]);
		expect(journey.answers).toHaveLength(2);
	});

	test('a service of the journey is put first as it stands, for the people who want it', () => {
		const journey = check({ 'level-2': 3, help: 1 }, [no('level-2', 'own-sim')]);
		expect(journey.services[0]).toEqual({ serviceId: 'help', people: 1 });
		expect(journey.services).toHaveLength(2);
	});

	test('an activation that is not approved leaves the journey', () => {
		const journey = check({ 'level-2': 1, activation: 1 }, [no('activation', 'approved')]);
		expect(ids(journey)).toEqual(['level-2']);
		expect(journey.told).toEqual([words('not yet approved')]);
	});

	test('the last step stays, and it is said why', () => {
		const journey = check({ activation: 1 }, [no('activation', 'approved')]);
		expect(ids(journey)).toEqual(['activation']);
		expect(journey.held).toEqual([{ serviceId: 'activation', why: 'last-step' }]);
	});

	test('a step that another answer asks for is not dropped', () => {
		const valid = question('valid', nothing, { does: 'drop-step', say: words('card is good') });
		const all = services.map((one) => (one.id === 'card' ? { ...one, preChecks: [valid] } : one));
		const yes = { ...no('card', 'valid'), answer: 'yes' as const };
		const journey = check({ card: 1, 'level-2': 1 }, [yes, no('level-2', 'has-card')], all);
		expect(ids(journey)).toEqual(['card', 'level-2']);
		expect(journey.held).toEqual([{ serviceId: 'card', why: 'needed' }]);
	});

	test('a service that takes nobody any more is left out, and it is said', () => {
		const closed = services.map((one) => (one.id === 'help' ? { ...one, intakeOpen: false } : one));
		const gone = services.filter((one) => one.id !== 'help');
		for (const all of [closed, gone]) {
			const journey = check({ 'level-2': 1 }, [no('level-2', 'own-sim')], all);
			expect(ids(journey)).toEqual(['level-2']);
			expect(journey.first).toBeNull();
			expect(journey.held).toEqual([{ serviceId: 'help', why: 'closed' }]);
			expect(journey.told).toEqual([]);
		}
	});

	test('nobody is warned for a step that has left the journey', () => {
		const answers = [no('activation', 'approved'), no('activation', 'phone')];
		const journey = check({ 'level-2': 1, activation: 1 }, answers);
		expect(journey.told).toEqual([words('not yet approved')]);
	});

	test('a warning only tells', () => {
		const journey = check({ activation: 1 }, [no('activation', 'phone')]);
		expect(ids(journey)).toEqual(['activation']);
		expect(journey.told).toEqual([words('computer table')]);
	});

	test('answers to questions that nobody asked count as nothing, and two to one question as the first', () => {
		const journey = check({ 'level-2': 1 }, [
			no('activation', 'approved'),
			no('level-2', 'shoe-size'),
			{ ...no('level-2', 'own-sim'), answer: 'yes' },
			no('level-2', 'own-sim')
		]);
		expect(ids(journey)).toEqual(['level-2']);
		expect(journey.answers).toEqual([{ ...no('level-2', 'own-sim'), answer: 'yes' }]);
	});

	test('the order in which answers come changes nothing, and at least one step is left', () => {
		const possible = [
			no('level-2', 'own-sim'),
			no('level-2', 'has-card'),
			no('activation', 'approved'),
			no('activation', 'phone'),
			no('activation', 'own-sim')
		];
		for (let mask = 0; mask < 1 << possible.length; mask++) {
			const answers = possible.filter((_, i) => mask & (1 << i));
			for (const wanted of [{ activation: 1 }, { 'level-2': 1, activation: 1 }] as const) {
				const one = check(wanted as Record<string, number>, answers);
				const other = check(wanted as Record<string, number>, answers.toReversed());
				expect(other).toEqual(one);
				expect(one.services.length).toBeGreaterThan(0);
				expect(new Set(ids(one)).size).toBe(one.services.length);
			}
		}
	});
});

describe('in the hall', () => {
	const hall = () => new TestHall(catalogue({ services }));
	const issue = (at: TestHall, wanted: string[], answers: PreCheckAnswer[]) => {
		const ticketId = at.id();
		const pressed = at.press({
			kind: 'issue',
			gateId: 'g1',
			ticketId,
			services: wanted.map((serviceId) => ({ serviceId, people: 1 })),
			lane: 'regular',
			party: 1,
			answers
		});
		expect(pressed.refused).toBeNull();
		return { ticketId, ...pressed };
	};
	const counts = (at: TestHall) => at.floor.tally.days.get(1)!.answers;

	test('the number begins where the answer says, whatever the wait there', () => {
		const at = hall();
		for (let i = 0; i < 20; i++) at.issue(['help']);
		const { tickets } = issue(at, ['level-2'], [no('level-2', 'own-sim')]);
		expect(tickets[0]!.steps.map((step) => [step.serviceId, step.state])).toEqual([
			['help', 'waiting'],
			['level-2', 'due']
		]);
	});

	test('a prerequisite goes before what is put first', () => {
		const cardAfterHelp = services.map((one) =>
			one.id === 'help' ? { ...one, after: ['card'] } : one
		);
		const at = new TestHall(catalogue({ services: cardAfterHelp }));
		const answers = [no('level-2', 'own-sim'), no('level-2', 'has-card')];
		const { tickets } = issue(at, ['level-2'], answers);
		const active = tickets[0]!.steps.find((step) => step.no === tickets[0]!.active);
		expect(active?.serviceId).toBe('card');
	});

	test('answers are counted with the number, leave with a cancel and come back with its undo', () => {
		const at = hall();
		const { ticketId } = issue(at, ['level-2'], [no('level-2', 'own-sim')]);
		issue(at, ['level-2'], [{ ...no('level-2', 'own-sim'), answer: 'yes' }]);
		issue(at, ['level-2'], []);
		expect(counts(at)).toEqual({ 'level-2': { 'own-sim/no': 1, 'own-sim/yes': 1 } });
		const { operationId } = at.press({ kind: 'cancel', ticketId });
		expect(counts(at)).toEqual({ 'level-2': { 'own-sim/yes': 1 } });
		at.press({ kind: 'undo', operationId });
		expect(counts(at)).toEqual({ 'level-2': { 'own-sim/no': 1, 'own-sim/yes': 1 } });
	});

	test('a number taken back takes its answers with it, and the journal folds to the same', () => {
		const at = hall();
		const { operationId } = issue(at, ['activation'], [no('activation', 'phone')]);
		at.press({ kind: 'undo', operationId }, 'gate');
		expect(counts(at)).toEqual({ activation: {} });
		const again = emptyFloor(7, at.floor.rules);
		for (const entry of at.journal) evolve(again, entry);
		expect(again.tally).toEqual(at.floor.tally);
		expect([...again.tickets.values()]).toEqual([...at.floor.tickets.values()]);
	});

	test('the fact says of which question, and nothing of who answered', () => {
		const at = hall();
		issue(at, ['level-2'], [no('level-2', 'own-sim')]);
		const fact = at.journal.at(-1)!.fact;
		expect(fact).toMatchObject({ kind: 'issued', answers: [no('level-2', 'own-sim')] });
		issue(at, ['level-2'], []);
		expect(at.journal.at(-1)!.fact).not.toHaveProperty('answers');
	});

	test('an older journal, whose services knew no questions, is read', () => {
		const { preChecks: _, asksPreChecks: __, ageHints: ___, ...older } = service('level-2');
		const floor = emptyFloor(7, catalogue().rules);
		evolve(floor, {
			clock: 1,
			operationId: 'o',
			at: 0,
			by: 'system',
			fact: readFact({ kind: 'service-set', service: older })
		});
		expect(floor.services.get('level-2')).toEqual(service('level-2'));
	});

	test('what somebody is told is found again from the ticket', () => {
		const at = hall();
		const { ticketId } = issue(at, ['level-2', 'activation'], [no('activation', 'approved')]);
		const { answers, steps } = at.floor.tickets.get(ticketId)!;
		const journey = steps.map((step) => step.serviceId);
		expect(toldFor(at.floor.services, answers, journey)).toEqual([words('not yet approved')]);
	});

	test('who has been to the desk that went first is not sent there again', () => {
		const at = hall();
		const { ticketId } = issue(at, ['level-2'], [no('level-2', 'own-sim')]);
		const told = () => phoneView(at.floor, at.at, at.floor.tickets.get(ticketId)!, true).told;
		expect(told()).toEqual([words('help desk first')]);
		at.press({ kind: 'drop-step', ticketId, step: 0 });
		expect(told()).toEqual([]);
	});
});
