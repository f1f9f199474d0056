import type { Booth, Service, Words } from '#lib/core/catalogue.ts';
import { boothWordNicknames } from '#lib/i18n/import-headers.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { boothName } from '#lib/i18n/words.ts';
import { UNIT_NAME_MOST } from '#lib/server/setup/change-units.ts';
import type { CellReader } from '#lib/server/setup/import/cells.ts';
import type { FoundTable } from '#lib/server/setup/import/find-table.ts';
import type { Planned } from '#lib/server/setup/import/plan-units.ts';
import type { BoothWord, ImportStanding, PlannedField } from '#lib/server/setup/import/plan.ts';
import { nameKey, plainKey } from '#lib/server/setup/name-key.ts';
import type { TableRow } from '#lib/server/setup/read-table.ts';
import { freeId } from '#lib/server/setup/read-words.ts';

/** As many booths as one row may stand for: "5 đến 26". */
const MOST_IN_ROW = 120;
const MOST_NUMBER = 999;

const wordOf = (booth: Pick<Booth, 'word' | 'seats'>): BoothWord =>
	booth.seats === 0 ? 'roaming' : booth.word;

/** What a row says of its booths; null where it says nothing. */
interface Said {
	word: BoothWord | null;
	services: Service[] | null;
	seats: number | null;
	areaId: string | null;
	level: number | null;
	unit: string | null;
}

/**
 * Booths, one a row or a row of them (`5 đến 26`). A booth is known by its number and what it is called; an empty cell
 * leaves what stands, and a new booth's to the usual. Units that are not in the list yet join it.
 */
export function planBooths(
	table: FoundTable,
	cells: CellReader,
	standing: ImportStanding
): Planned {
	const result: Planned = { planned: [], deeds: [] };
	const seen = new Map<string, number>();
	const taken: { id: string }[] = [...standing.catalogue.booths];
	const present = standing.catalogue.booths.filter((booth) => !booth.withdrawn);
	const units = new Map(standing.units.map(({ name }) => [nameKey(name), name] as const));
	for (const row of table.rows) {
		const numbers = numbersOf(row, cells);
		const said = readRow(row, cells, standing);
		if (!numbers || !said) continue;
		if (said.unit !== null) {
			const known = units.get(nameKey(said.unit));
			if (known === undefined) {
				units.set(nameKey(said.unit), said.unit);
				result.deeds.push({ do: 'add-unit', name: said.unit });
			}
			said.unit = known ?? said.unit;
		}
		for (const number of numbers) {
			const alike = present.filter((booth) => booth.number === number);
			const found = said.word
				? alike.find((booth) => wordOf(booth) === said.word)
				: (alike.find((booth) => wordOf(booth) === 'bàn') ?? alike[0]);
			const key = `${found ? wordOf(found) : (said.word ?? 'bàn')} ${number}`;
			const before = seen.get(key);
			if (before !== undefined) {
				cells.refuse(row, 'number', { code: 'twice', row: before });
				break;
			}
			seen.set(key, row.number);
			if (!found && said.services === null) {
				cells.refuse(row, 'services', { code: 'missing' });
				break;
			}
			if (found && said.seats !== null && (said.seats === 0) !== (found.seats === 0)) {
				cells.refuse(row, 'seats', { code: 'roaming-changes' });
				break;
			}
			const booth = found
				? changed(found, said)
				: fresh(freeId('b', taken), number, said, standing);
			if (!found) taken.push(booth);
			const fields = differences(found ?? null, booth, standing);
			const what = !found ? 'added' : fields.length > 0 ? 'changed' : 'left';
			result.planned.push({ row: row.number, what, name: boothName(booth), fields });
			if (what !== 'left') {
				const wish = { kind: 'set-booth' as const, booth };
				result.deeds.push({ do: 'wish', row: row.number, wish });
			}
		}
	}
	return result;
}

/** `7`, `Bàn 7`, `5-26`, `từ 5 đến 26`, `5 to 26`. */
function numbersOf(row: TableRow, cells: CellReader): number[] | null {
	const text = cells.text(row, 'number', { required: true });
	if (text === null) return null;
	const [, first, last] =
		/^(?:(?:tu|from|ban|quay|so|booth|no) )*(\d{1,3})(?: (?:den )?(?:toi |to )?(\d{1,3}))?$/.exec(
			plainKey(text)
		) ?? [];
	const from = Number(first ?? 0);
	const to = Number(last ?? first ?? 0);
	const isRange = last !== undefined;
	// `5,26` or `5 26` is no range: somebody may have meant two booths.
	const parted = !isRange || /[-–—]|đến|den|tới|to/i.test(text.normalize('NFC'));
	if (from < 1 || to < from || to > MOST_NUMBER || !parted) {
		return cells.refuse(row, 'number', { code: 'not-a-booth-number' });
	}
	if (to - from >= MOST_IN_ROW) {
		return cells.refuse(row, 'number', { code: 'out-of-range', least: 1, most: MOST_IN_ROW });
	}
	return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Null when a cell of the row is refused. */
function readRow(row: TableRow, cells: CellReader, { catalogue }: ImportStanding): Said | null {
	const before = cells.bad.length;
	const word = cells.choice(row, 'word', boothWordNicknames);
	if (word === null && cells.has(row, 'word')) {
		cells.refuse(row, 'word', { code: 'unknown-word' });
	}
	const areas = catalogue.areas.filter((area) => !area.withdrawn);
	const areaText = cells.text(row, 'area');
	const area =
		areaText === null
			? null
			: areas.find(({ id, name }) =>
					[id, name.vi, name.en].some((one) =>
						[plainKey(areaText), `khu ${plainKey(areaText)}`].includes(plainKey(one))
					)
				);
	if (area === undefined) {
		cells.refuse(row, 'area', { code: 'unknown-area', known: areas.map(({ name }) => name) });
	}
	const said = {
		word,
		services: cells.services(row, 'services', catalogue.services),
		seats: word === 'roaming' ? 0 : cells.whole(row, 'seats', 1, 20),
		areaId: area?.id ?? null,
		level: levelOf(row, cells),
		unit: cells.text(row, 'unit', { most: UNIT_NAME_MOST })
	};
	return cells.bad.length > before ? null : said;
}

/** `2` or `Mức độ 2`. */
function levelOf(row: TableRow, cells: CellReader): number | null {
	const text = cells.text(row, 'level');
	if (text === null) return null;
	const digits = /^(?:muc do |muc |level )?0?([1-9])$/.exec(plainKey(text))?.[1];
	return digits ? Number(digits) : cells.whole(row, 'level', 1, 9);
}

function changed(booth: Booth, said: Said): Booth {
	return {
		...booth,
		services: said.services?.map(({ id }) => id) ?? booth.services,
		seats: said.seats ?? booth.seats,
		areaId: said.areaId ?? booth.areaId,
		presetLevel: said.level ?? booth.presetLevel,
		unit: said.unit ?? booth.unit
	};
}

function fresh(id: string, number: number, said: Said, { catalogue }: ImportStanding): Booth {
	const services = said.services ?? [];
	const levels = services.flatMap((service) => service.levels);
	const area = catalogue.areas.find((one) => one.id === services[0]?.areaId && !one.withdrawn);
	return {
		id,
		number,
		word: said.word === 'quầy' ? 'quầy' : 'bàn',
		areaId: said.areaId ?? area?.id ?? null,
		services: services.map((service) => service.id),
		seats: said.seats ?? 1,
		presetLevel: said.level ?? (levels.length > 0 ? Math.max(...levels) : null),
		unit: said.unit ?? '',
		withdrawn: false
	};
}

function differences(
	before: Booth | null,
	booth: Booth,
	{ catalogue }: ImportStanding
): PlannedField[] {
	const nameOf = (list: readonly { id: string; name: Words }[], id: string) => {
		const found = list.find((one) => one.id === id);
		return found ? wordsIn(found.name) : id;
	};
	const serviceNames = (ids: readonly string[] | undefined) =>
		ids?.map((id) => nameOf(catalogue.services, id)).join('; ') ?? null;
	const areaName = (id: string | null | undefined) => (id ? nameOf(catalogue.areas, id) : null);
	const all = [
		['services', serviceNames(before?.services), serviceNames(booth.services)],
		['seats', before?.seats ?? null, booth.seats],
		['area', areaName(before?.areaId), areaName(booth.areaId)],
		['level', before?.presetLevel ?? null, booth.presetLevel],
		['unit', before?.unit || null, booth.unit || null]
	] as const;
	return all
		.filter(([, from, to]) => from !== to)
		.map(([field, from, to]) => ({ field, of: null, from, to }));
}
