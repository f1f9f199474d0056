import type { Page } from '@playwright/test';
import { expect, LAPTOP, test, type OpenHall } from './hall.ts';
import { isAccessible, picture } from './steps.ts';

/** Makes a link as an organiser does; gives the page of links and the path that its QR code holds. */
async function makeLink(hall: OpenHall, label: string): Promise<{ links: Page; path: string }> {
	const links = await hall.desk(`/events/${hall.id}/links`);
	await links.getByLabel('Dùng cho').fill(label);
	await links.getByRole('button', { name: 'Tạo liên kết và mã QR' }).click();
	await expect(links.getByRole('heading', { name: label }).first()).toBeVisible();
	const address = await links.locator('section .address').innerText();
	return { links, path: new URL(address).pathname };
}

test('a leader opens the link on a phone, sees the hall move, and loses it when it is withdrawn', async ({
	hall
}) => {
	const { links, path } = await makeLink(hall, 'Đoàn kiểm tra của tỉnh');
	expect(path).toMatch(/^\/l\/\d{47}$/);
	await isAccessible(links);
	await picture(links, 'link-made');
	const label = 'Mã QR mở trang số liệu cho Đoàn kiểm tra của tỉnh';
	const qr = (await links.getByRole('img', { name: label }).boundingBox())!;
	expect(Math.min(qr.width, qr.height)).toBeGreaterThan(LAPTOP.height * 0.6);

	const [phone, laptop] = [await hall.visitor(path), await hall.visitor(path, LAPTOP)];
	const figures = phone.getByRole('region', { name: 'Bốn con số chính' });
	await expect(phone.getByRole('heading', { name: 'Có đạt chỉ tiêu không?' })).toBeVisible();
	await isAccessible(phone);
	await isAccessible(laptop);
	await picture(phone, 'link-phone');
	await picture(laptop, 'link-laptop');
	for (const page of [phone, laptop]) {
		// Nobody's name, and nobody called slow.
		await expect(page.locator('body')).not.toContainText(/Trần Thị Thử|dưới mức|Bàn 0?\d/);
	}
	expect(await phone.locator('meta[name=referrer]').last().getAttribute('content')).toBe(
		'no-referrer'
	);

	// What happens in the hall reaches the phone by itself.
	const gate = await hall.desk(`/gate/${hall.id}`);
	const before = await figures.locator('dd').first().innerText();
	await gate.getByRole('button', { name: /^\+1/ }).first().click();
	await expect(figures.locator('dd').first()).not.toHaveText(before);

	await expect(links.getByText('2 màn hình đang xem')).toBeVisible();
	await expect(links.getByText(/^Đã mở 2 lần/)).toBeVisible();
	await links.getByRole('button', { name: /^Thu hồi liên kết Đoàn/ }).click();
	for (const page of [phone, laptop]) {
		await expect(page.getByText(/đã hết hạn hoặc đã được thu hồi/)).toBeVisible();
		await expect(page.getByRole('region')).toHaveCount(0);
	}
	await isAccessible(phone);
	const again = await hall.visitor(path);
	await expect(again.getByText(/đã hết hạn hoặc đã được thu hồi/)).toBeVisible();
	await expect(links.getByText(/^Đã thu hồi lúc/)).toBeVisible();
	await expect(links.getByRole('button', { name: /^Thu hồi/ })).toHaveCount(0);
});

test('a link needs a label, and six phones that open it at once each have its page in few bytes', async ({
	hall
}) => {
	const links = await hall.desk(`/events/${hall.id}/links`);
	await links.getByRole('button', { name: 'Tạo liên kết và mã QR' }).click();
	await expect(links.getByText('Vui lòng ghi liên kết này dùng cho ai.')).toBeVisible();
	const { path } = await makeLink(hall, 'Sáu máy');
	// How long it takes is the machine's; what a phone on a bad line waits for is the bytes.
	const phones = await Promise.all(Array.from({ length: 6 }, () => hall.visitor(path)));
	for (const phone of phones) {
		const bytes = await phone.evaluate(() => {
			const entries = [
				...performance.getEntriesByType('navigation'),
				...performance.getEntriesByType('resource')
			] as PerformanceResourceTiming[];
			return entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
		});
		expect(bytes).toBeLessThan(200_000);
	}
});
