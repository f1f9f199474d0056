import { expect, heard, LAPTOP, PHONE, test } from './hall.ts';
import { isAccessible, organise, picture } from './steps.ts';

test('what went wrong is in the log by itself, is explained by hand, and stands in the report', async ({
	ownHall
}) => {
	const pause = { scope: 'service' as const, id: 'level-2' };
	await organise(ownHall, { kind: 'pause', ...pause, reasonId: 'pause-network' });
	const page = await ownHall.desk(`/events/${ownHall.id}/incidents`, LAPTOP);
	await heard(page);
	const card = page.getByRole('listitem').filter({ hasText: 'Mất đường truyền' });
	await expect(card).toContainText('Đang diễn ra');
	await isAccessible(page);
	await organise(ownHall, { kind: 'resume', ...pause });
	await page.reload();
	await expect(card).not.toContainText('Đang diễn ra');

	// By keyboard alone: from the line to its form, through its fields, and sent by the button.
	await heard(page);
	await card.getByRole('link', { name: /^Sửa/ }).focus();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/edit=/);
	await heard(page);
	await page.getByLabel('Nguyên nhân').focus();
	await page.keyboard.type('Đứt cáp quang ngoài đường');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Thuê thêm một đường dự phòng');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page).not.toHaveURL(/edit=/);
	await expect(card).toContainText('Nguyên nhân: Đứt cáp quang ngoài đường.');

	const phone = await ownHall.desk(`/events/${ownHall.id}/incidents?edit=new`, PHONE);
	await heard(phone);
	await phone.getByLabel('Nhóm').selectOption({ label: 'Nhân lực' });
	await phone.getByLabel('Từ', { exact: true }).fill('09:00');
	await phone.getByLabel('Đến', { exact: true }).fill('08:00');
	await phone.getByLabel('Nội dung').fill('Thiếu người hướng dẫn');
	await phone.getByRole('button', { name: 'Thêm', exact: true }).click();
	await expect(phone.getByRole('alert').first()).toBeVisible();
	await expect(phone.getByLabel('Nội dung')).toHaveValue('Thiếu người hướng dẫn');
	await isAccessible(phone);
	await phone.getByLabel('Đến', { exact: true }).fill('09:20');
	await phone.getByLabel('Số người bị ảnh hưởng').fill('15');
	await phone.getByRole('button', { name: 'Thêm', exact: true }).click();
	const byHand = phone.getByRole('listitem').filter({ hasText: 'Thiếu người hướng dẫn' });
	await expect(byHand).toContainText('20 phút');
	await expect(byHand).toContainText('15 người bị ảnh hưởng');
	const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(wide).toBeLessThanOrEqual(0);
	await picture(phone, 'story-incidents');

	await page.goto(new URL(`/events/${ownHall.id}/report`, page.url()).href);
	const table = page.getByRole('region', { name: /Bảng 6\. Sự cố/ });
	await expect(table.getByRole('row', { name: /Đứt cáp quang/ })).toBeVisible();
	await expect(table.getByRole('row', { name: /Tổng cộng/ })).toContainText('2 vụ');
	await page.getByRole('link', { name: 'Bản in A4 (PDF)' }).click();
	await expect(page.getByText('- Thuê thêm một đường dự phòng.')).toBeVisible();
	await expect(page.getByText(/Về nhân lực: 01 vụ, tổng thời gian 20 phút/)).toBeVisible();
	await isAccessible(page);
});

test('a leader who was given a second field event reads both as one report, and can change nothing', async ({
	hall,
	ownHall
}) => {
	const staff = await hall.desk(`/events/${hall.id}/staff`, LAPTOP);
	await heard(staff);
	const one = staff
		.locator('form')
		.filter({ has: staff.getByRole('heading', { name: 'Thêm một người' }) });
	await one.getByLabel('Họ và tên').fill('Lãnh đạo Hai Điểm');
	await one.getByLabel('Vai trò').selectOption({ label: 'Lãnh đạo (chỉ xem)' });
	await one.getByRole('button', { name: 'Thêm người này' }).click();
	const person = staff.getByRole('listitem').filter({ hasText: 'Lãnh đạo Hai Điểm' });
	await person.getByText('Lãnh đạo Hai Điểm').click();
	const beside = person.locator(`input[name="venue"][value="${ownHall.id}"]`);
	await beside.check();
	await person.getByRole('button', { name: 'Lưu quyền xem' }).click();
	await expect(person).toContainText('xem thêm 1 ngày hội');
	await isAccessible(staff);
	await person.getByText('Lãnh đạo Hai Điểm').click();
	await person.getByRole('button', { name: 'Mã QR một lần' }).click();
	const panel = staff.getByRole('region', { name: /Lãnh đạo Hai Điểm/ });
	const digits = /(\d[\d ]{22,}\d)/.exec(await panel.innerText())![1]!;

	const leader = await hall.visitor('/sign-in', LAPTOP);
	await heard(leader);
	await leader.getByLabel('Mã đăng nhập').fill(digits);
	await leader.getByRole('button', { name: 'Vào bằng mã' }).click();
	await expect(leader).toHaveURL(/\/leader$/);
	await expect(leader.getByRole('article')).toHaveCount(2);
	await leader.getByRole('link', { name: 'Báo cáo tổng hợp' }).click();
	await expect(
		leader.getByRole('heading', { level: 1, name: 'Tổng hợp 2 ngày hội' })
	).toBeVisible();
	await expect(leader.getByText(/Đã đối chiếu \d+ phép cộng/)).toBeVisible();
	const venues = leader.getByRole('region', { name: /Bảng 9\. Theo điểm/ });
	await expect(venues.getByRole('row')).toHaveCount(4);
	await isAccessible(leader);
	await picture(leader, 'story-joined-report');
	await expect(leader.getByRole('button', { name: /Chốt|Lưu|chịu trách nhiệm/ })).toHaveCount(0);
	for (const [name, file] of [
		['Văn bản (DOCX)', /^bao-cao-tong-hop-2-diem-whole-.*\.docx$/],
		['Bảng tính (XLSX)', /\.xlsx$/],
		['Số liệu (CSV)', /\.csv$/]
	] as const) {
		const [download] = await Promise.all([
			leader.waitForEvent('download'),
			leader.getByRole('link', { name }).click()
		]);
		expect(download.suggestedFilename()).toMatch(file);
	}

	// One of them alone, and what is not the leader's is refused.
	await heard(leader);
	await leader.getByRole('checkbox').first().uncheck();
	await leader.getByRole('button', { name: 'Xem số liệu' }).click();
	await expect(leader.getByRole('heading', { level: 1, name: /^Báo cáo của/ })).toBeVisible();
	await leader.getByRole('link', { name: 'Bản in A4 (PDF)' }).click();
	await expect(leader.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')).toBeVisible();
	const refused = await leader.request.get(
		new URL(`/events/${hall.id}/report.docx`, leader.url()).href,
		{ maxRedirects: 0 }
	);
	expect(refused.ok()).toBe(false);
});
