import { catalogue } from '#lib/core/hall.fixture.ts';
import type { StationPack } from '#lib/core/station/contact.ts';

/** What a gate without a hall knows of its field event. */
export const GATE_PACK: StationPack = {
	mark: '',
	fieldEventId: 1,
	name: 'Hội',
	place: 'Xã',
	catalogue: catalogue(),
	no: 1,
	keys: [],
	follow: null,
	wifi: null,
	staff: []
};
