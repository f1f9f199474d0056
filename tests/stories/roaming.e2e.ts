import { ticketDigits } from '#lib/core/ticket-link.ts';
import type { Figures } from '#lib/core/view/totals-view.ts';
import { expect, heard, PHONE, test, type OpenHall } from './hall.ts';
import { catalogue, isAccessible, organise, picture, press, scan, sitDown } from './steps.ts';

const CARD = '054090000123|220123456|Nguyen Van Mau|05091990|Nam|Tuy Hoa|12042021';

async function arrive(hall: OpenHall, services: string[], party = 1): Promise<string> {
	const gateId = (await catalogue(hall)).gates.find((gate) => gate.kind === 'gate')!.id;
	const ticketId = crypto.randomUUID();
	const chosen = services.map((serviceId) => ({ serviceId, people: party }));
	await organise(hall, {
		kind: 'issue',
		gateId,
		ticketId,
		services: chosen,
		lane: 'regular',
		party
	});
	return ticketId;
}

async function figures({ organiser, id }: OpenHall): Promise<Figures> {
	const path = `/api/floor/${id}/snapshot?view=operations`;
	const response = await organiser.request.get(new URL(path, organiser.url()).href);
	return ((await response.json()) as { state: { figures: Figures } }).state.figures;
}

test('a roaming helper records on the slip of somebody who waits, whose place stays', async ({
	ownHall: hall
}) => {
	const set = hall.organiser;
	await set.goto(set.url().replace(/\/events\/\d+.*/, `/events/${hall.id}/booths?edit=helpers`));
	await heard(set);
	await set.getByLabel('Kích hoạt tài khoản định danh').check();
	await isAccessible(set);
	await picture(set, 'roaming-set-up');
	await set.getByRole('button', { name: 'Thêm', exact: true }).click();
	await expect(set.getByRole('link', { name: 'Lưu động số 1' })).toBeVisible();

	await arrive(hall, ['level-2']);
	const ticket = await arrive(hall, ['level-2']);
	const link = `/t/${ticketDigits(ticket)}`;
	const phone = await hall.visitor(link);
	await expect(phone.locator('.ahead')).toHaveText('Còn 1 số phía trước');

	const helper = await hall.desk(`/booth/${hall.id}`, PHONE);
	await picture(helper, 'roaming-choose');
	await helper.getByRole('link', { name: 'Lưu động số 1' }).click();
	await helper.waitForURL(/\/booth\/\d+\/./);
	await heard(helper);
	await isAccessible(helper);
	await picture(helper, 'roaming-start');
	await press(helper, /^Vào Lưu động số 1/);
	await expect(helper.getByRole('heading', { name: 'Quét phiếu hoặc nhập số' })).toBeVisible();
	await isAccessible(helper);
	await picture(helper, 'roaming-scan');

	const field = helper.getByLabel('Số thứ tự');
	await field.fill(CARD);
	await field.press('Enter');
	await expect(helper.getByText('Đây là mã QR trên thẻ căn cước.')).toBeVisible();
	await scan(helper, `https://hall.example${link}`);
	await helper.getByRole('radio', { name: 'Mức 1' }).check();
	await isAccessible(helper);
	await picture(helper, 'roaming-found');
	const done = helper.getByRole('button', { name: 'Hoàn thành · mức 1' });
	await done.click();
	await expect(helper.getByText('Đã ghi A‑002')).toBeVisible();
	await expect(helper.locator('.today b')).toHaveText('1');
	await isAccessible(helper);
	await picture(helper, 'roaming-done');
	expect(await figures(hall)).toMatchObject({ results: 1, tickets: 2 });
	await expect(phone.locator('.ahead')).toHaveText('Còn 1 số phía trước');
	await picture(phone, 'roaming-phone');

	// The same slip counts once; what could not be done has its reason.
	await field.fill(`https://hall.example${link}`);
	await field.press('Enter');
	await expect(done).toBeVisible();
	await helper.waitForTimeout(700);
	await done.click();
	await expect(helper.getByText('Việc này đã được ghi kết quả trên phiếu')).toBeVisible();
	await picture(helper, 'roaming-twice');
	await helper.getByRole('button', { name: 'Phiếu khác' }).click();
	await field.fill('a1');
	await field.press('Enter');
	await helper.getByRole('button', { name: 'Chưa thực hiện được' }).click();
	await isAccessible(helper);
	await picture(helper, 'roaming-why');
	await helper.getByRole('list', { name: 'Lý do' }).getByRole('button').first().click();
	await expect(helper.getByText('Đã ghi A‑001')).toBeVisible();
	expect(await figures(hall)).toMatchObject({ results: 1 });
	await helper.waitForTimeout(700);
	await helper
		.getByRole('button', { name: /^Hoàn tác/ })
		.first()
		.click();
	await expect(helper.getByText('Đã ghi A‑001')).toBeHidden();
	await expect(phone.locator('.ahead')).toHaveText('Còn 1 số phía trước');
});

test('of a family one stays at the booth and the others go on; the phone says who is where', async ({
	ownHall: hall
}) => {
	const family = await arrive(hall, ['level-2', 'activation'], 3);
	const phone = await hall.visitor(`/t/${ticketDigits(family)}`);
	const booth = await sitDown(hall, /Bàn 2/);
	await press(booth, /Gọi số tiếp theo/);
	await press(booth, /^Bắt đầu/);
	await booth.getByRole('button', { name: 'Ở lại bàn: Thêm một' }).click();
	await expect(booth.getByText('1 người ở lại bàn để làm tiếp')).toBeVisible();
	await isAccessible(booth);
	await picture(booth, 'parting-counts');
	await press(booth, /Đã thu nhận hồ sơ: 2\/3/);
	const list = booth.getByRole('region', { name: 'Ở lại bàn' });
	await expect(list).toContainText('A-001');
	await isAccessible(booth);
	await picture(booth, 'parting-list');
	await expect(phone.getByText('1 người đang ở lại bàn 2')).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'parting-phone');
	expect(await figures(hall)).toMatchObject({ results: 2 });

	await booth.waitForTimeout(700);
	await list.getByRole('button', { name: 'Đã thu nhận hồ sơ' }).click();
	await expect(list).toBeHidden();
	await expect(booth.getByText('Đã ghi A‑001')).toBeVisible();
	expect(await figures(hall)).toMatchObject({ results: 3 });
	await expect(phone.getByText('1 người đang ở lại bàn 2')).toBeHidden();
});
