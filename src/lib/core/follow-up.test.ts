import { expect, test } from 'vitest';
import {
	everApproved,
	FOLLOW_UP_STATES,
	isFollowedUp,
	judgeMove,
	nextForCitizen,
	noFiles,
	type FollowUpStanding,
	type FollowUpState
} from './follow-up.ts';

const appointment = { at: 1_700_000_000_000, place: 'Công an phường Tuy Hòa' };
const standings: Record<FollowUpState, FollowUpStanding> = {
	waiting: { state: 'waiting' },
	approved: { state: 'approved' },
	appointed: { state: 'appointed', appointment },
	activated: { state: 'activated' },
	rejected: { state: 'rejected', reason: 'face' }
};

type Row = Record<FollowUpState, ReturnType<typeof judgeMove>>;
const row = (...[waiting, approved, appointed, activated, rejected]: Row[FollowUpState][]): Row =>
	({ waiting, approved, appointed, activated, rejected }) as Row;

const m = 'moves';
const s = 'stays';
const n = 'refused';
/** From each state (line) to each state (column). */
const table: Record<'hand' | 'list', Record<FollowUpState, Row>> = {
	hand: {
		waiting: row(s, m, m, m, m),
		approved: row(m, s, m, m, m),
		appointed: row(m, m, s, m, m),
		activated: row(m, m, m, s, n),
		rejected: row(m, m, m, m, s)
	},
	list: {
		waiting: row(s, m, m, m, m),
		approved: row(s, s, m, m, m),
		appointed: row(s, s, s, m, m),
		activated: row(s, s, s, s, n),
		rejected: row(s, m, m, m, s)
	}
};

test('by hand everything may be put right; a list leads on and never back', () => {
	for (const by of ['hand', 'list'] as const) {
		for (const from of FOLLOW_UP_STATES) {
			for (const to of FOLLOW_UP_STATES) {
				const said = judgeMove(standings[from], standings[to], by);
				expect(said, `${by}: ${from} → ${to}`).toBe(table[by][from][to]);
			}
		}
	}
});

test('another appointment and another reason are changes', () => {
	const later = { state: 'appointed', appointment: { ...appointment, at: 1 } } as const;
	expect(judgeMove(standings.appointed, later, 'list')).toBe('moves');
	const why = { state: 'rejected', reason: 'other' } as const;
	expect(judgeMove(standings.rejected, why, 'list')).toBe('moves');
	const same = { state: 'appointed', appointment: { ...appointment } } as const;
	expect(judgeMove(standings.appointed, same, 'hand')).toBe('stays');
});

test('files that wait for approval are followed, cards and things done at once are not', () => {
	expect(isFollowedUp({ id: 'level-2', counts: 'enrolled' })).toBe(true);
	expect(isFollowedUp({ id: 'signature', counts: 'enrolled' })).toBe(true);
	expect(isFollowedUp({ id: 'card', counts: 'enrolled' })).toBe(false);
	expect(isFollowedUp({ id: 'activation', counts: 'completed' })).toBe(false);
});

test('every standing has a next thing to do, and only an activated account has none', () => {
	const next = FOLLOW_UP_STATES.map((state) => nextForCitizen(standings[state]));
	expect(new Set(next).size).toBe(FOLLOW_UP_STATES.length);
	expect(nextForCitizen(standings.activated)).toBe('none');
});

test('approved files stay counted as approved when they are activated', () => {
	const counts = { ...noFiles(), taken: 9, waiting: 2, approved: 1, appointed: 2, activated: 3 };
	expect(everApproved(counts)).toBe(6);
});
