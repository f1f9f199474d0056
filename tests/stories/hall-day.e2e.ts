import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, heard, PHONE, TABLET, test, TV } from './hall.ts';

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

test('a number goes from the gate over the board to a booth and into the totals', async ({ hall }) => {
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const booth = await hall.desk(`/booth/${hall.id}`, PHONE);
	await booth.getByRole('link', { name: /Bàn 2/ }).first().click();
	await booth.waitForURL(/\/booth\/\d+\/./);
	await heard(booth);
	await press(booth, /^Vào Bàn 2/);

	const gate = await hall.desk(`/gate/${hall.id}`, TABLET);
	await gate.getByRole('button', { name: /Định danh điện tử mức độ 2/ }).first().click();
	await expect(gate.getByText('A-001').first()).toBeVisible();
	await isAccessible(gate);

	await press(booth, /Gọi số tiếp theo/);
	await expect(board.getByText('Vừa mời')).toBeVisible();
	await expect(board.getByText('A-001').first()).toBeVisible();
	await isAccessible(board);
	await press(booth, /^Bắt đầu/);
	await isAccessible(booth);
	await press(booth, /Đã thu nhận/);
	await expect(booth.getByText(/Đã xong các việc/)).toBeVisible();

	const totals = await hall.visitor(`/board/${hall.id}/totals`, TV);
	await expect(totals.getByText(/Hồ sơ định danh điện tử mức độ 2 đã thu nhận/).first()).toBeVisible();
	await isAccessible(totals);
});
