/** What an entry changed: the rows that the clerk must write, the views that may differ. */
export interface Touched {
	fieldEvent: boolean;
	tickets: Set<string>;
	booths: Set<string>;
	services: Set<string>;
	gates: Set<string>;
	areas: Set<string>;
	reasons: Set<string>;
	series: Set<string>;
	/** Services whose queue counter moved. */
	queues: Set<string>;
	/** Operations whose recorded results were added or changed their standing. */
	recorded: Set<string>;
	visitors: Set<string>;
	stations: Set<string>;
	/** Operations whose conflict was added or settled. */
	conflicts: Set<string>;
	messages: Set<string>;
	pauses: boolean;
}

/** For whoever only reads on: nothing is kept of what changed. */
class Unheard extends Set<string> {
	override add(): this {
		return this;
	}
}
const nobody = new Unheard();
export const UNHEARD: Touched = {
	fieldEvent: false,
	tickets: nobody,
	booths: nobody,
	services: nobody,
	gates: nobody,
	areas: nobody,
	reasons: nobody,
	series: nobody,
	queues: nobody,
	recorded: nobody,
	visitors: nobody,
	stations: nobody,
	conflicts: nobody,
	messages: nobody,
	pauses: false
};

export function nothingTouched(): Touched {
	return {
		fieldEvent: false,
		tickets: new Set(),
		booths: new Set(),
		services: new Set(),
		gates: new Set(),
		areas: new Set(),
		reasons: new Set(),
		series: new Set(),
		queues: new Set(),
		recorded: new Set(),
		visitors: new Set(),
		stations: new Set(),
		conflicts: new Set(),
		messages: new Set(),
		pauses: false
	};
}
