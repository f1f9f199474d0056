import { db } from '#lib/server/db/connection.ts';
import { listBoards } from '#lib/server/setup/boards.ts';
import { staffOrigin } from '#lib/server/setup/staff-origin.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
	const id = params.fieldEvent;
	const { catalogue } = await loadCatalogue({ params });
	const boards = await listBoards(db, Number(id));
	const gates = catalogue.gates.filter((gate) => !gate.withdrawn && gate.kind === 'gate');
	const origin = staffOrigin(url);
	const at = (path: string, name = '') => ({ path, name, qr: drawQr(origin + path) });
	return {
		origin,
		boards: boards.map((board) => at(`/board/${id}/${encodeURIComponent(board.id)}`, board.name)),
		gates: gates.map((gate) => at(`/gate/${id}/${encodeURIComponent(gate.id)}`, gate.name)),
		board: at(`/board/${id}`),
		totals: at(`/board/${id}/totals`),
		booths: at(`/booth/${id}`),
		leader: at(`/leader/${id}`),
		exit: at(`/exit/${id}`),
		find: at(`/find/${id}`),
		trust: at('/trust')
	};
};
