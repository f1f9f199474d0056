import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Wish } from '#lib/core/wish.ts';
import { becomeOrganiser, createFieldEvent, expect, heard, LAPTOP, test, TV } from './hall.ts';
import { isAccessible } from './steps.ts';

const NAMES = [
	'Cấp, đổi, cấp lại thẻ căn cước cho công dân từ đủ 14 tuổi trở lên',
	'Đăng ký tài khoản dịch vụ công quốc gia và chữ ký số cá nhân',
	'Chuẩn hóa thông tin thuê bao di động chính chủ (nhà mạng)',
	'Tích hợp giấy phép lái xe, đăng ký xe, bảo hiểm y tế trên VNeID',
	'Mở tài khoản ngân hàng và hướng dẫn thanh toán không dùng tiền mặt',
	'Tư vấn hồ sơ đất đai, hộ tịch và cư trú trực tuyến'
];

/** The wishes of a hall of ten services and forty booths, a dozen numbers waiting for each service. */
function wishes({ services, booths, gates }: Catalogue): Wish[] {
	const more = NAMES.map((vi, index) => ({
		...services[0]!,
		id: `more-${index}`,
		name: { vi, en: vi },
		position: 20 + index
	}));
	const all = [...services, ...more];
	const last = Math.max(...booths.map(({ number }) => number));
	const added = Array.from({ length: 40 - booths.length }, (_, index) => ({
		...booths[0]!,
		id: `more-${index}`,
		number: last + 1 + index,
		services: [all[index % all.length]!.id]
	}));
	return [
		...more.map((service) => ({ kind: 'set-service' as const, service })),
		...added.map((booth) => ({ kind: 'set-booth' as const, booth })),
		...Array.from({ length: 12 * all.length }, (_, index) => ({
			kind: 'issue' as const,
			gateId: gates[0]!.id,
			ticketId: randomUUID(),
			services: [{ serviceId: all[index % all.length]!.id, people: 1 }],
			lane: 'regular' as const,
			party: 1
		}))
	];
}

/** What a viewer sees of the queues: which cards, and whether each stands whole within the column. */
const seen = (page: Page) =>
	page.evaluate(() => {
		const view = document.querySelector('.column .view')!.getBoundingClientRect();
		const cards = [...document.querySelectorAll<HTMLElement>('.card-of-queue')].filter(
			(card) => getComputedStyle(card).visibility === 'visible'
		);
		const whole = cards.every((card) => {
			const { top, bottom } = card.getBoundingClientRect();
			return top >= view.top - 1 && bottom <= view.bottom + 1;
		});
		return { names: cards.map((card) => card.querySelector('h3')!.textContent!.trim()), whole };
	});

test('a board of ten services shows each of them whole, page by page', async ({
	browser,
	freshProgram: program
}) => {
	const context = await browser.newContext({ viewport: LAPTOP });
	const organiser = await context.newPage();
	await becomeOrganiser(organiser, program);
	const id = await createFieldEvent(organiser, program);
	await organiser.getByRole('button', { name: 'Mở ngày hội' }).click();
	await expect(organiser.getByRole('button', { name: /Tạm dừng/ }).first()).toBeVisible();
	const api = `${program.url}/api/floor/${id}`;
	const operations = await context.request.get(`${api}/snapshot?view=operations`);
	const { state } = (await operations.json()) as { state: { catalogue: Catalogue } };
	for (const wish of wishes(state.catalogue)) {
		const data = { operationId: randomUUID(), wish };
		const headers = { origin: program.url };
		const answer = await context.request.post(api, { data, headers });
		expect(await answer.json(), wish.kind).toMatchObject({ ok: true });
	}

	for (const viewport of [TV, LAPTOP]) {
		const hall = await browser.newContext({ viewport });
		const board = await hall.newPage();
		await board.goto(`${program.url}/board/${id}/all`);
		await heard(board);
		const mark = board.getByRole('button', { name: /^Trang \d\/\d$/ });
		await expect(mark).toHaveText(/Trang 1\//);
		const pages = Number((await mark.textContent())!.split('/')[1]);
		const names: string[] = [];
		for (let page = 1; page <= pages; page++) {
			await expect(mark).toHaveText(new RegExp(`Trang ${page}/${pages}`));
			const { names: shown, whole } = await seen(board);
			expect(whole, `page ${page} of ${pages}`).toBe(true);
			names.push(...shown);
			await mark.press('Enter');
		}
		expect(names).toHaveLength(10);
		expect(new Set(names).size).toBe(10);
		await isAccessible(board);
		await hall.close();
	}
	await context.close();
});
