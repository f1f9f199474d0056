import { expect, it } from 'vitest';
import type { Service } from './catalogue.ts';
import { beginsAt, commonJourneys } from './common-journeys.ts';

const service = (id: string, over: Partial<Service> = {}) =>
	({ id, after: [], needs: [], withdrawn: false, ...over }) as Service;
const services = [
	service('card'),
	service('level-2', { after: ['card'] }),
	service('activation', { after: ['level-2'] }),
	service('help')
];
const line = (serviceId: string, waiting: number, seats = 1) => ({
	serviceId,
	waiting,
	pace: {
		seats,
		soonSeats: seats,
		free: 0,
		cycleMs: 300_000,
		spreadMs: 60_000,
		priority: 0,
		later: 0,
		laterMs: 0,
		measured: 0
	}
});

it('the gate offers each service alone, then each pair of which one prepares the other', () => {
	expect(commonJourneys(services)).toEqual([
		['card'],
		['level-2'],
		['activation'],
		['help'],
		['card', 'level-2'],
		['level-2', 'activation']
	]);
});

it('a withdrawn service is in no journey', () => {
	const without = services.map((s) => (s.id === 'level-2' ? { ...s, withdrawn: true } : s));
	expect(commonJourneys(without)).toEqual([['card'], ['activation'], ['help']]);
});

it('a journey begins at what prepares the rest, however long its queue', () => {
	const queues = [line('level-2', 180), line('activation', 0)];
	expect(beginsAt(['level-2', 'activation'], services, queues)).toBe('level-2');
});

it('of two services that do not wait for each other the shorter queue comes first, and one that nobody serves last', () => {
	expect(beginsAt(['activation', 'help'], services, [line('activation', 9), line('help', 2)])).toBe(
		'help'
	);
	expect(
		beginsAt(['activation', 'help'], services, [line('activation', 9), line('help', 2, 0)])
	).toBe('activation');
	expect(beginsAt([], services, [])).toBeNull();
});

it('where no pace is told the order of the services decides', () => {
	const lines = [
		{ serviceId: 'activation', waiting: 9 },
		{ serviceId: 'help', waiting: 2 }
	];
	expect(beginsAt(['help', 'activation'], services, lines)).toBe('activation');
});
