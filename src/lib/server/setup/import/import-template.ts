import type { Catalogue } from '#lib/core/catalogue.ts';
import { importColumnWords, importKindWords } from '#lib/i18n/import-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { roleWords } from '#lib/i18n/role-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { ImportColumn, SetUpKind } from '#lib/server/setup/import/plan.ts';
import { writeTable, type TableFormat } from '#lib/server/setup/read-table.ts';

type Row = (string | number | null)[];

/** A file to fill in: the headers of its kind in the reader's language, and one row that shows how. */
export function importTemplate(
	kind: SetUpKind,
	format: TableFormat,
	catalogue: Catalogue
): Promise<Uint8Array<ArrayBuffer>> {
	return writeTable(format, importKindWords[kind](), rowsOf[kind](catalogue));
}

const header = (...columns: ImportColumn[]): Row => columns.map((one) => importColumnWords[one]());
const example = (text: string) => m.setup_template_example({ text });

const rowsOf: Record<SetUpKind, (catalogue: Catalogue) => Row[]> = {
	units: ({ services }) => {
		const offered = services.filter((service) => !service.withdrawn);
		const figures = offered.flatMap(({ name }) => [
			m.setup_template_target_of({ service: wordsIn(name) }),
			m.setup_template_eligible_of({ service: wordsIn(name) })
		]);
		return [
			[...header('unit'), ...figures],
			[example(m.setup_template_unit()), ...offered.flatMap(() => [1200, 2500])]
		];
	},
	services: ({ services }) => [
		header('service', 'target', 'eligible'),
		[example(serviceName(services)), 10000, 24000],
		...services.filter((one) => !one.withdrawn).map(({ name }) => [wordsIn(name), null, null])
	],
	staff: () => [
		header('name', 'role', 'unit', 'signInName'),
		[example(m.setup_template_person()), roleWords.officer(), m.setup_template_unit(), null]
	],
	booths: ({ services, areas }) => [
		header('number', 'word', 'services', 'seats', 'area', 'level', 'unit'),
		[
			example(m.setup_template_booths()),
			m.setup_template_booth_word(),
			serviceName(services),
			1,
			areas[0] ? wordsIn(areas[0].name) : null,
			null,
			m.setup_template_unit()
		]
	]
};

function serviceName(services: Catalogue['services']): string {
	const [first] = services.filter((one) => !one.withdrawn);
	return first ? wordsIn(first.name) : '';
}
