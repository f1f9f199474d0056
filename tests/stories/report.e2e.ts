import { expect, heard, LAPTOP, PHONE, test } from './hall.ts';
import { isAccessible } from './steps.ts';

test('an organiser reads the report, writes what only people know, freezes it and takes it along', async ({
	hall
}) => {
	const page = await hall.desk(`/events/${hall.id}`, LAPTOP);
	const faults: string[] = [];
	page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
	const base = new URL(`/events/${hall.id}/report`, page.url()).href;
	await page.goto(base);
	await heard(page);
	await expect(page.getByRole('heading', { level: 1, name: 'Báo cáo' })).toBeVisible();
	await expect(page.getByText(/Đã đối chiếu \d+ phép cộng giữa các bảng: đều khớp/)).toBeVisible();
	await page.getByLabel('Loại báo cáo').selectOption({ label: 'Báo cáo ngày' });
	await page.getByLabel('Khung giờ', { exact: true }).selectOption({ label: 'Từng nửa giờ' });
	await page.getByRole('button', { name: 'Xem số liệu' }).click();
	await expect(page).toHaveURL(/kind=daily/);
	await heard(page);

	// A text that is too long comes back whole, and what was right beside it is not lost.
	const proposals = page.getByLabel('Kiến nghị, đề xuất');
	await proposals.fill('x'.repeat(4_100));
	await page.getByLabel('Nhiệm vụ tiếp theo').fill('Tiếp tục thu nhận hồ sơ.');
	const save = page.getByRole('button', { name: 'Lưu', exact: true });
	await save.first().click();
	await expect(page.getByRole('alert')).toBeVisible();
	await expect(proposals).toHaveValue('x'.repeat(4_100));
	await expect(page.getByLabel('Nhiệm vụ tiếp theo')).toHaveValue('Tiếp tục thu nhận hồ sơ.');
	await proposals.fill('Bố trí thêm 02 bàn.');
	await save.first().click();
	await expect(page.getByText('Đã lưu').first()).toBeVisible();

	await page.getByRole('button', { name: 'Chốt số liệu' }).click();
	const version = page
		.getByRole('article')
		.filter({ hasText: /^Bản số \d+/ })
		.first();
	await expect(version).toContainText('Dự thảo: chưa ai chịu trách nhiệm');
	await expect(version).toContainText('Bổ sung sau giờ chốt (0)');
	await version.getByRole('link', { name: 'Xem bản này' }).click();
	await expect(page.getByText(/Đang xem bản đã chốt số \d+/)).toBeVisible();
	await heard(page);
	await version.getByRole('button', { name: 'Tôi chịu trách nhiệm số liệu này' }).click();
	await expect(version).toContainText('Chịu trách nhiệm số liệu: Trần Thị Thử');
	await expect(page.getByText('số liệu đã có người chịu trách nhiệm').first()).toBeVisible();
	await isAccessible(page);

	for (const [name, file] of [
		['Văn bản (DOCX)', /^bao-cao-daily-.*\.docx$/],
		['Bảng tính (XLSX)', /^bao-cao-daily-.*\.xlsx$/],
		['Số liệu (CSV)', /^bao-cao-daily-.*\.csv$/]
	] as const) {
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name }).click()
		]);
		expect(download.suggestedFilename()).toMatch(file);
	}

	await page.getByRole('link', { name: 'Bản in A4 (PDF)' }).click();
	await expect(page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
	await expect(page.getByText('Bố trí thêm 02 bàn.')).toBeVisible();
	await expect(page.getByText('DỰ THẢO')).toHaveCount(0);
	await isAccessible(page);
	expect(faults).toEqual([]);

	const stranger = await hall.visitor('/', PHONE);
	await stranger.goto(base);
	await expect(stranger).toHaveURL(/\/sign-in\?next=/);
	expect((await stranger.request.get(`${base}.docx`, { maxRedirects: 0 })).ok()).toBe(false);
});
