import { expect, PHONE, test } from './hall.ts';
import { stationCode, Tablet } from './station-tablet.ts';
import { isAccessible, picture } from './steps.ts';

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const HEARD = /Máy chủ đã nhận hết/;
const ALONE = /Mất liên lạc với máy chủ từ/;

test('the server comes back under another address: a station is told where, sends what it did, and remembers', async ({
	program,
	ownHall: hall
}) => {
	test.setTimeout(120_000);
	const tablet = await Tablet.start(program, PHONE);
	try {
		const { page } = tablet;
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		const line = page.locator('[data-link]');
		await expect(line).toContainText(HEARD);
		await tablet.keepsPage();

		// The address that the page came from, and all that the server told, lead nowhere from now on.
		const moved = `127.0.0.1:${program.securePort}`;
		await page.route(
			(url) => url.pathname.startsWith('/api/') && url.host !== moved,
			(route) => route.abort()
		);
		await expect(line).toContainText(ALONE, { timeout: 20_000 });
		const visitors = page.getByRole('button', { name: '+1', exact: true });
		await visitors.click();
		await expect(line).toContainText('1 thao tác');

		await line.click();
		const dialog = page.getByRole('dialog');
		const address = dialog.getByLabel('Địa chỉ khác của máy chủ');
		const use = dialog.getByRole('button', { name: 'Dùng địa chỉ này' });
		await address.fill('mạng của hội trường');
		await use.click();
		await expect(dialog.getByText(/Chưa đọc được địa chỉ/)).toBeVisible();
		await address.fill('127.0.0.1:9');
		await use.click();
		await expect(dialog.getByText(/Chưa có máy chủ nào trả lời/)).toBeVisible({ timeout: 20_000 });
		await picture(page, 'station-moved');
		await isAccessible(page);
		await address.fill(moved);
		await use.click();
		await expect(dialog.getByText('Đã liên lạc được với máy chủ')).toBeVisible();
		await page.keyboard.press('Escape');
		await expect(line).toContainText(HEARD);

		await page.reload();
		await expect(line).toContainText(HEARD);
		await line.click();
		await expect(dialog.getByText(`https://${moved}`).first()).toBeVisible();
	} finally {
		await tablet.remove();
	}
});
