import { expect, test } from 'vitest';
import { defaultServices } from '#lib/i18n/default-words.ts';
import { serviceTemplates } from '#lib/i18n/service-templates.ts';
import { fromTemplate } from '#lib/server/setup/add-template.ts';
import { planFieldEvent } from '#lib/server/setup/plan-field-event.ts';
import { findService, wholeOf } from './cells.ts';

test.each([
	['1.200', 1200],
	['1,200', 1200],
	['1 200', 1200],
	['12.345.678', 12_345_678],
	['0', 0],
	['-5', -5],
	['15,0', 15],
	[1200, 1200],
	['12,5', null],
	['1.23', null],
	['1.200,5', null],
	['1.2000', null],
	[12.5, null],
	['mười', null],
	['', null],
	[true, null]
])('%j in a cell is the whole number %j', (cell, value) => {
	expect(wholeOf(cell)).toBe(value);
});

const booths = { card: 1, 'level-2': 1, activation: 1 };
const { services, reasons } = planFieldEvent({ date: '2026-11-21', gates: 1, booths });

test('a service is known by its names, what it counts and what people call it', () => {
	const id = (text: string) => findService(services, text)?.id;
	for (const text of ['Định danh điện tử mức độ 2', 'DINH DANH DIEN TU MUC DO 2', 'level-2'])
		expect(id(text)).toBe('level-2');
	expect(id('Hồ sơ định danh điện tử mức độ 2 đã thu nhận')).toBe('level-2');
	expect(id('Level-2 electronic ID')).toBe('level-2');
	expect([id('Mức độ 2'), id('CCCD'), id('kích hoạt')]).toEqual(['level-2', 'card', 'activation']);
	// Of two services, and of none.
	expect([id('tài khoản'), id('hộ chiếu'), id(''), id('độ 2')]).toEqual([
		'activation',
		undefined,
		undefined,
		undefined
	]);
	expect(findService([], 'CCCD')).toBeUndefined();
});

test('a withdrawn service is not found in a file', () => {
	const withdrawn = services.map((one) => ({ ...one, withdrawn: true }));
	expect(findService(withdrawn, 'CCCD')).toBeUndefined();
});

test('every ready service has its full noun, unit word, outcomes, reasons and advice in both languages', () => {
	const ids = new Set(defaultServices('2026-11-21').map(({ id }) => id));
	expect(serviceTemplates.map(({ service }) => service.id)).toEqual([
		'portal-account',
		'papers-on-vneid',
		'sim',
		'digital-signature'
	]);
	for (const template of serviceTemplates) {
		const { service } = template;
		expect(ids.has(service.id)).toBe(false);
		for (const words of [service.name, service.countedNoun, service.unit, service.bring])
			expect([words.vi, words.en]).not.toContain('');
		expect(service.outcomes).toContain(service.counts);
		const joined = fromTemplate(template, { services, reasons });
		expect(joined.reasons.length).toBeGreaterThan(1);
		expect(joined.service.position).toBeGreaterThan(3);
	}
});
