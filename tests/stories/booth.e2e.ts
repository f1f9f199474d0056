import { expect, heard, PHONE, test } from './hall.ts';
import {
	atGate,
	card,
	isAccessible,
	issue,
	organise,
	press,
	sendToStation,
	sitDown,
	wish
} from './steps.ts';

const CALL = /Gọi số tiếp theo/;

test('an empty queue calls nobody, a double click calls one, and a full seat takes no second', async ({
	ownHall: hall
}) => {
	const booth = await sitDown(hall, /Bàn 2/);
	await expect(booth.getByRole('button', { name: CALL })).toContainText('Chưa có ai chờ');
	await press(booth, CALL);
	expect(await wish(booth, hall, { kind: 'call-next', boothId: 'b2' })).toMatchObject({
		refused: 'queue-empty'
	});

	const gate = await atGate(hall);
	const [first, second] = [await issue(gate, hall), await issue(gate, hall)];
	await expect(booth.getByRole('button', { name: CALL })).toContainText(first.number);
	await booth.waitForTimeout(700);
	await booth.getByRole('button', { name: CALL }).dblclick();
	await expect(booth.getByRole('button', { name: /^Bắt đầu/ })).toContainText(first.number);

	// The citizen is still in the seat: another one is neither called by the button nor by number.
	expect(await wish(booth, hall, { kind: 'call-next', boothId: 'b2' })).toMatchObject({
		refused: 'no-free-seat'
	});
	await booth.keyboard.press('/');
	await booth.getByLabel('Số thứ tự').fill(second.number);
	await booth.keyboard.press('Enter');
	await expect(booth.getByText('Bàn chưa có chỗ trống.')).toBeVisible();
	await expect(booth.getByText(`Phiếu này là số ${second.number}`)).toBeVisible();
	await isAccessible(booth);
	await booth.getByLabel('Số thứ tự').fill('B-777');
	await booth.keyboard.press('Enter');
	await expect(booth.getByText(/Không tìm thấy/)).toBeVisible();
	await booth.keyboard.press('Escape');
	await press(booth, /^Bắt đầu/);
	await press(booth, /Đã thu nhận/);
	// Finished and called in one press: the next one sits where the first one sat.
	await expect(booth.getByRole('button', { name: /^Bắt đầu/ })).toContainText(second.number);
});

test('two officers at one booth: the second takes it over, the first learns by whom, a name is only a name', async ({
	ownHall: hall
}) => {
	const name = '<script>window.caught=1</script><img src=x onerror="window.caught=1">';
	const second = await sendToStation(hall, { name: 'Lê Văn Kế', station: 'booth/b3' });
	const first = await sendToStation(hall, { name, station: 'booth/b3', size: PHONE });
	await press(first, /^Vào Bàn 3/);
	await expect(first.getByRole('button', { name: CALL })).toBeVisible();

	await second.reload();
	await heard(second);
	await expect(second.getByText(`${name} đang ngồi`)).toBeVisible();
	await isAccessible(second);
	await press(second, /^Nhận bàn/);
	await expect(second.getByRole('button', { name: CALL })).toBeVisible();
	await expect(first.getByText('Lê Văn Kế đang ngồi')).toBeVisible();
	expect(await wish(first, hall, { kind: 'call-next', boothId: 'b3' })).toMatchObject({
		ok: false
	});
	await isAccessible(first);
	await hall.organiser.goto(new URL(`/events/${hall.id}/staff`, first.url()).href);
	await expect(hall.organiser.getByText(name)).toBeVisible();
	for (const page of [first, second, hall.organiser]) {
		expect(await page.evaluate(() => 'caught' in window)).toBe(false);
	}
});

test('an officer is kindly turned away from what others do, and from a field event that is none', async ({
	ownHall: hall
}) => {
	const officer = await sendToStation(hall, { name: 'Phạm Thị Thử', station: 'booth/b4' });
	for (const path of [`/events/${hall.id}`, `/gate/${hall.id}`, '/booth/4711', '/events/new']) {
		await officer.goto(new URL(path, officer.url()).href);
		await expect(officer.getByText('Trang này dành cho vai trò khác')).toBeVisible();
	}
	await isAccessible(officer);
	expect(
		await wish(officer, hall, { kind: 'count-visitors', gateId: 'g1', count: 1 })
	).toMatchObject({ ok: false, refused: 'not-allowed' });
	expect(await wish(officer, hall, { kind: 'close' })).toMatchObject({ refused: 'not-allowed' });

	const { organiser } = hall;
	for (const path of ['/events/4711', '/gate/4711', '/board/4711', '/join/4711', '/leader/x']) {
		const answer = await organiser.goto(new URL(path, officer.url()).href);
		expect(answer?.status(), path).toBe(404);
		await expect(organiser.getByRole('heading', { name: 'Không tìm thấy trang' })).toBeVisible();
	}
});

test('what an officer pressed when the session ended is kept on the device and done once after signing in', async ({
	ownHall: hall
}) => {
	const gate = await atGate(hall);
	const { number } = await issue(gate, hall);
	const booth = await sitDown(hall, /Bàn 2/);
	const cookies = await booth.context().cookies();
	await booth.context().clearCookies();
	await press(booth, CALL);
	const lapsed = booth.getByRole('alert').filter({ hasText: 'Vui lòng đăng nhập lại' });
	await expect(lapsed).toBeVisible();
	await expect(lapsed.getByRole('link', { name: 'Đăng nhập' })).toHaveAttribute('href', /next=/);

	// Back from signing in, on a page opened anew.
	await booth.context().addCookies(cookies);
	await booth.reload();
	await heard(booth);
	await expect(booth.getByRole('alert').filter({ hasText: 'chưa gửi được' })).toBeVisible();
	await booth.getByRole('button', { name: 'Gửi lại' }).first().click();
	await expect(booth.getByRole('button', { name: /^Bắt đầu/ })).toContainText(number);
});

test('a hall that was closed gives no number and calls nobody, and every screen says so', async ({
	ownHall: hall
}) => {
	const gate = await atGate(hall);
	const booth = await sitDown(hall, /Bàn 5/);
	const board = await hall.visitor(`/board/${hall.id}/all`);
	await organise(hall, { kind: 'close' });
	await expect(gate.getByText('Ngày hội đã kết thúc').first()).toBeVisible();
	await expect(card(gate)).toBeHidden();
	await expect(booth.getByText(/Ngày hội đã (kết thúc|đóng)/).first()).toBeVisible();
	await expect(board.getByText(/đã kết thúc/).first()).toBeVisible();
	expect(await wish(booth, hall, { kind: 'call-next', boothId: 'b5' })).toMatchObject({
		refused: 'field-event-closed'
	});
	const poster = await hall.visitor(`/join/${hall.id}`);
	await expect(poster.getByText(/kết thúc/).first()).toBeVisible();
});
