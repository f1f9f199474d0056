import type { Catalogue } from '#lib/core/catalogue.ts';
import type { StationPlace } from '#lib/core/fact.ts';
import type { Database } from './database.ts';
import { ServerNode } from './server-node.ts';

/** What a simulated day leaves open, so that the same day can be lived as the real program would answer it. */
export interface Manners {
	/** Times in whole ms, as they travel. */
	instant(ms: number): number;
	/** What a person of this name is known as. */
	by(name: string): string;
	stationId(name: string, place: StationPlace): string;
	catalogue(drawn: Catalogue): Catalogue;
	/** @param index 0 for the first server */
	node(index: number, database: Database, catalogue: Catalogue, time: () => number): ServerNode;
	/** As many numbers as one grant holds at most. */
	stock: number;
}

/** As the seeds live it. */
export const SIMULATED: Manners = {
	instant: (ms) => ms,
	by: (name) => name,
	stationId: (name) => name,
	catalogue: (drawn) => drawn,
	node: (_index, database, catalogue, time) => new ServerNode(database, catalogue, time),
	stock: 6
};
