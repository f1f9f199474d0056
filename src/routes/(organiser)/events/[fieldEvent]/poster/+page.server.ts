import { error } from '@sveltejs/kit';
import { db } from '#lib/server/db/connection.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { followable } from '#lib/server/setup/reach.ts';
import { wifiText } from '#lib/server/setup/wifi-text.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import { loadCatalogue } from '../load-catalogue.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
	const row = await findFieldEvent(db, Number(params.fieldEvent));
	if (!row) error(404, 'no-such-field-event');
	const { catalogue } = await loadCatalogue({ params });
	const { reach } = row;
	const follows = followable(reach);
	const self = follows && catalogue.rules.selfService;
	const wifi = reach.way === 'hall-wifi' && reach.wifiName !== '' && follows;
	return {
		catalogue,
		organiser: row.organiser,
		identityCheck: row.identityCheck,
		follows,
		self: self ? drawQr(`${reach.address}/join/${row.id}`, 'Q') : null,
		wifi: wifi
			? { name: reach.wifiName, qr: drawQr(wifiText(reach.wifiName, reach.wifiPassword), 'Q') }
			: null
	};
};
