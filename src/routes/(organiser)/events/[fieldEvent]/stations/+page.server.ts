import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { deskOf } from '#lib/server/station/desk-of.ts';
import { countKeptAside } from '#lib/server/station/kept-aside.ts';
import { listStations } from '#lib/server/station/list-stations.ts';
import { makeCode } from '#lib/server/station/make-code.ts';
import { revokeStation } from '#lib/server/station/revoke-station.ts';
import { stationOrigin } from '#lib/server/station/station-origin.ts';
import { stationPlaces } from '#lib/server/station/station-places.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, depends }) => {
	depends('organiser:stations');
	const id = Number(params.fieldEvent);
	const [floor, desk] = await Promise.all([shownFloor(id), deskOf(id)]);
	const [stations, aside] = [await listStations(sql, id), await countKeptAside(sql, id)];
	const at = { now: desk.now(), address: stationOrigin(url) };
	return { stations, aside, ...stationPlaces(floor), ...at };
};

export const actions: Actions = {
	make: async ({ params, request, locals, url }) => {
		const sent = await request.formData();
		const [place, by] = [textOf(sent, 'place'), locals.actor];
		const told = { place, mayBeCutOff: textOf(sent, 'cutOff') === 'on', by };
		const desk = await deskOf(Number(params.fieldEvent));
		const made = await makeCode(desk, db, { ...told, origin: stationOrigin(url) });
		if (!made) return fail(400, { missing: true });
		return { made: { ...made, qr: made.link && drawQr(made.link) } };
	},
	revoke: async ({ params, request, locals }) => {
		const station = textOf(await request.formData(), 'station');
		const desk = await deskOf(Number(params.fieldEvent));
		const refusal = await revokeStation(desk, db, station, locals.actor);
		return refusal ? fail(409, { refused: refusal.refused }) : { revoked: station };
	}
};
