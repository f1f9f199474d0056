import type { Floor } from '#lib/core/floor.ts';
import type { StateView, StateViews } from '#lib/core/protocol.ts';
import { boardView } from '#lib/core/view/board-view.ts';
import { boothView } from '#lib/core/view/booth-view.ts';
import { gateView } from '#lib/core/view/gate-view.ts';
import { glanceView } from '#lib/core/view/glance-view.ts';
import { leaderView } from '#lib/core/view/leader-view.ts';
import { operationsView } from '#lib/core/view/operations-view.ts';
import { totalsView } from '#lib/core/view/totals-view.ts';

/** A view's state now; null when the booth or gate does not exist. `id` names it, else it is empty. */
export function stateOf<V extends StateView>(
	floor: Floor,
	at: number,
	view: V,
	id: string
): StateViews[V] | null {
	const made: { [K in StateView]: () => StateViews[K] | null } = {
		board: () => boardView(floor, at),
		totals: () => totalsView(floor, at),
		leader: () => leaderView(floor, at),
		glance: () => glanceView(floor, at),
		operations: () => operationsView(floor, at),
		booth: () => boothView(floor, at, id),
		gate: () => gateView(floor, at, id)
	};
	return made[view]();
}
