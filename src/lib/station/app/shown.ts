import type { Acknowledgement } from '#lib/core/answer.ts';
import type { Operation } from '#lib/core/operation.ts';
import type { BoothStanding, StationPack, WaitingList } from '#lib/core/station/contact.ts';
import type { StationState } from '#lib/core/station/station.ts';
import type { StoreTrouble } from './keeper.ts';
import type { Rest } from './rest.ts';

/** How far an operation has come: on this machine's disk, on its way, or the hall has it. */
export type Standing = 'saved' | 'sent' | 'heard';

export interface Done {
	operation: Operation;
	standing: Standing;
	acknowledgement: Acknowledgement | null;
}

/** What is shown, in this tab and in those that only look on. */
export interface Shown {
	state: StationState;
	pack: StationPack;
	waiting: WaitingList[];
	link: 'connected' | 'silent';
	heardAt: number | null;
	unsent: number;
	oldest: number | null;
	closed: null | 'replaced' | 'revoked' | 'forgotten';
	/** The server answers that it does not know this station, or that it is older than this program. */
	contactRefused: string | null;
	storeTrouble: StoreTrouble | null;
	/** Newest first, at most 50. */
	recent: Done[];
	by: string;
	/** Where the station speaks with the server, an https origin. */
	address: string;
	/** By its own last word a booth rests or was left; `booth`: how the hall has it, as far as that is still true. */
	rest: Rest | null;
	booth: BoothStanding | null;
	at: number;
	speed: number;
}
