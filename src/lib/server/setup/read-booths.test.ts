import { describe, expect, test } from 'vitest';
import { booth, catalogue, TestHall } from '#lib/core/hall.fixture.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { readBooth, readBoothRow } from './read-booths.ts';

/** Desks 1 and 2, and one who goes about as number 1. */
function standing() {
	const given = catalogue();
	const helper = { ...booth(1, ['activation'], { seats: 0 }), id: 'b9' };
	const { floor } = new TestHall({ ...given, booths: [...given.booths, helper] });
	return { day: 1, catalogue: catalogueOf(floor) };
}

function form(fields: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.append(name, value);
	return data;
}

const helper = { word: 'roaming', services: 'activation', area: '', level: '', unit: '' };
const desk = { ...helper, word: 'bàn', seats: '1' };

describe('helpers who go about', () => {
	test('have no seats, and numbers of their own beside the desks’', () => {
		const answer = readBoothRow(form({ ...helper, count: '2', from: '2' }), standing());
		if (!answer.ok) expect.unreachable();
		expect(answer.wishes).toMatchObject([
			{ kind: 'set-booth', booth: { number: 2, seats: 0, services: ['activation'] } },
			{ kind: 'set-booth', booth: { number: 3, seats: 0 } }
		]);
		expect(readBoothRow(form({ ...helper, count: '1', from: '1' }), standing())).toMatchObject({
			ok: false,
			refused: { from: { code: 'taken' } }
		});
		expect(readBoothRow(form({ ...desk, count: '1', from: '3' }), standing()).ok).toBe(true);
	});

	test('can be changed, but never become a desk, nor a desk that people wait for one of them', () => {
		const own = { ...helper, id: 'b9', number: '4', services: 'level-2' };
		const changed = readBooth(form(own), standing());
		if (!changed.ok) expect.unreachable();
		expect(changed.wishes).toMatchObject([
			{ kind: 'set-booth', booth: { id: 'b9', number: 4, seats: 0, services: ['level-2'] } }
		]);
		const refused = { ok: false, refused: { word: { code: 'not-offered' } } };
		expect(readBooth(form({ ...desk, id: 'b9', number: '4' }), standing())).toMatchObject(refused);
		expect(readBooth(form({ ...helper, id: 'b1', number: '4' }), standing())).toMatchObject(
			refused
		);
	});
});
