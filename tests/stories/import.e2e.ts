import { createFieldEvent, expect, heard, PHONE, test } from './hall.ts';
import { isAccessible, picture } from './steps.ts';
import type { Page } from '@playwright/test';

const csv = (name: string, text: string) => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(`\ufeff${text}`)
});

async function choose(page: Page, name: string, text: string): Promise<void> {
	await page.getByLabel(/^Tệp danh sách/).setInputFiles(csv(name, text));
	const look = page.getByRole('button', { name: 'Xem thử' });
	await look.focus();
	await page.keyboard.press('Enter');
}

test('an organiser brings in units and booths by file, is told which row is wrong, mends it and opens', async ({
	organiser,
	program
}) => {
	const page = await organiser.newPage();
	const id = await createFieldEvent(page, program);
	const at = (path: string) => `${program.url}/events/${id}${path}`;

	await page.goto(at('/units'));
	await heard(page);
	await page.getByRole('link', { name: 'Nhập từ tệp' }).first().click();
	await expect(page).toHaveURL(/import\?kind=units/);
	await isAccessible(page);
	const template = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Tải mẫu Excel' }).click();
	expect((await template).suggestedFilename()).toBe('ngay-hoi-units.xlsx');

	const bad = `TT;Đơn vị;Chỉ tiêu: Định danh điện tử mức độ 2
1;Công an phường Tuy Hòa;1.200
2;Công an phường Bình Kiến;tám trăm
`;
	await choose(page, 'chi-tieu.csv', bad);
	await expect(page.getByRole('alert')).toContainText('Có 1 ô cần sửa trong 1 dòng. Chưa nhập gì.');
	const row = page.getByRole('row', { name: /tám trăm/ });
	await expect(row).toContainText('3');
	await expect(row).toContainText('C · Chỉ tiêu: Định danh điện tử mức độ 2');
	await expect(page.getByRole('button', { name: /^Nhập \d/ })).toBeHidden();
	await isAccessible(page);
	await picture(page, 'import-bad-row');

	await choose(page, 'chi-tieu.csv', bad.replace('tám trăm', '800'));
	await expect(page.getByText('Tệp không có lỗi')).toBeVisible();
	await isAccessible(page);
	await page.getByRole('button', { name: 'Nhập 2 dòng' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Đã nhập xong: thêm 2' })).toBeVisible();
	await page.getByRole('link', { name: 'Xem danh sách' }).click();
	await expect(page.getByRole('link', { name: 'Công an phường Bình Kiến' })).toBeVisible();
	await expect(page.getByRole('row', { name: /mức độ 2/ })).toContainText('2.000');

	await page.goto(at('/import?kind=booths'));
	await heard(page);
	const booths = 'Bàn số;Loại việc;Đơn vị\n20 đến 22;Mức độ 2;Công an phường Bình Kiến\n';
	await choose(page, 'ban.csv', booths);
	await page.getByRole('button', { name: 'Nhập 3 dòng' }).click();
	await page.getByRole('link', { name: 'Xem danh sách' }).click();
	await expect(page.getByRole('link', { name: 'Bàn 21' })).toBeVisible();
	await page.goto(at('/import?kind=booths'));
	await heard(page);
	await choose(page, 'ban.csv', booths);
	await expect(page.getByText('Không có gì thay đổi')).toBeVisible();

	// A new name follows to the booths.
	await page.goto(at('/units?edit=Công an phường Bình Kiến'));
	await heard(page);
	await page.getByLabel('Tên đơn vị').fill('CA phường Bình Kiến');
	await page.getByRole('button', { name: 'Lưu' }).click();
	await expect(page.getByRole('link', { name: 'CA phường Bình Kiến' })).toBeVisible();
	await expect(page.getByText(/^3 bàn/)).toBeVisible();
	await isAccessible(page);
	await picture(page, 'units');

	// What was tried is noted; what was not never holds up the opening.
	await page.goto(at('/checklist'));
	await heard(page);
	await page.getByRole('button', { name: 'Đã thử xong: Máy in phiếu' }).click();
	await expect(page.getByText(/xác nhận lúc/)).toBeVisible();
	await isAccessible(page);
	await page.goto(at(''));
	await heard(page);
	await expect(page.getByText(/việc chưa xong/)).toContainText('Máy quét');
	await page.getByRole('button', { name: 'Mở ngày hội' }).click();
	await expect(page.getByRole('button', { name: /Tạm dừng/ }).first()).toBeVisible();

	// While it is open a list goes through the clerk, and is kept among what changed.
	await page.goto(at('/import?kind=booths'));
	await heard(page);
	const renamed = booths.replace('Công an', 'CA');
	await choose(page, 'ban.csv', `${renamed}30;Kích hoạt;Bưu điện\n`);
	await page.getByRole('button', { name: 'Nhập 1 dòng' }).click();
	await expect(page.getByText('Đã nhập xong: thêm 1')).toBeVisible();
	await page.goto(at('/changes'));
	await expect(page.getByText('Bàn 30').first()).toBeVisible();
	await page.setViewportSize(PHONE);
	await page.goto(at('/units'));
	await heard(page);
	await isAccessible(page);
	await page.close();
});

test('a field event starts as an earlier one, with its hall and without its days', async ({
	organiser,
	program
}) => {
	const page = await organiser.newPage();
	const earlier = await createFieldEvent(page, program);
	await page.goto(`${program.url}/events/${earlier}/services?template`);
	await heard(page);
	await page.getByLabel('Mẫu loại việc').selectOption('portal-account');
	await page.locator('form').getByRole('button', { name: 'Thêm loại việc' }).click();
	await expect(
		page.getByRole('link', { name: 'Tài khoản Cổng Dịch vụ công' }).first()
	).toBeVisible();

	await page.goto(`${program.url}/events/new`);
	await heard(page);
	await page.getByLabel('Tên ngày hội').fill('Ngày hội tháng 12');
	await page.getByLabel('Nơi tổ chức').fill('Nhà văn hóa');
	await page.getByLabel('Bắt đầu từ').selectOption(`earlier/${earlier}`);
	await expect(page.getByLabel('Số cổng lấy số')).toBeHidden();
	await isAccessible(page);
	await page.getByRole('button', { name: 'Tạo ngày hội' }).click();
	await expect(page).toHaveURL(/\/events\/\d+$/);
	expect(page.url().endsWith(`/${earlier}`)).toBe(false);
	await expect(page.getByText(/Tài khoản Cổng Dịch vụ công/)).toBeVisible();
	await isAccessible(page);
	await page.close();
});
