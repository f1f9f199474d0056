import { expect, heard, LAPTOP, PHONE, test, type OpenHall } from './hall.ts';
import { catalogue, isAccessible, organise, picture, wish } from './steps.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';

/** A party whose level-2 files were taken at the hall's first booth for them. Gives the link on its slip. */
async function taken(hall: OpenHall, party: number): Promise<string> {
	const { booths, gates } = await catalogue(hall);
	const booth = booths.find(({ services }) => services.includes('level-2'))!;
	const gateId = gates.find(({ kind }) => kind === 'gate')!.id;
	const ticketId = crypto.randomUUID();
	await organise(hall, {
		kind: 'issue',
		gateId,
		ticketId,
		services: [{ serviceId: 'level-2', people: party }],
		lane: 'regular',
		party
	});
	await wish(hall.organiser, hall, { kind: 'open-booth', boothId: booth.id, takeOver: true });
	await organise(hall, { kind: 'serve', boothId: booth.id, ticketId });
	await organise(hall, {
		kind: 'finish',
		ticketId,
		results: [
			{ serviceId: 'level-2', outcome: 'enrolled', level: null, reasonId: null, count: party }
		],
		callNext: false
	});
	return `/t/${ticketDigits(ticketId)}`;
}

test('files of the day are approved by hand and by list, and each ticket says what to do next', async ({
	ownHall: hall
}) => {
	const page = await hall.desk(`/events/${hall.id}/follow-up`, LAPTOP);
	await expect(page.getByText('Chưa có hồ sơ nào cần theo dõi')).toBeVisible();
	await isAccessible(page);
	const one = await taken(hall, 1);
	const family = await taken(hall, 2);
	await page.reload();
	await heard(page);
	await expect(page.getByRole('listitem')).toHaveCount(3);
	await isAccessible(page);

	const phone = await hall.visitor(one, PHONE);
	await expect(phone.getByText('Hồ sơ đang chờ phê duyệt')).toBeVisible();
	await expect(phone.getByText(/không quá 3 ngày làm việc/)).toBeVisible();
	await isAccessible(phone);

	// By keyboard: choose a row, choose what is known, record it.
	await page.getByRole('checkbox', { name: 'Chọn A-001', exact: true }).focus();
	await page.keyboard.press('Space');
	await page.getByLabel('Trạng thái mới').selectOption('approved');
	await page.getByRole('button', { name: 'Ghi cho 1 hồ sơ' }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('listitem').first()).toContainText('Đã phê duyệt');
	await expect(page.getByText('Đã ghi 1 hồ sơ.').first()).toBeVisible();
	await phone.reload();
	await expect(phone.getByText('Hồ sơ đã được phê duyệt, mời kích hoạt tài khoản')).toBeVisible();
	await picture(phone, 'follow-up-approved');

	// A rejection needs its reason.
	await page.getByRole('checkbox', { name: 'Chọn A-002, người thứ 2 trong 2' }).check();
	await page.getByLabel('Trạng thái mới').selectOption('rejected');
	await page.getByRole('button', { name: 'Ghi cho 1 hồ sơ' }).click();
	await expect(page.getByText('Mời chọn lý do bị từ chối.')).toBeVisible();
	await page.getByLabel('Lý do bị từ chối').selectOption('face');
	await page.getByRole('button', { name: 'Ghi cho 1 hồ sơ' }).click();
	await expect(page.getByRole('listitem').nth(2)).toContainText('Ảnh khuôn mặt không đạt');
	await isAccessible(page);
	await picture(page, 'follow-up');

	// The list goes out, is filled in and comes back; coming back twice changes nothing.
	const list = await page.request.get(`${page.url().split('?')[0]}/list?format=csv`);
	const filled = (await list.text())
		.replace(/(A-002 \(1\/2\).*)Chờ phê duyệt/, '$1hen kich hoat')
		.replace(/(hen kich hoat;);;;/, '$1;05/12/2026;8h30;Công an phường Tuy Hòa');
	const bring = async (text: string) => {
		const buffer = Buffer.from(text);
		await page
			.getByLabel(/^Tệp danh sách/)
			.setInputFiles({ name: 'theo-doi.csv', mimeType: 'text/csv', buffer });
		await page.getByRole('button', { name: 'Xem thử' }).click();
	};
	await page.getByRole('link', { name: 'Nhập tệp đã điền' }).click();
	await heard(page);
	await bring(filled.replace('8h30', 'sáng'));
	await expect(page.getByRole('row', { name: /sáng/ })).toContainText('Giờ hẹn kích hoạt');
	await expect(page.getByRole('button', { name: /^Nhập \d/ })).toBeHidden();
	await isAccessible(page);
	await bring(filled);
	await page.getByRole('button', { name: 'Nhập 1 dòng' }).click();
	await expect(page.getByText(/^Đã nhập xong/)).toBeVisible();
	await bring(filled);
	await expect(page.getByText('Không có gì thay đổi')).toBeVisible();

	const both = await hall.visitor(family, PHONE);
	await expect(both.getByText(/08:30 ngày 05\/12\/2026/)).toContainText('Công an phường Tuy Hòa');
	await expect(both.getByText('Hồ sơ cần được làm lại')).toBeVisible();
	await isAccessible(both);
	await picture(both, 'follow-up-family');
});

test('somebody who comes back at a later field event is found by the earlier slip', async ({
	ownHall: hall,
	hall: later
}) => {
	const link = await taken(hall, 1);
	const page = await later.desk(`/activated/${later.id}`, PHONE);
	await isAccessible(page);
	await page.getByLabel('Mã trên phiếu, mã dòng hoặc số phiếu').fill(`http://10.0.0.5${link}`);
	await page.keyboard.press('Enter');
	await expect(page.getByText(/^Mã dòng \w{6}-1-A-001/)).toBeVisible();
	await isAccessible(page);
	await page.getByRole('button', { name: /^Ghi đã kích hoạt: A-001/ }).click();
	await expect(page.getByText('Đã ghi 1 hồ sơ.').first()).toBeVisible();
	const phone = await hall.visitor(link, PHONE);
	await expect(phone.getByText('Tài khoản đã được kích hoạt')).toBeVisible();
	const earlier = await hall.desk(`/events/${hall.id}/follow-up`);
	await expect(earlier.getByText(/^Ghi tại ngày hội/)).toBeVisible();
});
