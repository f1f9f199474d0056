import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';

/** What a page that changes the catalogue starts from. */
export async function loadCatalogue({ params }: { params: { fieldEvent: string } }) {
	const floor = await shownFloor(Number(params.fieldEvent));
	return { catalogue: catalogueOf(floor), day: floor.day };
}
