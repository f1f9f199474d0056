import type { Catalogue } from '../catalogue.ts';
import type { Floor } from '../floor.ts';
import { standingMessages, type HallMessage } from '../hall-message.ts';
import { pauseOffers, type PauseOffer } from '../pause-offer.ts';
import { warningsOf, type HallWarning } from '../warnings.ts';
import { openConflicts } from './conflicts-view.ts';
import { compareBooths, movesOf, type AreaMove } from './hall-view.ts';
import { leaderView, type LeaderState } from './leader-view.ts';

/** What an organiser and a supervisor run the day from: the leader's view with the whole catalogue beside it. */
export interface OperationsState extends LeaderState {
	catalogue: Catalogue;
	/** Who is at which booth: account ids. */
	officersAt: { boothId: string; officers: string[] }[];
	series: { prefix: string; day: number; next: number; ceiling: number }[];
	days: number;
	/** Areas that moved today or before, and when. */
	moves: AreaMove[];
	/** Services whose booths pause one after the other for one reason: one tap pauses the whole. */
	pauseOffers: PauseOffer[];
	/** What passes the organiser's thresholds now, the gravest first. */
	warnings: HallWarning[];
	/** Messages that last, the latest first. */
	messages: HallMessage[];
	/** Contradictions that no supervisor has settled yet. */
	conflicts: number;
}

export function operationsView(floor: Floor, at: number): OperationsState {
	const seen = leaderView(floor, at);
	return {
		...seen,
		catalogue: catalogueOf(floor),
		officersAt: [...floor.booths.values()].map((on) => ({
			boothId: on.booth.id,
			officers: on.officers
		})),
		series: [...floor.series.values()]
			.filter((series) => series.day === floor.day)
			.map(({ prefix, day, next, ceiling }) => ({ prefix, day, next, ceiling })),
		days: floor.rules.days.length,
		moves: movesOf(floor, at, Infinity),
		pauseOffers: floor.status === 'open' ? pauseOffers(floor) : [],
		warnings: warningsOf(floor, at, seen.queues),
		messages: standingMessages(floor, at),
		conflicts: openConflicts(floor)
	};
}

/** The catalogue as it stands now, the withdrawn included. */
export function catalogueOf(floor: Floor): Catalogue {
	return {
		services: [...floor.services.values()].sort((a, b) => a.position - b.position),
		booths: [...floor.booths.values()].map((on) => on.booth).sort(compareBooths),
		gates: [...floor.gates.values()],
		areas: [...floor.areas.values()].map(({ movedAt: _, ...area }) => area),
		reasons: [...floor.reasons.values()].sort((a, b) => a.position - b.position),
		rules: floor.rules
	};
}
