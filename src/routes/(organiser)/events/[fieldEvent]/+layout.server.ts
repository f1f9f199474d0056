import { error } from '@sveltejs/kit';
import { fieldEventOf } from '#lib/server/account/authorise.ts';
import { db } from '#lib/server/db/connection.ts';
import { findFieldEvent } from '#lib/server/setup/field-event.ts';
import { hasMovedAway } from '#lib/server/setup/reach.ts';
import { lanAddresses } from '#lib/server/tls/lan-addresses.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params }) => {
	const id = fieldEventOf(params);
	const row = id === null ? null : await findFieldEvent(db, id);
	if (!row) error(404, 'no-such-field-event');
	const { name, place, status, day, rules, reach } = row;
	return {
		fieldEvent: { id: row.id, name, place, status, day, days: rules.days },
		movedFrom: hasMovedAway(reach, lanAddresses()) ? reach.address : null
	};
};
