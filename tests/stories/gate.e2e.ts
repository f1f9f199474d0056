import { formatNumber } from '#lib/core/ticket-number.ts';
import { expect, heard, ORGANISER, test } from './hall.ts';
import { atGate, card, given, isAccessible, issue, scan, tap } from './steps.ts';

/** Nobody's card: the number was never given, its holder is called "specimen". */
const CARD = '054190000123|221000123|Trần Thị Mẫu|05091990|Nữ|Phường Tuy Hòa, Đắk Lắk|01052022';
const NO_CARDS = [
	['DN4540123456789|4e677579e1bb856e|01/01/1990|2', /thẻ bảo hiểm y tế/],
	['00020101021138540010A00000072701240006970436011012345678900208QRIBFTTA5303704', /thanh toán/],
	['https://vneid.example/tai-ung-dung', /VNeID/],
	['https://vi-du.example/khuyen-mai', /trang web/],
	['phieu giam gia 20 phan tram', /không phải trên phiếu số thứ tự/]
] as const;

test('whoever comes twice is offered the first number, and a code that is no identity card is named', async ({
	ownHall: hall
}) => {
	const set = await hall.desk(`/events/${hall.id}/gates`);
	const check = set.locator('form', { hasText: 'Kiểm tra thẻ để tránh cấp hai phiếu' });
	await check.getByLabel('Bật kiểm tra thẻ').check();
	await check.getByRole('button', { name: 'Lưu' }).click();
	await expect(set.getByText('Đã lưu').first()).toBeVisible();

	const gate = await atGate(hall);
	const field = gate.getByLabel('Quét, nhập số phiếu hoặc số căn cước');
	await field.focus();
	const cardRead = gate.getByText('Đã đọc số căn cước …123.');
	await scan(gate, CARD);
	await expect(cardRead).toBeVisible();
	await expect(field).toHaveValue('');
	const { number } = await issue(gate, hall);

	// The same card an hour later, with Unikey left on this time.
	await scan(gate, CARD, { throughTypingTool: true });
	await expect(cardRead).toBeVisible();
	await tap(gate);
	const offer = gate.getByRole('alert').filter({ hasText: `Hôm nay người này đã có số ${number}` });
	await expect(offer).toBeVisible();
	await isAccessible(gate);
	await offer.getByRole('button', { name: `Xem phiếu ${number}` }).click();
	await expect(gate.getByRole('article').filter({ hasText: number })).toBeVisible();
	expect(await given(gate, hall)).toHaveLength(1);

	// A card whose second half a starved computer tells only when the first seemed to be all.
	const halves = CARD.length / 2;
	await scan(gate, CARD.replace('0123', '0124'), { toldLateFrom: Math.ceil(halves) });
	await expect(gate.getByText('Đã đọc số căn cước …124.')).toBeVisible();
	await expect(gate.getByRole('alert').filter({ hasText: 'gõ tiếng Việt' })).toBeHidden();
	// One of which so little came first that it seemed to be a hand's.
	await scan(gate, CARD.replace('0123', '0125'), { toldLateFrom: 3 });
	await expect(gate.getByText('Đã đọc số căn cước …125.')).toBeVisible();
	await expect(field).toHaveValue('');

	for (const [text, said] of NO_CARDS) {
		await scan(gate, text);
		await expect(gate.getByRole('alert').filter({ hasText: said })).toBeVisible();
		await expect(field).toHaveValue('');
	}
	await field.fill('054190');
	await gate.getByRole('button', { name: 'Tra', exact: true }).click();
	await expect(gate.getByText('Số căn cước gồm đúng 12 chữ số.')).toBeVisible();
	// In the journal and on the page, nothing of the card is left.
	expect(await gate.content()).not.toContain('0541900');
});

test('a double tap, the back button and a page opened anew give no second number; a wrong one is not found', async ({
	ownHall: hall
}) => {
	const gate = await atGate(hall);
	await card(gate).dblclick();
	await expect.poll(async () => (await given(gate, hall)).length).toBe(1);
	const number = formatNumber('A', 1);
	await expect(gate.getByText(number).first()).toBeVisible();

	await gate.goto(`${gate.url()}/sheets`);
	await gate.goBack();
	await heard(gate);
	await gate.reload();
	await heard(gate);
	await expect(gate.getByText(number).first()).toBeVisible();
	expect(await given(gate, hall)).toHaveLength(1);

	const field = gate.getByLabel('Tra số: quét phiếu hoặc nhập số');
	for (const [typed, said] of [
		['Z999', 'Không tìm thấy số Z-999'],
		['xyz', 'không phải trên phiếu số thứ tự']
	] as const) {
		await field.fill(typed);
		await gate.getByRole('button', { name: 'Tra', exact: true }).click();
		await expect(gate.getByRole('alert').filter({ hasText: said })).toBeVisible();
	}
	await field.fill(' a 1');
	await gate.keyboard.press('Enter');
	await expect(gate.getByRole('article').filter({ hasText: number })).toBeVisible();
});

test('a session that ends at the gate keeps the tap: after signing in beside it, it gives one number', async ({
	ownHall: hall
}) => {
	const gate = await atGate(hall);
	await gate.context().clearCookies();
	await card(gate).click();
	const lapsed = gate.getByRole('alert').filter({ hasText: 'thao tác chưa được ghi nhận' });
	await expect(lapsed).toBeVisible();

	const opened = gate.context().waitForEvent('page');
	await lapsed.getByRole('link', { name: 'Đăng nhập' }).click();
	const signIn = await opened;
	await expect(signIn.getByText('Phiên làm việc đã hết')).toBeVisible();
	await heard(signIn);
	await signIn.getByLabel('Tên đăng nhập').fill(ORGANISER.signInName);
	await signIn.getByLabel('Mật khẩu', { exact: true }).fill(ORGANISER.password);
	await signIn.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
	await expect(signIn).toHaveURL(/\/gate\//);

	await lapsed.getByRole('button', { name: 'Gửi lại' }).click();
	await expect(lapsed).toBeHidden();
	await expect(gate.getByText(formatNumber('A', 1)).first()).toBeVisible();
	expect(await given(gate, hall)).toHaveLength(1);
});
