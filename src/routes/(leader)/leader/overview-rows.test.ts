import { expect, test } from 'vitest';
import { booth, catalogue, service, TestHall } from '#lib/core/hall.fixture.ts';
import { glanceView } from '#lib/core/view/glance-view.ts';
import type { VenueDay } from '#lib/server/leader/venue-days.ts';
import type { Venue } from '#lib/server/leader/venues.ts';
import { byDate, measureOf, sumsOver, venueRow } from './overview-rows.ts';

const words = { vi: 'thẻ', en: 'card' };
const venue = (id: number, target: number | null): Venue => ({
	id,
	name: `Điểm ${id}`,
	place: '',
	status: 'closed',
	services: [
		{ serviceId: 'card', name: words, countedNoun: words, unit: words, target, eligible: null }
	]
});
const day = (fieldEventId: number, no: number, card: number): VenueDay => ({
	fieldEventId,
	day: no,
	from: no * 1_000,
	people: 2 * card,
	tickets: card,
	served: card,
	results: card,
	byService: { card }
});

/** An open hall of one booth, where so many were counted for a card. */
function openHall(cards: number) {
	const hall = new TestHall(
		catalogue({ services: [service('card', { target: 40 })], booths: [booth(1, ['card'])] })
	);
	for (let i = 0; i < cards; i++) {
		hall.issue(['card']);
		const ticketId = hall.callNext('b1');
		hall.press({ kind: 'start', ticketId });
		hall.finish(ticketId, 'card');
	}
	return glanceView(hall.floor, hall.at);
}

test('a venue that has closed is told by its days, one that is open by its room', () => {
	const days = [day(1, 1, 5), day(1, 2, 7), day(2, 1, 100)];
	expect(venueRow(venue(1, 20), days, null)).toMatchObject({
		people: 24,
		tickets: 12,
		results: 12,
		now: null,
		services: [{ counted: 12, against: { counted: 12, target: 20 }, eligible: null, today: null }]
	});
	expect(venueRow(venue(2, 20), days, openHall(3))).toMatchObject({
		status: 'open',
		results: 3,
		now: { waiting: 0, booths: { open: 1, paused: 0, closed: 0 } },
		services: [{ counted: 3, against: { counted: 3, target: 40 }, today: 3 }]
	});
});

test('a common rate leaves out venues without a target, and waits are not added up', () => {
	const days = [day(1, 1, 5), day(2, 1, 90), day(3, 1, 15)];
	const rows = [venue(1, 10), venue(2, null), venue(3, 30)].map((one) => venueRow(one, days, null));
	expect(sumsOver(rows)).toMatchObject([
		{ counted: 110, against: { counted: 20, target: 40 }, middleMs: null, p90Ms: null }
	]);
	expect(sumsOver([rows[1]!])[0]!.against).toBeNull();
	expect(sumsOver([])).toEqual([]);
});

test('a forecast of all is told only when every open venue has one', () => {
	const end = {
		serviceId: 'card',
		counted: 3,
		likely: { from: 8, to: 12 },
		left: { from: 0, to: 0 }
	};
	const ends = [{ ...end, goal: null, perHour: null, neededPerHour: null }];
	const closed = venueRow(venue(1, null), [day(1, 1, 5)], null);
	const forecast = venueRow(venue(2, null), [], openHall(3), ends);
	const without = venueRow(venue(3, null), [], openHall(2));
	expect(sumsOver([closed, forecast])[0]!.likely).toEqual({ from: 13, to: 17 });
	expect(sumsOver([forecast, without])[0]!.likely).toBeNull();
	expect(sumsOver([closed])[0]!.likely).toBeNull();
});

test('days are set side by side by their date, whatever their number at each venue', () => {
	const days = [
		day(1, 1, 5),
		day(1, 2, 7),
		{ ...day(2, 1, 9), from: 2_000 },
		{ ...day(2, 2, 1), from: null }
	];
	expect(byDate(days, 'results', String)).toEqual([
		{ date: '1000', total: 5, venues: new Map([[1, 5]]) },
		{
			date: '2000',
			total: 16,
			venues: new Map([
				[1, 7],
				[2, 9]
			])
		}
	]);
	const services = sumsOver([venueRow(venue(1, null), days, null)]);
	expect(byDate(days, measureOf('service:card', services), String)[0]!.total).toBe(5);
	expect(byDate(days, measureOf('people', services), String)[0]!.total).toBe(10);
	expect(measureOf('service:none', services)).toBe('results');
	expect(measureOf(null, services)).toBe('results');
});
