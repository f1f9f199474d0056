import type { Browser, Page } from '@playwright/test';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { expect, heard, PHONE, test, type OpenHall, type Program } from './hall.ts';
import { catalogue, isAccessible, organise } from './steps.ts';

const SMALLEST = { width: 320, height: 640 };

async function issue(
	hall: OpenHall,
	lane: 'regular' | 'priority' = 'regular',
	serviceId = 'level-2'
): Promise<string> {
	const ticketId = crypto.randomUUID();
	const gateId = (await catalogue(hall)).gates.find((gate) => gate.kind === 'gate')!.id;
	const services = [{ serviceId, people: 1 }];
	await organise(hall, { kind: 'issue', gateId, ticketId, services, lane, party: 1 });
	return ticketId;
}

async function withoutScript(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
	return context.newPage();
}

/** The page of a ticket on a phone, alive. */
async function phoneOf(browser: Browser, program: Program, ticketId: string, viewport = PHONE) {
	const page = await (await browser.newContext({ viewport })).newPage();
	await page.goto(`${program.url}/t/${ticketDigits(ticketId)}`);
	await heard(page);
	return page;
}

test('a phone without JavaScript takes its own number from the poster, once for one form', async ({
	browser,
	hall,
	program
}) => {
	const phone = await withoutScript(browser);
	const poster = `${program.url}/join/${hall.id}`;
	await phone.goto(poster);
	await expect(phone.getByText('Mời lấy số tại cổng')).toBeVisible();

	const { rules } = await catalogue(hall);
	const opened = { ...rules, selfService: true, selfServicePerDevice: 2 };
	await organise(hall, { kind: 'set-rules', rules: opened });
	const take = phone.getByRole('button', { name: 'Lấy số' });
	await expect(async () => {
		await phone.goto(poster);
		await expect(take).toBeVisible({ timeout: 500 });
	}).toPass();
	await take.click();
	await expect(phone.getByText('Vui lòng chọn ít nhất một việc cần làm.')).toBeVisible();

	await phone.getByLabel(/Định danh điện tử mức độ 2/).check();
	await phone.getByLabel('Số này cho mấy người?').selectOption('3');
	await take.dblclick();
	await expect(phone).toHaveURL(/\/t\/1\d{39}$/);
	await expect(phone.getByRole('img', { name: 'U 0 0 1' })).toBeVisible();
	await expect(phone.getByText('Phiếu cho 3 người')).toBeVisible();
	const first = phone.url();
	await phone.goto(poster);
	await expect(phone.getByText(/^Xem số U-/)).toHaveText(['Xem số U-001']);

	// A new form: another number, and then this phone has what the organiser allows.
	await phone.getByLabel(/Định danh điện tử mức độ 2/).check();
	await take.click();
	await expect(phone).not.toHaveURL(first);
	await phone.goto(poster);
	await expect(phone.getByText(/^Xem số U-/)).toHaveText(['Xem số U-001', 'Xem số U-002']);
	await expect(phone.getByText(/đã lấy đủ 2 phiếu/)).toBeVisible();
});

test('the place on a phone moves by itself, and never gets worse without a reason', async ({
	browser,
	hall,
	program
}) => {
	const ticketId = await issue(hall);
	const phone = await phoneOf(browser, program, ticketId);
	const ahead = phone.locator('.ahead');
	await expect(ahead).toBeVisible();
	const before = await ahead.innerText();
	await issue(hall, 'priority');
	await expect(phone.getByText('Thứ tự có thay đổi')).toBeVisible();
	await expect(phone.getByText('có người được mời trước theo quy định ưu tiên')).toBeVisible();
	await expect(ahead).not.toHaveText(before);
	await isAccessible(phone);

	// Without JavaScript the page tells it too: it remembers in its own address what it has shown.
	const plain = await withoutScript(browser);
	await plain.goto(`${program.url}/t/${ticketDigits(ticketId)}?seen=0`);
	await expect(plain.getByText('Thứ tự có thay đổi')).toBeVisible();
	const again = await plain.locator('noscript meta[http-equiv=refresh]').getAttribute('content');
	expect(again).toMatch(/^(1[5-9]|20);url=\?seen=\d+$/);
});

test('a called number shows its booth at once, and its recall, its service and what comes after', async ({
	browser,
	hall,
	program
}) => {
	const boothId = (await catalogue(hall)).booths.find((b) => b.services.includes('card'))!.id;
	await organise(hall, { kind: 'open-booth', boothId, takeOver: true });
	const ticketId = await issue(hall, 'regular', 'card');
	const phone = await phoneOf(browser, program, ticketId);
	await organise(hall, { kind: 'call', boothId, ticketId, reasonId: null });
	const called = phone.getByRole('alert').filter({ hasText: 'Mời bà con đến' });
	await expect(called).toBeVisible();
	await isAccessible(phone);
	await organise(hall, { kind: 'recall', ticketId });
	await expect(called.getByText(/Mời lần thứ 2/)).toBeVisible();
	await organise(hall, { kind: 'no-show', ticketId });
	await expect(phone.getByText(/^Đã mời số .+ nhưng chưa gặp bà con/)).toBeVisible();
	await organise(hall, { kind: 'restore', ticketId });
	await expect(phone.locator('.ahead')).toBeVisible();
	await organise(hall, { kind: 'serve', boothId, ticketId });
	await expect(phone.getByRole('status').filter({ hasText: 'Đang phục vụ' })).toHaveCount(1);
	const result = {
		serviceId: 'card',
		outcome: 'enrolled' as const,
		level: null,
		reasonId: null,
		count: 1
	};
	await organise(hall, { kind: 'finish', ticketId, results: [result], callNext: false });
	await expect(phone.getByText(/Sau hôm nay:/)).toBeVisible();
	await isAccessible(phone);
	await organise(hall, { kind: 'reprint', ticketId, token: crypto.randomUUID() });
	await expect(phone.getByRole('heading', { name: 'Phiếu này đã được cấp lại' })).toBeVisible();
	await expect(phone.getByRole('img')).toHaveCount(0);
});

test('a phone that hears nothing says so, and heals', async ({ browser, hall, program }) => {
	const phone = await phoneOf(browser, program, await issue(hall));
	await expect(phone.locator('.ahead')).toBeVisible();
	process.kill(program.pid, 'SIGSTOP');
	try {
		await expect(phone.getByText(/Đang chờ máy chủ… Số liệu lúc/).first()).toBeVisible();
		await expect(phone.locator('.ahead')).toBeVisible();
	} finally {
		process.kill(program.pid, 'SIGCONT');
	}
	await expect(phone.getByText(/Đang chờ máy chủ… Số liệu lúc/)).toHaveCount(0);
});

test('the page is usable on the smallest phone with letters of twice the size', async ({
	browser,
	hall,
	program
}) => {
	const phone = await phoneOf(browser, program, await issue(hall), SMALLEST);
	for (const path of [phone.url(), `${program.url}/join/${hall.id}`]) {
		await phone.goto(path);
		await phone.evaluate(() => (document.documentElement.style.fontSize = '200%'));
		const wide = () => phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(await wide()).toBeLessThanOrEqual(0);
	}
});

test('a link that is none says so kindly, in the reader’s language', async ({
	browser,
	program
}) => {
	const phone = await withoutScript(browser);
	const answer = await phone.goto(`${program.url}/t/1${'7'.repeat(39)}`);
	expect(answer?.status()).toBe(404);
	await expect(phone.getByText(/quét lại hoặc hỏi bàn hướng dẫn/)).toBeVisible();
});
