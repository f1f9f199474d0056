import { expect, heard, PHONE, test } from './hall.ts';
import { isAccessible, picture } from './steps.ts';

test('a stall counts on a phone by its code, on a bad line too, and the organiser sees it in its own column', async ({
	ownHall: hall
}) => {
	const { organiser } = hall;
	const label = 'Gian hàng chữ ký số và thanh toán điện tử của Bưu điện tỉnh';
	await organiser.goto(new URL(`/events/${hall.id}/tallies`, organiser.url()).href);
	await heard(organiser);
	await expect(organiser.getByText('Chưa có nơi đếm nào.')).toBeVisible();
	await isAccessible(organiser);
	await organiser.getByRole('button', { name: 'Thêm nơi đếm' }).click();
	await expect(organiser.getByText('Vui lòng nhập tên nơi đếm.')).toBeVisible();
	await organiser.getByLabel('Tên nơi đếm').fill(label);
	await organiser.getByLabel('Đơn vị').fill('Bưu điện tỉnh');
	await organiser.getByRole('button', { name: 'Thêm nơi đếm' }).click();
	const address = await organiser.getByText(/\/c\/\d{47}$/).innerText();
	await isAccessible(organiser);
	await picture(organiser, 'tally-made');

	const path = new URL(address).pathname;
	const phone = await hall.visitor(path, PHONE);
	await expect(phone.getByRole('heading', { name: label })).toBeVisible();
	await isAccessible(phone);
	const sum = phone.locator('output');
	await phone.getByRole('button', { name: 'Cộng 1', exact: true }).dblclick();
	await phone.getByRole('button', { name: 'Cộng 10' }).press('Enter');
	await expect(sum).toHaveText('12');
	await phone.getByRole('button', { name: 'Hoàn tác +10' }).click();
	await expect(sum).toHaveText('2');
	await expect(phone.getByText('Đã gửi hết')).toBeVisible();
	await picture(phone, 'tally-phone');

	// The line is lost after the server has heard: the press is told again and counts once.
	await phone.route('**/press', async (route) => {
		await route.fetch();
		await route.abort();
	});
	await phone.getByRole('button', { name: 'Cộng 10' }).click();
	await expect(phone.getByText(/1 lần bấm chưa gửi được/)).toBeVisible();
	await expect(sum).toHaveText('12');
	await picture(phone, 'tally-phone-unsent');
	// Closed and opened again: nothing is lost, and nothing counted twice.
	await phone.unroute('**/press');
	await phone.reload();
	await heard(phone);
	await expect(phone.getByText('Đã gửi hết')).toBeVisible();
	await expect(sum).toHaveText('12');

	const row = organiser.getByRole('listitem').filter({ hasText: label });
	await expect(row.getByRole('definition').last()).toHaveText('12');
	await picture(organiser, 'tally-organiser');
	await row.getByRole('button', { name: /^Ngừng đếm/ }).click();
	await expect(row).toContainText('Đã ngừng đếm');
	await phone.getByRole('button', { name: 'Cộng 1', exact: true }).click();
	await expect(phone.getByText('Nơi này đã ngừng đếm.')).toBeVisible();
	await organiser.setViewportSize(PHONE);
	await isAccessible(organiser);
	const wide = await organiser.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(PHONE.width);
	await picture(organiser, 'tally-organiser-phone');
	await phone.goto(new URL(`${path.slice(0, -1)}x`, phone.url()).href);
	await expect(phone.getByText('Mã này không dùng được.')).toBeVisible();
});
