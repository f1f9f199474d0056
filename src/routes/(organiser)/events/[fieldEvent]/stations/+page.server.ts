import { fail } from '@sveltejs/kit';
import { textOf } from '#lib/server/account/visitor.ts';
import { db, sql } from '#lib/server/db/connection.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { deskOf } from '#lib/server/station/desk-of.ts';
import { countKeptAside } from '#lib/server/station/kept-aside.ts';
import { listStations } from '#lib/server/station/list-stations.ts';
import { makeCode, placeOf } from '#lib/server/station/make-code.ts';
import { revokeStation } from '#lib/server/station/revoke-station.ts';
import { stationOrigin } from '#lib/server/station/station-origin.ts';
import { stationPlaces } from '#lib/server/station/station-places.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url, depends }) => {
	depends('organiser:stations');
	const id = Number(params.fieldEvent);
	const [floor, stations, aside, desk] = await Promise.all([
		shownFloor(id),
		listStations(sql, id),
		countKeptAside(sql, id),
		deskOf(id)
	]);
	return {
		stations,
		aside,
		...stationPlaces(floor),
		now: desk.now(),
		secure: stationOrigin(url) !== null
	};
};

export const actions: Actions = {
	make: async ({ params, request, locals, url }) => {
		const sent = await request.formData();
		const fieldEventId = Number(params.fieldEvent);
		const place = placeOf(await shownFloor(fieldEventId), textOf(sent, 'place'));
		if (!place) return fail(400, { missing: true });
		const mayBeCutOff = textOf(sent, 'cutOff') === 'on';
		const asked = { place, mayBeCutOff, origin: stationOrigin(url), by: locals.actor };
		const { link, ...made } = await makeCode(await deskOf(fieldEventId), db, asked);
		return { made: { ...made, qr: link && drawQr(link) } };
	},
	revoke: async ({ params, request, locals }) => {
		const station = textOf(await request.formData(), 'station');
		const desk = await deskOf(Number(params.fieldEvent));
		const refusal = await revokeStation(desk, db, station, locals.actor);
		return refusal ? fail(409, { refused: refusal.refused }) : { revoked: station };
	}
};
