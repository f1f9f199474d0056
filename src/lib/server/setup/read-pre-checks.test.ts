import { describe, expect, test } from 'vitest';
import { planFieldEvent } from './plan-field-event.ts';
import { readPreChecks } from './read-pre-checks.ts';

const catalogue = planFieldEvent({
	date: '2026-10-15',
	gates: 1,
	booths: { card: 1, 'level-2': 2, activation: 1 }
});
const level2 = catalogue.services.find((service) => service.id === 'level-2')!;

function sent(fields: Record<string, string>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries({ id: 'level-2', ...fields })) form.set(name, value);
	return form;
}

const question = (n: number, vi: string, more: Record<string, string> = {}) => ({
	[`q${n}-question-vi`]: vi,
	[`q${n}-yes-does`]: 'nothing',
	[`q${n}-no-does`]: 'nothing',
	...more
});

function read(fields: Record<string, string>) {
	const answer = readPreChecks(sent(fields), { catalogue, day: 1 });
	if (!answer.ok) return answer;
	const [wish] = answer.wishes;
	if (wish?.kind !== 'set-service') return expect.unreachable();
	return { ok: true as const, service: wish.service };
}

describe('what an organiser writes about questions', () => {
	test('the ready-made ones are there from the start and not asked', () => {
		expect(level2.preChecks.map(({ id }) => id)).toEqual(['own-sim', 'has-card']);
		expect(level2.asksPreChecks).toBe(false);
		expect(level2.ageHints.map(({ under }) => under)).toEqual([14, 6]);
		for (const service of catalogue.services) expect(service.preChecks.length).toBeLessThan(4);
	});

	test('a question keeps its id while its words stay, and the rest of the service stays as it was', () => {
		const own = level2.preChecks[0]!;
		const answer = read({
			...question(0, own.question.vi, {
				'q0-no-does': 'first-step',
				'q0-no-service': 'help',
				'q0-no-say-vi': 'Mời bà con đến bàn hỗ trợ.'
			}),
			asks: 'on'
		});
		expect(answer).toMatchObject({
			service: {
				name: level2.name,
				after: level2.after,
				asksPreChecks: true,
				preChecks: [
					{
						id: 'own-sim',
						// Nothing plainer was written: the gate's words are asked everywhere.
						plain: { vi: own.question.vi },
						no: { does: 'first-step', serviceId: 'help' }
					}
				]
			}
		});
	});

	test('other words are another question, counted anew', () => {
		const first = read(question(0, 'Có mang theo ảnh thẻ không?'));
		const second = read(question(0, 'Có mang theo giấy khai sinh không?'));
		if (!first.ok || !second.ok) return expect.unreachable();
		const ids = [first, second].map(({ service }) => service.preChecks[0]!.id);
		expect(new Set(ids).size).toBe(2);
		expect(ids[0]).toMatch(/^q-[0-9a-f]{8}$/);
	});

	test('an empty one is left out, and ages without words are sent back', () => {
		expect(read({})).toMatchObject({ service: { preChecks: [], ageHints: [] } });
		expect(read({ 'h0-under': '14' })).toMatchObject({ refused: { 'h0-vi': { code: 'missing' } } });
		expect(read({ 'h0-vi': 'có giám hộ' })).toMatchObject({
			refused: { 'h0-under': { code: 'missing' } }
		});
	});

	test('a reminder without words, a step without a service and a question twice are sent back', () => {
		const answer = read({
			...question(0, 'Một?', { 'q0-no-does': 'warn' }),
			...question(1, 'Hai?', { 'q1-yes-does': 'add-step', 'q1-yes-service': '' }),
			...question(2, 'Một?')
		});
		expect(answer).toMatchObject({
			ok: false,
			refused: {
				'q0-no-say-vi': { code: 'missing' },
				'q1-yes-service': { code: 'not-offered' },
				'q2-question-vi': { code: 'taken' }
			}
		});
	});
});
