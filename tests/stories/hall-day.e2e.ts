import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import { expect, heard, LAPTOP, PHONE, TABLET, test, TV, type OpenHall } from './hall.ts';

/** The page has no fault that axe can find. */
async function isAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** Presses a booth's large button as a person would: it takes no second press within half a second. */
async function press(page: Page, name: RegExp): Promise<void> {
	await page.waitForTimeout(700);
	await page.getByRole('button', { name }).first().click();
}

test('a number goes from the gate over the board to a booth and into the totals', async ({
	hall
}) => {
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const booth = await hall.desk(`/booth/${hall.id}`, PHONE);
	await booth.getByRole('link', { name: /Bàn 2/ }).first().click();
	await booth.waitForURL(/\/booth\/\d+\/./);
	await heard(booth);
	await press(booth, /^Vào Bàn 2/);

	const gate = await hall.desk(`/gate/${hall.id}`, TABLET);
	const { number } = await issue(gate, hall);
	await isAccessible(gate);

	await press(booth, /Gọi số tiếp theo/);
	await expect(board.getByText('Vừa mời')).toBeVisible();
	await expect(board.getByText(number).first()).toBeVisible();
	await isAccessible(board);
	await press(booth, /^Bắt đầu/);
	await isAccessible(booth);
	await press(booth, /Đã thu nhận/);
	await expect(booth.getByText(/Đã xong các việc/)).toBeVisible();

	const totals = await hall.visitor(`/board/${hall.id}/totals`, TV);
	await expect(
		totals.getByText(/Hồ sơ định danh điện tử mức độ 2 đã thu nhận/).first()
	).toBeVisible();
	await isAccessible(totals);
});

/** Sits down at a booth and gives its page. */
async function sitDown(hall: OpenHall, name: RegExp, size = LAPTOP): Promise<Page> {
	const booth = await hall.desk(`/booth/${hall.id}`, size);
	await booth.getByRole('link', { name }).first().click();
	await booth.waitForURL(/\/booth\/\d+\/./);
	await heard(booth);
	const sit = booth.getByRole('button', { name: /^(Vào|Nhận) Bàn/ });
	if (await sit.isVisible()) await press(booth, /^(Vào|Nhận) Bàn/);
	return booth;
}

/** One tap at the gate; gives the number and the link on its slip, which is what a phone scans. */
async function issue(
	gate: Page,
	hall: OpenHall
): Promise<{ number: string; count: number; link: string }> {
	const read = async () => {
		const gateId = new URL(gate.url()).pathname.split('/').pop()!;
		const response = await gate.request.get(
			new URL(`/api/floor/${hall.id}/snapshot?view=gate&id=${gateId}`, gate.url()).href
		);
		const { state } = (await response.json()) as {
			state: { last: { token: string; number: number; prefix: string }[] };
		};
		return state.last[0];
	};
	const before = (await read())?.number ?? 0;
	await gate
		.getByRole('button', { name: /Định danh điện tử mức độ 2/ })
		.first()
		.click();
	await expect.poll(async () => (await read())?.number ?? 0).toBeGreaterThan(before);
	const last = (await read())!;
	const number = formatNumber(last.prefix, last.number);
	await expect(gate.getByText(number).first()).toBeVisible();
	return { number, count: last.number, link: `/t/${ticketDigits(last.token)}` };
}

test('a phone follows its number, with and without JavaScript, and leaders see the result at once', async ({
	browser,
	hall,
	program
}) => {
	const booth = await sitDown(hall, /Bàn 3/);
	const gate = await hall.desk(`/gate/${hall.id}`, TABLET);
	const { number, link } = await issue(gate, hall);

	const phone = await hall.visitor(link, PHONE);
	await expect(phone.getByText(number).first()).toBeVisible();
	await isAccessible(phone);
	const plain = await (
		await browser.newContext({ javaScriptEnabled: false, viewport: PHONE })
	).newPage();
	await plain.goto(program.url + link);
	await expect(plain.getByText(number).first()).toBeVisible();

	await press(booth, /Gọi số tiếp theo/);
	await expect(phone.getByText(/Bàn 3/i).first()).toBeVisible();
	await plain.reload();
	await expect(plain.getByText(/Bàn 3/i).first()).toBeVisible();

	const leader = await hall.desk(`/leader/${hall.id}`, PHONE);
	await press(booth, /^Bắt đầu/);
	await press(booth, /SIM|Chưa|lý do|Lý do/);
	await isAccessible(leader);
	await expect(leader.getByText(/Hồ sơ định danh điện tử mức độ 2/).first()).toBeVisible();
});

test('after the program was killed, boards heal by themselves and no number is given again', async ({
	hall,
	program
}) => {
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const gate = await hall.desk(`/gate/${hall.id}`, TABLET);
	const before = await issue(gate, hall);
	await program.end('SIGKILL');
	await expect(board.getByText(/Đang chờ máy chủ|chờ máy chủ/).first()).toBeVisible({
		timeout: 15_000
	});
	await program.begin();
	await expect(board.getByText(/chờ máy chủ/).first()).toBeHidden({ timeout: 30_000 });
	expect((await issue(gate, hall)).count).toBe(before.count + 1);
});
