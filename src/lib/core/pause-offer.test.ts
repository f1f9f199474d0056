import { expect, test } from 'vitest';
import { booth, catalogue, TestHall } from './hall.fixture.ts';
import { pauseOffers } from './pause-offer.ts';

const hallOfFour = () => {
	const given = catalogue();
	const other = { ...given.reasons[1]!, id: 'printer' };
	const booths = [1, 2, 3, 4].map((number) => booth(number, ['level-2']));
	return new TestHall({ ...given, reasons: [...given.reasons, other], booths });
};
const pause = (hall: TestHall, number: number, reasonId = 'line-down') =>
	hall.press({ kind: 'pause', scope: 'booth', id: `b${number}`, reasonId });

test('three booths of a service that pause for one reason within three minutes offer the whole service', () => {
	const hall = hallOfFour();
	pause(hall, 1);
	hall.pass(1);
	pause(hall, 3);
	expect(pauseOffers(hall.floor)).toEqual([]);
	hall.pass(2);
	pause(hall, 2);
	expect(pauseOffers(hall.floor)).toEqual([
		{ serviceId: 'level-2', reasonId: 'line-down', booths: [1, 2, 3], since: hall.at }
	]);
});

test('booths that pause for other reasons, or later, or have gone on, offer nothing', () => {
	const hall = hallOfFour();
	pause(hall, 1);
	pause(hall, 2);
	pause(hall, 3, 'printer');
	expect(pauseOffers(hall.floor)).toEqual([]);
	hall.pass(4);
	pause(hall, 4);
	expect(pauseOffers(hall.floor)).toEqual([]);
	hall.press({ kind: 'resume', scope: 'booth', id: 'b3' });
	pause(hall, 3);
	hall.press({ kind: 'resume', scope: 'booth', id: 'b4' });
	expect(pauseOffers(hall.floor)).toEqual([]);
});

test('a service that is paused as a whole is not offered again', () => {
	const hall = hallOfFour();
	for (const number of [1, 2, 3]) pause(hall, number);
	expect(pauseOffers(hall.floor)).toHaveLength(1);
	hall.press({ kind: 'pause', scope: 'service', id: 'level-2', reasonId: 'line-down' });
	expect(pauseOffers(hall.floor)).toEqual([]);
});
