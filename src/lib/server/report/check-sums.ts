import type { Words } from '#lib/core/catalogue.ts';
import type { Flow, ReportReading, VenueReading } from './reading.ts';
import { sumOf } from './scope.ts';

/** One sum that must be another: which, and what the two sides came to. */
export interface SumCheck {
	what:
		| 'levels'
		| 'units'
		| 'reasons'
		| 'reasons-by-service'
		| 'slots-issued'
		| 'slots-served'
		| 'slots-counted'
		| 'slots-failed'
		| 'booths-served'
		| 'booths-counted'
		| 'days-issued'
		| 'within-cumulative'
		| 'venues';
	/** The service it is about, where it is about one. */
	service: Words | null;
	parts: number;
	total: number;
}

/** Every check of a reading, also those that hold. Each side comes from a count of its own. */
export function sumChecks(reading: ReportReading): SumCheck[] {
	const { services, units, reasons, flow, figures } = reading;
	const check = (
		what: SumCheck['what'],
		parts: number,
		total: number,
		service: Words | null = null
	) => ({
		what,
		service,
		parts,
		total
	});
	const counted = sumOf(services.map((service) => service.counted));
	const failed = sumOf(services.map((service) => service.failed));
	const sum = (flows: readonly Flow[], of: 'issued' | 'served' | 'counted' | 'failed') =>
		flows.reduce((total, one) => total + one[of], 0);
	return [
		...services
			.filter(({ levels }) => levels.length > 0)
			.map(({ levels, counted, name }) =>
				check(
					'levels',
					sumOf(levels.map((level) => level.counted)).cumulative,
					counted.cumulative,
					name
				)
			),
		...services.map(({ serviceId, counted, name }) =>
			check(
				'units',
				sumOf((units[serviceId] ?? []).map((unit) => unit.counted)).cumulative,
				counted.cumulative,
				name
			)
		),
		check('reasons', sumOf(reasons.map(({ total }) => total)).inPeriod, failed.inPeriod),
		check(
			'reasons-by-service',
			reasons.flatMap(({ byService }) => Object.values(byService)).reduce((a, b) => a + b, 0),
			failed.inPeriod
		),
		check('slots-issued', sum(flow.slots, 'issued'), figures.tickets.inPeriod),
		check('slots-served', sum(flow.slots, 'served'), figures.served.inPeriod),
		check('slots-counted', sum(flow.slots, 'counted'), counted.inPeriod),
		check('slots-failed', sum(flow.slots, 'failed'), failed.inPeriod),
		check('booths-served', sum(flow.booths, 'served'), figures.served.inPeriod),
		check('booths-counted', sum(flow.booths, 'counted'), counted.inPeriod),
		check('days-issued', sum(flow.days, 'issued'), figures.tickets.inPeriod),
		...services.map(({ counted: { inPeriod, cumulative }, name }) =>
			check('within-cumulative', Math.max(inPeriod, cumulative), cumulative, name)
		)
	];
}

/** Whether the field events of a joined report come to its sum: people and tickets as one, then each service. */
export function venueChecks(sum: ReportReading, venues: readonly VenueReading[]): SumCheck[] {
	const all = (of: (reading: VenueReading) => number) =>
		venues.reduce((total, venue) => total + of(venue), 0);
	const present = ({ figures }: VenueReading) =>
		figures.people.cumulative + figures.tickets.cumulative;
	return [
		{ what: 'venues', service: null, parts: all(present), total: present(sum) },
		...sum.services.map(({ serviceId, name, counted }): SumCheck => {
			const own = (reading: VenueReading) =>
				reading.services.find((one) => one.serviceId === serviceId)?.counted.cumulative ?? 0;
			return { what: 'venues', service: name, parts: all(own), total: counted.cumulative };
		})
	];
}

/** The checks that do not hold. */
export function brokenSums(reading: ReportReading): SumCheck[] {
	return sumChecks(reading).filter(({ parts, total }) => parts !== total);
}
