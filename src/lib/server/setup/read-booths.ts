import type { Booth } from '#lib/core/catalogue.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { freeId, readWords } from '#lib/server/setup/read-words.ts';
import type { ReadForm, Standing } from '#lib/server/setup/take-form.ts';

/** What a form says that somebody goes about instead of sitting at a booth: nobody is called there. */
export const ROAMING = 'roaming';

/** What a row of booths shares with each other. */
function readCommon(read: FormReader, { catalogue }: Standing): Omit<Booth, 'id' | 'number'> {
	const services = read.chosen(
		'services',
		catalogue.services.map((service) => service.id)
	);
	if (services.length === 0) read.refuse('services', { code: 'none-chosen' });
	const areaIds = catalogue.areas.map((area) => area.id);
	const word = read.choice('word', ['bàn', 'quầy', ROAMING]);
	return {
		word: word === ROAMING ? 'bàn' : word,
		areaId: read.chosen('area', areaIds)[0] ?? null,
		services,
		seats: word === ROAMING ? 0 : read.whole('seats', 1, 20),
		presetLevel: read.wholeOrNone('level', 1, 9),
		unit: read.text('unit', { required: false }),
		withdrawn: false
	};
}

type Named = Pick<Booth, 'word' | 'seats'>;

/** Whether two of them are told apart by their numbers alone. */
function namedAlike(one: Named, other: Named): boolean {
	if (one.seats === 0 || other.seats === 0) return one.seats === other.seats;
	return one.word === other.word;
}

/** Numbers that others with the same word bear. */
function numbersTaken(standing: Standing, named: Named, exceptId = ''): Set<number> {
	const others = standing.catalogue.booths.filter(
		(booth) => !booth.withdrawn && namedAlike(booth, named) && booth.id !== exceptId
	);
	return new Set(others.map((booth) => booth.number));
}

/** A row of new booths, `22 from number 5`. */
export const readBoothRow: ReadForm = (form, standing) => {
	const read = new FormReader(form);
	const count = read.whole('count', 1, 120);
	const from = read.whole('from', 1, 999);
	const common = readCommon(read, standing);
	const taken = numbersTaken(standing, common);
	const numbers = Array.from({ length: count }, (_, index) => from + index);
	if (numbers.some((number) => taken.has(number))) read.refuse('from', { code: 'taken' });
	if (from + count > 1000)
		read.refuse('count', { code: 'out-of-range', least: 1, most: 1000 - from });
	if (!read.ok) return { ok: false, ...read.answer() };
	const known: { id: string }[] = [...standing.catalogue.booths];
	const wishes = numbers.map((number) => {
		const booth: Booth = { id: freeId('b', known), number, ...common };
		known.push(booth);
		return { kind: 'set-booth' as const, booth };
	});
	return { ok: true, wishes };
};

/** One booth that exists: number, word, place, services, seats; or it is withdrawn or brought back. */
export const readBooth: ReadForm = (form, standing) => {
	const read = new FormReader(form);
	const id = read.text('id', { most: 40 });
	const known = standing.catalogue.booths.find((booth) => booth.id === id);
	if (!known) read.refuse('id', { code: 'not-offered' });
	const booth: Booth = {
		id,
		number: read.whole('number', 1, 999),
		...readCommon(read, standing),
		withdrawn: read.flag('withdrawn')
	};
	// Whom people wait for cannot begin to go about, nor the other way round.
	if (known && (known.seats === 0) !== (booth.seats === 0)) {
		read.refuse('word', { code: 'not-offered' });
	}
	if (!booth.withdrawn && numbersTaken(standing, booth, id).has(booth.number)) {
		read.refuse('number', { code: 'taken' });
	}
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-booth', booth }] };
};

/** An area, new or known by its id. */
export const readArea: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const id = read.text('id', { most: 40, required: false });
	const known = catalogue.areas.find((area) => area.id === id);
	const name = readWords(read, 'name');
	const place = readWords(read, 'place', false);
	if (!read.ok) return { ok: false, ...read.answer() };
	const area = {
		id: known?.id ?? freeId('area-', catalogue.areas),
		name,
		place,
		withdrawn: read.flag('withdrawn')
	};
	return { ok: true, wishes: [{ kind: 'set-area', area }] };
};
