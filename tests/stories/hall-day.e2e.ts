import { expect, heard, PHONE, TABLET, test, TV } from './hall.ts';
import { atGate, isAccessible, issue, press, sitDown } from './steps.ts';

test('a number goes from the gate over the board to a booth and into the totals', async ({
	ownHall: hall
}) => {
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const booth = await hall.desk(`/booth/${hall.id}`, PHONE);
	await booth.getByRole('link', { name: /Bàn 2/ }).first().click();
	await booth.waitForURL(/\/booth\/\d+\/./);
	await heard(booth);
	await press(booth, /^Vào Bàn 2/);

	const gate = await atGate(hall);
	const { number } = await issue(gate, hall);
	await isAccessible(gate);

	await press(booth, /Gọi số tiếp theo/);
	await expect(board.getByText('Vừa mời')).toBeVisible();
	await expect(board.getByText(number).first()).toBeVisible();
	await isAccessible(board);
	await press(booth, /^Bắt đầu/);
	await isAccessible(booth);
	await press(booth, /Đã thu nhận/);
	await expect(booth.getByText(/Đã xong các việc/)).toBeVisible();

	const totals = await hall.visitor(`/board/${hall.id}/totals`, TV);
	await expect(
		totals.getByText(/Hồ sơ định danh điện tử mức độ 2 đã thu nhận/).first()
	).toBeVisible();
	await isAccessible(totals);
});

test('a phone takes a number at the poster, a booth serves it, and a board and a leader see it live', async ({
	ownHall: hall
}) => {
	const gates = await hall.desk(`/events/${hall.id}/gates`);
	const self = gates.locator('form', { hasText: 'Tự lấy số bằng điện thoại' });
	await self.getByLabel('Cho phép tự lấy số').check();
	await self.getByRole('button', { name: 'Lưu' }).click();
	await expect(gates.getByText('Đã lưu').first()).toBeVisible();
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const leader = await hall.desk(`/leader/${hall.id}`, PHONE);
	const booth = await sitDown(hall, /Bàn 3/, TABLET);

	const phone = await hall.visitor(`/join/${hall.id}`, PHONE);
	await phone.getByLabel(/Định danh điện tử mức độ 2/).check();
	await phone.getByRole('button', { name: 'Lấy số' }).click();
	await expect(phone).toHaveURL(/\/t\/1\d{39}$/);
	await heard(phone);
	await expect(phone.getByRole('img', { name: 'U 0 0 1' })).toBeVisible();

	await press(booth, /Gọi số tiếp theo/);
	const called = phone.getByRole('alert').filter({ hasText: 'Mời bà con đến' });
	await expect(called).toContainText(/Bàn 3/i);
	await expect(board.getByText('U-001').first()).toBeVisible();
	const taken = leader
		.getByText(/Hồ sơ định danh điện tử mức độ 2/)
		.first()
		.locator('..');
	await press(booth, /^Bắt đầu/);
	await press(booth, /Đã thu nhận/);
	await expect(phone.getByText('Hồ sơ đang chờ phê duyệt')).toBeVisible();
	await isAccessible(phone);
	await expect(taken).toContainText('1');
});

test('a phone follows its number, with and without JavaScript, and leaders see the result at once', async ({
	browser,
	ownHall: hall,
	program
}) => {
	const booth = await sitDown(hall, /Bàn 3/);
	const gate = await atGate(hall);
	const { number, link } = await issue(gate, hall);

	const phone = await hall.visitor(link, PHONE);
	await expect(phone.getByText(number).first()).toBeVisible();
	await isAccessible(phone);
	const plain = await (
		await browser.newContext({ javaScriptEnabled: false, viewport: PHONE })
	).newPage();
	await plain.goto(program.url + link);
	await expect(plain.getByText(number).first()).toBeVisible();

	await press(booth, /Gọi số tiếp theo/);
	await expect(phone.getByText(/Bàn 3/i).first()).toBeVisible();
	await plain.reload();
	await expect(plain.getByText(/Bàn 3/i).first()).toBeVisible();

	const leader = await hall.desk(`/leader/${hall.id}`, PHONE);
	await press(booth, /^Bắt đầu/);
	await press(booth, /SIM|Chưa|lý do|Lý do/);
	await isAccessible(leader);
	await expect(leader.getByText(/Hồ sơ định danh điện tử mức độ 2/).first()).toBeVisible();
});

test('after the program was killed, boards heal by themselves and no number is given again', async ({
	ownHall: hall,
	program
}) => {
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const gate = await atGate(hall);
	const before = await issue(gate, hall);
	await program.end('SIGKILL');
	await expect(board.getByText(/Đang chờ máy chủ|chờ máy chủ/).first()).toBeVisible({
		timeout: 15_000
	});
	await program.begin();
	await expect(board.getByText(/chờ máy chủ/).first()).toBeHidden({ timeout: 30_000 });
	expect((await issue(gate, hall)).count).toBe(before.count + 1);
});
