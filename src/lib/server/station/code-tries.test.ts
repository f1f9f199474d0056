import { expect, test } from 'vitest';
import { countedTry } from './code-tries.ts';

const wrong = () =>
	Promise.resolve({ status: 409, answer: { ok: false, refused: 'code-unknown' } as const });
const slow = () =>
	new Promise<Awaited<ReturnType<typeof wrong>>>((done) =>
		setTimeout(
			() => done({ status: 409, answer: { ok: false, refused: 'code-used' } as never }),
			20
		)
	);

test('forty tablets that are switched on at one moment are let in when they come again', async () => {
	const first = await Promise.all(Array.from({ length: 40 }, () => countedTry('10.0.0.1', slow)));
	expect(first.some(({ status }) => status === 429)).toBe(true);
	expect((await countedTry('10.0.0.1', slow)).status).toBe(409);
});

test('twenty wrong codes from one address are heard, and no more', async () => {
	const statuses: number[] = [];
	for (let tried = 0; tried < 30; tried++) {
		statuses.push((await countedTry('10.0.0.2', wrong)).status);
	}
	expect(statuses).toEqual([...Array<number>(20).fill(409), ...Array<number>(10).fill(429)]);
});
