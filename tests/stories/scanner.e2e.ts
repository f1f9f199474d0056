import { expect, LAPTOP, PHONE, test } from './hall.ts';
import { isAccessible, scan } from './steps.ts';

const CARD = '054090000123|220123456|Nguyen Van Mau|05091990|Nam|Tuy Hoa|12042021';

for (const [device, size] of [
	['laptop', LAPTOP],
	['phone', PHONE]
] as const) {
	test(`a scanner is tried on a ${device}: what arrived is told, what it holds is neither shown nor sent`, async ({
		hall
	}) => {
		const page = await hall.desk(`/scan/${hall.id}`, size);
		const sent: string[] = [];
		page.on('request', (request) => sent.push(request.url() + (request.postData() ?? '')));
		const told = page.locator('main [aria-live=polite]');

		await scan(page, CARD);
		await expect(told).toContainText('thẻ căn cước, số •••••••••123');
		await expect(told).toContainText('Máy quét hoạt động tốt');
		await expect(page.getByLabel('Quét hoặc gõ vào đây')).toHaveValue('');
		expect(await page.content()).not.toMatch(/054090000123|Nguyen Van Mau/);

		// A scanner set to another keyboard, while something else has the focus; then one through Unikey.
		await page.getByRole('button', { name: 'Xem kết quả' }).focus();
		await scan(page, CARD.replaceAll('|', '~'));
		await expect(told).toContainText('Máy quét đang dùng kiểu bàn phím khác');
		await scan(page, CARD, { throughTypingTool: true });
		await expect(told).toContainText('Bộ gõ tiếng Việt (Unikey, EVKey) đang bật');

		await scan(page, 'https://vneid.example/qr/abc');
		await expect(told).toContainText('VNeID');

		await page.keyboard.type('a17', { delay: 150 });
		await page.keyboard.press('Enter');
		await expect(told).toContainText('A-017');
		await expect(told).toContainText('gõ bằng tay');

		// That a scanner was tried is told to the checklist, and nothing else: an empty form, once.
		const triedOnly = /\/scan\/\d+\?\/worked-+WebKitFormBoundary\w+--\s*$/;
		expect(sent.filter((request) => !triedOnly.test(request))).toEqual([]);
		expect(sent.length).toBeLessThanOrEqual(1);
		await isAccessible(page);
		await page.context().close();
	});
}

test('the page that tries scanners is for the staff of the hall only', async ({ hall }) => {
	const page = await hall.visitor(`/scan/${hall.id}`);
	await expect(page).toHaveURL(/\/sign-in/);
	await page.context().close();
});
