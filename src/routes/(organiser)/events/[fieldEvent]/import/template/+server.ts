import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { shownFloor } from '#lib/server/floor/hall.ts';
import { importTemplate } from '#lib/server/setup/import/import-template.ts';
import { importKindOf } from '#lib/server/setup/import/take-import.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	csv: 'text/csv; charset=utf-8'
};

export const GET: RequestHandler = async ({ params, url }) => {
	const kind = importKindOf(url.searchParams.get('kind'));
	const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx';
	const catalogue = catalogueOf(await shownFloor(Number(params.fieldEvent)));
	return new Response(await importTemplate(kind, format, catalogue), {
		headers: {
			'content-type': TYPES[format],
			'content-disposition': `attachment; filename="ngay-hoi-${kind}.${format}"`
		}
	});
};
