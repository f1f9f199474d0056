import { expect, LAPTOP, PHONE, test } from './hall.ts';
import { LAN_NAME, stationCode, Tablet } from './station-tablet.ts';
import { isAccessible, picture } from './steps.ts';

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const BOOTH = { kind: 'booth', boothId: 'b2' } as const;

test('whatever stands in the way of a station has its sentence: no https, no promise to keep, a wrong or used code', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program, PHONE, { keeps: false });
	try {
		const { page } = tablet;
		await page.goto(`http://${LAN_NAME}:${program.port}/station`);
		await expect(page.locator('[data-trouble=not-secure]')).toContainText('https');
		await picture(page, 'station-not-secure');
		await isAccessible(page);

		const code = await stationCode(program, hall.id, GATE);
		await page.goto(`${tablet.origin}/station#${code}`);
		const enrol = page.getByRole('button', { name: 'Đăng ký máy này' });
		await enrol.click();
		await expect(page.getByText(/chưa cam kết giữ dữ liệu/)).toBeVisible();
		await picture(page, 'station-not-kept');
	} finally {
		await tablet.remove();
	}

	const other = await Tablet.start(program);
	try {
		const { page } = other;
		await page.goto(`${other.origin}/station`);
		const field = page.getByLabel('Mã đăng ký');
		const enrol = page.getByRole('button', { name: 'Đăng ký máy này' });
		await field.fill('123');
		await enrol.click();
		await expect(page.getByText('Mã gồm đúng 8 chữ số.')).toBeVisible();
		await field.fill('0000 0000');
		await enrol.click();
		await expect(page.getByText(/Không có mã này/)).toBeVisible();
		await picture(page, 'station-wrong-code');
		await isAccessible(page);
	} finally {
		await other.remove();
	}
});

test('a second tab only looks on, and a device that another one replaced gives no more numbers', async ({
	program,
	ownHall: hall
}) => {
	const first = await Tablet.start(program);
	const second = await Tablet.start(program, LAPTOP);
	const booth = await Tablet.start(program, LAPTOP);
	try {
		const code = await stationCode(program, hall.id, GATE);
		await first.enrol(code);
		const tab = await first.newTab();
		await tab.goto(`${first.origin}/station`);
		await expect(tab.getByText('Thẻ này chỉ để xem')).toBeVisible();
		await expect(tab.locator('button.journey')).toHaveCount(0);
		await picture(tab, 'station-viewer');
		await tab.close();

		// A code that was used enrols nobody else.
		await second.page.goto(`${second.origin}/station#${code}`);
		await second.page.getByRole('button', { name: 'Đăng ký máy này' }).click();
		await expect(second.page.getByText(/Mã này đã được dùng/)).toBeVisible();

		await second.page.goto('about:blank');
		const old = await stationCode(program, hall.id, GATE, 11);
		await second.page.goto(`${second.origin}/station#${old}`);
		await second.page.getByRole('button', { name: 'Đăng ký máy này' }).click();
		await expect(second.page.getByText(/Mã này đã quá 10 phút/)).toBeVisible();
		await picture(second.page, 'station-code-too-old');

		await second.page.goto('about:blank');
		await second.enrol(await stationCode(program, hall.id, GATE));
		await expect(first.page.getByText(/Một máy khác đã được đăng ký/)).toBeVisible();
		await expect(first.page.locator('button.journey')).toHaveCount(0);
		await picture(first.page, 'station-replaced');
		await isAccessible(first.page);

		await second.page.locator('[data-link]').click();
		await expect(second.page.getByRole('heading', { name: 'Máy này' })).toBeVisible();
		await picture(second.page, 'station-this-device');
		await isAccessible(second.page);
		// The page begins anew in the other language.
		await second.page.getByRole('radio', { name: 'English' }).click();
		await expect(second.page.locator('[data-link]')).toContainText('Connected to the server');
		await picture(second.page, 'station-english');

		await booth.enrol(await stationCode(program, hall.id, BOOTH));
		await booth.page.getByRole('button', { name: 'Phục vụ theo phiếu, không gọi' }).click();
		await booth.page.getByLabel('Hoặc nhập dãy số của mã').fill('A-017');
		await booth.page.keyboard.press('Enter');
		await expect(booth.page.getByText(/Đây không phải mã của phiếu/)).toBeVisible();
		await picture(booth.page, 'station-not-a-slip');
	} finally {
		await first.remove();
		await second.remove();
		await booth.remove();
	}
});

test('a line that goes before the page is kept on the device: it says so, and is kept once the line is back', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program);
	const { page } = tablet;
	try {
		// The list of what is to be kept does not come through.
		const list = '**/station-shell.json';
		await page.context().route(list, (route) => route.abort());
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(page.locator('[data-link]')).toContainText('Máy chủ đã nhận hết');
		const warning = page.getByText('Trang này chưa được giữ trên máy');
		await tablet.cut(true);
		await expect(warning).toBeVisible();
		await picture(page, 'station-not-kept');
		await isAccessible(page);
		await page.context().unroute(list);
		await tablet.cut(false);
		await tablet.keepsPage();
		await tablet.cut(true);
		await tablet.reloaded();
		await expect(page.locator('[data-link]')).toContainText('Mất liên lạc với máy chủ từ');
		await expect(warning).toBeHidden();
		await expect(page.locator('button.journey').first()).toBeVisible();
	} finally {
		await tablet.remove();
	}
});
