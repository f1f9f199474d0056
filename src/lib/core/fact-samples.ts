import type { FactKind } from './fact.ts';
import type { StoredFact } from './read-fact.ts';

/*
 * Facts as journals keep them: of every kind at least one, and of a kind that has changed one of every shape that was ever
 * written, the oldest first. Never edit a sample: whoever gives a fact a new shape adds one. In the order of the list they
 * are the journal of one hall.
 */

const T1 = '00000000-0000-4000-8000-0000000000a1';
const T2 = '00000000-0000-4000-8000-0000000000a2';
const T3 = '00000000-0000-4000-8000-0000000000a3';
const T4 = '00000000-0000-4000-8000-0000000000a4';
const SHEETS = ['00000000-0000-4000-8000-0000000000b1', '00000000-0000-4000-8000-0000000000b2'];
export const SAMPLE_TICKETS = [T1, T2, T3, T4, ...SHEETS];

const words = { vi: 'chữ', en: 'words' };
const at = Date.UTC(2023, 9, 13, 1, 0);

/** A service before there were questions, hints and quotas. */
const firstService = {
	name: words,
	countedNoun: words,
	unit: words,
	counts: 'completed',
	outcomes: ['completed', 'failed', 'left'],
	levels: [],
	target: 100,
	eligible: null,
	needs: [],
	also: [],
	typicalMs: 300_000,
	areaId: null,
	bring: words,
	afterwards: words,
	intakeOpen: true,
	position: 0,
	withdrawn: false
};
const level2 = { id: 'level-2', after: [], ...firstService };
const activation = { id: 'activation', after: ['level-2'], ...firstService };
const booth = {
	id: 'b1',
	number: 1,
	word: 'bàn',
	areaId: null,
	services: ['level-2'],
	seats: 2,
	presetLevel: null,
	unit: '',
	withdrawn: false
};
const gate = {
	id: 'g1',
	name: 'Cổng',
	prefix: 'A',
	kind: 'gate',
	paper: 'printed',
	slip: '58mm',
	withdrawn: false
};
const reason = {
	kind: 'pause',
	internal: words,
	public: words,
	nextStep: words,
	services: [],
	position: 0,
	withdrawn: false
};
/** Rules before anybody could step back. */
const firstRules = {
	priorityRun: 2,
	priorityHeadStartMs: 3_600_000,
	laterStepShare: 0.5,
	callsBeforeNoShow: 3,
	restoreWithinMs: 3_600_000,
	restoreBehind: 3,
	namedBoothReturnMs: 600_000,
	seriesCeiling: 500,
	address: 'bà con',
	selfService: false,
	selfServicePerDevice: 4,
	days: [{ date: '2023-10-13', halves: [{ from: at, to: at + 4 * 3_600_000 }] }]
};
const result = {
	serviceId: 'level-2',
	outcome: 'completed',
	level: null,
	reasonId: null,
	count: 1
};
const issue = {
	gateId: 'g1',
	day: 1,
	prefix: 'A',
	lane: 'regular',
	party: 1,
	services: [{ serviceId: 'level-2', people: 1 }],
	active: 0,
	dueAt: at,
	fromSheet: false
};
const here = { step: 0, turn: 0 };
const opening = {
	step: 0,
	follows: T1,
	state: 'waiting',
	dueAt: at,
	rankAt: at,
	boothOnly: null,
	heldUntil: null,
	reasonId: null,
	boothId: null,
	seat: null
};

type Samples<K extends FactKind> = readonly [
	StoredFact & { kind: K },
	...(StoredFact & { kind: K })[]
];

export const FACT_SAMPLES: { readonly [K in FactKind]: Samples<K> } = {
	opened: [
		{
			kind: 'opened',
			catalogue: {
				services: [level2, activation],
				booths: [booth, { ...booth, id: 'b2', number: 2, services: ['activation'] }],
				gates: [gate],
				areas: [{ id: 'yard', name: words, withdrawn: false }],
				reasons: [{ id: 'line-down', ...reason }],
				rules: firstRules
			}
		}
	],
	'series-granted': [
		{ kind: 'series-granted', prefix: 'A', day: 1, holder: 'server', ceiling: 300 },
		{ kind: 'series-granted', prefix: 'A', day: 1, holder: 'server', ceiling: 500 },
		{ kind: 'series-granted', prefix: 'C', day: 1, holder: 's1:1', from: 1, ceiling: 50 }
	],
	'day-opened': [{ kind: 'day-opened', day: 1 }],
	'service-set': [
		{ kind: 'service-set', service: level2 },
		{
			kind: 'service-set',
			service: {
				...level2,
				preChecks: [
					{
						id: 'phone-here',
						question: words,
						plain: words,
						yes: { does: 'nothing' },
						no: { does: 'warn', say: words }
					}
				],
				asksPreChecks: true,
				ageHints: [{ under: 14, words }],
				intakeQuota: 200
			}
		}
	],
	'booth-set': [{ kind: 'booth-set', booth: { ...booth, services: ['level-2', 'activation'] } }],
	'gate-set': [{ kind: 'gate-set', gate }],
	'area-set': [
		{ kind: 'area-set', area: { id: 'hall', name: words, withdrawn: false } },
		{ kind: 'area-set', area: { id: 'hall', name: words, place: words, withdrawn: false } }
	],
	'reason-set': [{ kind: 'reason-set', reason: { id: 'rest', ...reason } }],
	'rules-set': [
		{ kind: 'rules-set', rules: firstRules },
		{ kind: 'rules-set', rules: { ...firstRules, stepBackBehind: 4, stepBackTimes: 1 } },
		{
			kind: 'rules-set',
			rules: {
				...firstRules,
				stepBackBehind: 4,
				stepBackTimes: 1,
				warnings: {
					waitMs: 1_800_000,
					idleMs: 120_000,
					sittingTimes: 4,
					silentMs: 900_000,
					gateSilentMs: 600_000,
					closingMs: 3_600_000,
					reasonTimes: 3,
					reasonLeast: 5
				}
			}
		}
	],
	'station-enrolled': [
		{
			kind: 'station-enrolled',
			station: 's1',
			epoch: 1,
			place: { kind: 'gate', gateId: 'g1', prefix: 'C' }
		}
	],
	'sheets-printed': [
		{ kind: 'sheets-printed', gateId: 'g1', day: 1, prefix: 'A', from: 1, ticketIds: SHEETS }
	],
	'visitors-counted': [{ kind: 'visitors-counted', gateId: 'g1', day: 1, count: 5 }],
	'booth-opened': [
		{ kind: 'booth-opened', boothId: 'b1', officer: 'o1' },
		{ kind: 'booth-opened', boothId: 'b2', officer: 'o2' }
	],
	paused: [{ kind: 'paused', scope: 'booth', id: 'b1', reasonId: 'line-down' }],
	resumed: [{ kind: 'resumed', scope: 'booth', id: 'b1' }],
	'message-shown': [
		{
			kind: 'message-shown',
			messageId: T2,
			words,
			to: ['boards', 'phones', 'staff'],
			serviceId: 'level-2',
			until: at + 3_600_000
		}
	],
	'message-ended': [{ kind: 'message-ended', messageId: T2 }],
	issued: [
		{ kind: 'issued', ticketId: T1, number: 3, ...issue },
		{ kind: 'issued', ticketId: T2, number: 4, ...issue, provisional: false },
		{ kind: 'issued', ticketId: T3, number: 1, ...issue, prefix: 'C', provisional: true },
		{
			kind: 'issued',
			ticketId: T4,
			number: 5,
			...issue,
			services: [
				{ serviceId: 'level-2', people: 1 },
				{ serviceId: 'activation', people: 1 }
			],
			provisional: false,
			answers: [{ serviceId: 'level-2', preCheck: 'phone-here', answer: 'yes' }]
		}
	],
	reprinted: [{ kind: 'reprinted', ticketId: T1, token: '00000000-0000-4000-8000-0000000000c1' }],
	'lane-changed': [{ kind: 'lane-changed', ticketId: T2, lane: 'priority' }],
	'step-added': [
		{ kind: 'step-added', ticketId: T1, serviceId: 'activation', people: 1 },
		{ kind: 'step-added', ticketId: T4, serviceId: 'level-2', people: 1, staysAt: 'b1' }
	],
	called: [
		{ kind: 'called', ticketId: T1, ...here, boothId: 'b1', seat: 1, by: 'next', reasonId: null },
		{
			kind: 'called',
			ticketId: T2,
			...here,
			boothId: 'b1',
			seat: 2,
			by: 'number',
			reasonId: null,
			fence: 1
		}
	],
	recalled: [{ kind: 'recalled', ticketId: T2, ...here, calls: 2 }],
	missed: [{ kind: 'missed', ticketId: T2, ...here }],
	started: [
		{ kind: 'started', ticketId: T1, ...here },
		{ kind: 'started', ticketId: T2, ...here, seatedAt: { boothId: 'b1', seat: 2 } }
	],
	ended: [
		{
			kind: 'ended',
			ticketId: T1,
			...here,
			outcome: 'completed',
			results: [result],
			boothId: 'b1',
			alsoEnded: [],
			unreachable: [],
			next: { step: 1, dueAt: at },
			late: false
		},
		{
			kind: 'ended',
			ticketId: T2,
			...here,
			outcome: 'completed',
			results: [result],
			boothId: 'b1',
			alsoEnded: [],
			unreachable: [],
			next: null,
			late: false,
			fence: 1,
			decisive: true
		}
	],
	'step-dropped': [{ kind: 'step-dropped', ticketId: T1, step: 1, next: null }],
	'turn-begun': [
		{ kind: 'turn-begun', ticketId: T4, step: 1, turn: 0, follows: T4, dueAt: at },
		{ kind: 'turn-begun', ticketId: T4, step: 2, turn: 0, follows: T4, dueAt: at, beside: true }
	],
	'turn-opened': [{ kind: 'turn-opened', ticketId: T3, turn: 1, origin: 'transfer', ...opening }],
	leased: [
		{ kind: 'leased', ticketId: T3, boothId: 'b1', holder: 's2:1', fence: 1, until: at + 60_000 }
	],
	'lease-ended': [{ kind: 'lease-ended', ticketId: T3, fence: 1 }],
	corrected: [{ kind: 'corrected', operationId: T1, ticketId: T1, results: [result] }],
	overruled: [{ kind: 'overruled', operationId: T2, ticketId: T2, kept: [] }],
	conflicted: [
		{ kind: 'conflicted', ticketId: T1, conflict: 'call', boothId: 'b2', detail: 'b1' },
		{
			kind: 'conflicted',
			ticketId: T1,
			conflict: 'done',
			boothId: 'b2',
			otherBoothId: 'b1',
			results: [result]
		},
		{
			kind: 'conflicted',
			ticketId: T2,
			conflict: 'call',
			step: 0,
			boothId: 'b2',
			otherBoothId: 'b1',
			results: []
		},
		{
			kind: 'conflicted',
			ticketId: T2,
			conflict: 'call',
			step: 0,
			boothId: 'b2',
			otherBoothId: 'b1',
			met: { step: 1, turn: 0 },
			results: []
		}
	],
	settled: [{ kind: 'settled', operationId: T1 }],
	left: [
		{ kind: 'left', ticketId: T4 },
		{ kind: 'left', ticketId: T2, putOff: { to: 'police' } },
		{ kind: 'left', ticketId: T3, putOff: { to: 'day', day: 2, ticketId: T1 } }
	],
	undone: [{ kind: 'undone', operationId: T4, ticketId: T4, what: 'leave' }],
	cancelled: [{ kind: 'cancelled', ticketId: T3 }],
	'booth-left': [{ kind: 'booth-left', boothId: 'b2', officer: 'o2' }],
	closed: [{ kind: 'closed' }]
};
