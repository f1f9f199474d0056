import { concerning } from '../hall-message.ts';
import type { BoardState } from './board-view.ts';

/** Which part of a hall a board shows; three empty lists mean all of it. A thing is shown that any list names. */
export interface BoardPart {
	services: readonly string[];
	areas: readonly string[];
	booths: readonly string[];
}

export const WHOLE_HALL: BoardPart = { services: [], areas: [], booths: [] };

/**
 * A board's own part of a state: calls to its booths, areas and services, the queues that they serve, and the pauses
 * that somebody who waits there must know of. Boards share one frame, so each takes its part itself.
 */
export function partOf(state: BoardState, part: BoardPart): BoardState {
	if (part.services.length + part.areas.length + part.booths.length === 0) return state;
	const area = (id: string | null) => id !== null && part.areas.includes(id);
	const service = (id: string | null) => id !== null && part.services.includes(id);
	const booth = (id: string | null) => id !== null && part.booths.includes(id);
	const queues = state.queues.filter(
		(queue) => service(queue.serviceId) || area(queue.areaId) || queue.booths.some(booth)
	);
	const ofQueues = new Set(queues.flatMap((queue) => queue.booths));
	const here = (id: string) => booth(id) || ofQueues.has(id);
	return {
		...state,
		queues,
		messages: concerning(
			state.messages,
			queues.map(({ serviceId }) => serviceId)
		),
		calls: state.calls.filter(
			(call) => service(call.serviceId) || area(call.areaId) || booth(call.booth.id)
		),
		moves: state.moves.filter(
			({ areaId, booths }) =>
				area(areaId) || queues.some((queue) => queue.areaId === areaId) || booths.some(here)
		),
		pauses: state.pauses.filter((pause) => {
			if (pause.scope === 'field-event') return true;
			if (pause.scope === 'service') return queues.some((queue) => queue.serviceId === pause.id);
			if (pause.scope === 'area') {
				return area(pause.id) || queues.some((queue) => queue.areaId === pause.id);
			}
			return pause.id !== null && (booth(pause.id) || area(pause.areaId) || ofQueues.has(pause.id));
		})
	};
}
