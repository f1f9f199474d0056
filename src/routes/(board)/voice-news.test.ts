import { describe, expect, it } from 'vitest';
import type { BoardCall, BoardPause, BoardState } from '#lib/core/view/board-view.ts';
import type { Now } from './call-tiles.ts';
import { voiceNews } from './voice-news.ts';

const NINE = Date.parse('2023-10-13T09:00:00+07:00');
const HOUR = 3_600_000;
const now = (seconds: number, speed = 1): Now => ({
	realMs: 5_000_000 + seconds * 1000,
	at: NINE + seconds * 1000 * speed,
	speed
});

function state(calls: BoardCall[], more: Partial<BoardState> = {}): BoardState {
	return {
		calls,
		messages: [],
		queues: [],
		pauses: [],
		moves: [],
		status: 'open',
		day: 1,
		halves: [
			{ from: NINE - 2 * HOUR, to: NINE + 2.5 * HOUR },
			{ from: NINE + 4 * HOUR, to: NINE + 8 * HOUR }
		],
		address: 'bà con',
		...more
	};
}

function call(number: number, seconds: number, more: Partial<BoardCall> = {}): BoardCall {
	return {
		key: `A-${number}/0.0.1`,
		prefix: 'A',
		number,
		booth: {
			id: 'b5',
			number: 5,
			word: 'quầy',
			seats: 1,
			area: { vi: 'Khu B', en: 'Area B' },
			place: null
		},
		areaId: 'area-b',
		serviceId: 'card',
		calledAt: NINE + seconds * 1000,
		calls: 1,
		state: 'called',
		...more
	};
}

const pause = (scope: BoardPause['scope'], since = NINE): BoardPause => ({
	scope,
	id: scope === 'field-event' ? null : 'x',
	words: { vi: '', en: '' },
	since,
	name: null,
	booth: null,
	areaId: null
});

describe('what a board says of calls', () => {
	it('a board that opens says nothing of calls that are older than 45 seconds or answered', () => {
		const calls = [call(3, -5), call(2, -10, { state: 'here' }), call(1, -50)];
		const { calls: spoken } = voiceNews(null, state(calls), now(0));
		expect(spoken.map((c) => c.number)).toEqual([3]);
	});

	it('a new call is said once, and dropped when its citizen is at the booth', () => {
		const first = voiceNews(null, state([]), now(0));
		const called = voiceNews(first.heard, state([call(1, 1)]), now(1));
		expect(called.calls).toMatchObject([
			{ number: 1, prefix: 'A', placeKind: 'quay', placeNumber: 5, area: 'Khu B', callNo: 1 }
		]);
		const same = voiceNews(called.heard, state([call(1, 1)]), now(2));
		expect(same.calls).toEqual([]);
		const answered = voiceNews(same.heard, state([call(1, 1, { state: 'here' })]), now(3));
		expect(answered.drops).toEqual(['A-1/0.0.1']);
	});

	it('several calls are said in the order in which they were made', () => {
		const { calls } = voiceNews(null, state([call(3, -1), call(2, -2), call(1, -3)]), now(0));
		expect(calls.map((c) => c.number)).toEqual([1, 2, 3]);
	});

	it('ages are real time also where the hall of a demo runs sixty times as fast', () => {
		const fast = now(60, 60);
		const old = call(1, 0, { calledAt: fast.at - 5 * 60_000 });
		const { calls } = voiceNews(null, state([old]), fast);
		expect(calls).toMatchObject([{ calledAtMs: fast.realMs - 5_000 }]);
	});
});

describe('what a board says to everybody', () => {
	const notices = (before: Partial<BoardState>, after: Partial<BoardState>, seconds = 1) => {
		const { heard } = voiceNews(null, state([], before), now(0));
		return voiceNews(heard, state([], after), now(seconds)).notices;
	};

	it('a pause of a service is said, and that it goes on again', () => {
		expect(notices({}, { pauses: [pause('service')] })).toEqual([{ key: 'pause' }]);
		expect(notices({ pauses: [pause('service')] }, {})).toEqual([{ key: 'resume' }]);
	});

	it('the break of a single booth is no news for the whole hall', () => {
		expect(notices({}, { pauses: [pause('booth')] })).toEqual([]);
	});

	it('a board that opens during a pause says nothing of it', () => {
		expect(voiceNews(null, state([], { pauses: [pause('area')] }), now(0)).notices).toEqual([]);
	});

	it('the break between the halves and the end of the day are said', () => {
		expect(notices({}, {}, 2.5 * 3600 + 1)).toEqual([{ key: 'break' }]);
		expect(notices({}, { status: 'closed' })).toEqual([{ key: 'closed' }]);
	});

	it('an area that has moved is said once, with its place for a machine that speaks by itself', () => {
		const words = (vi: string) => ({ vi, en: vi });
		const move = { areaId: 'a', name: words('Khu A'), place: words('nhà văn hóa'), since: NINE };
		const moves = [{ ...move, booths: [] }];
		expect(notices({}, { moves })).toEqual([
			{
				key: 'moved',
				area: 'Khu A',
				words: 'Khu A đã chuyển vào nhà văn hóa. Số thứ tự và số bàn vẫn giữ nguyên.'
			}
		]);
		expect(notices({ moves }, { moves })).toEqual([]);
	});
});
