import { expect, LAPTOP, PHONE, TABLET, test } from './hall.ts';
import { stationCode, Tablet } from './station-tablet.ts';
import { catalogue, isAccessible, organise, picture, tap } from './steps.ts';

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const HEARD = /Máy chủ đã nhận hết/;
const ALONE = /Mất liên lạc với máy chủ từ/;

test('a gate that works alone takes back a number, a busload and a count of visitors, and the hall counts none of them', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program, TABLET);
	const { page } = tablet;
	const number = page.locator('.panel .ticket-number');
	const last = (text: string) => page.locator('.last li', { hasText: text });
	try {
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await tablet.keepsPage();
		await tablet.cut(true);
		await expect(page.locator('[data-link]')).toContainText(ALONE);

		await tap(page);
		await expect(number).toHaveText('A-001');
		await picture(page, 'station-may-take-back');
		await page.getByRole('button', { name: /^Hủy số này/ }).click();
		await expect(page.getByText('Đã hủy số vừa cấp')).toBeVisible();
		await expect(page.locator('.panel [data-standing=saved]')).toBeVisible();
		await expect(last('A-001')).toContainText('Đã hủy số');
		await expect(page.getByRole('button', { name: 'Hiện mã QR' })).toBeHidden();
		await picture(page, 'station-taken-back');
		await isAccessible(page);

		// By keyboard; and what was given before the last press is not there to be taken back.
		await tap(page);
		await expect(number).toHaveText('A-002');
		await tap(page);
		await expect(number).toHaveText('A-003');
		await page.keyboard.press('z');
		await expect(page.getByText('Đã hủy số vừa cấp')).toBeVisible();
		await last('A-002').getByRole('button').click();
		await expect(number).toHaveText('A-002');
		await expect(page.getByRole('button', { name: /^Hủy số này/ })).toBeHidden();
		await page.keyboard.press('z');
		await expect(last('A-002')).not.toContainText('Đã hủy số');

		await page.getByRole('radio', { name: 'Nhiều số' }).click();
		await page.getByRole('button', { name: '10', exact: true }).click();
		await tap(page);
		await expect(number).toHaveText(['A-004', 'A-013']);
		await page.getByRole('button', { name: /^Hủy cả 10 số/ }).click();
		await expect(page.getByText('Đã hủy số vừa cấp')).toBeVisible();
		await page.setViewportSize(PHONE);
		await picture(page, 'station-busload-taken-back');
		await isAccessible(page);
		await page.setViewportSize(LAPTOP);

		await page.getByRole('button', { name: '+10' }).click();
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		await expect(page.getByText('Đã hoàn tác')).toBeVisible();
		await page.getByRole('button', { name: '+1', exact: true }).click();
		await expect(page.getByText('Đã đếm thêm 1 khách')).toBeVisible();

		await tablet.reloaded();
		await expect(last('A-013')).toContainText('Đã hủy số');
		await tap(page);
		await expect(number).toHaveText('A-014');
		await tablet.cut(false);
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await expect(page.locator('.panel [data-standing=heard]')).toBeVisible();

		// With the network as well, as long as no booth has called it.
		await page.getByRole('button', { name: /^Hủy số này/ }).click();
		await expect(last('A-014')).toContainText('Đã hủy số');
		await expect(page.locator('.panel [data-standing=heard]')).toBeVisible();
		await tap(page);
		await expect(number).toHaveText('A-015');
		await expect(page.locator('.panel [data-standing=heard]')).toBeVisible();
		// The first of them calls A-002, the second A-015.
		const { booths } = await catalogue(hall);
		const [one, other] = booths.filter(({ services }) => services.includes('level-2'));
		for (const { id } of [one!, other!]) {
			await organise(hall, { kind: 'open-booth', boothId: id, takeOver: false });
			await organise(hall, { kind: 'call-next', boothId: id });
		}
		await page.getByRole('button', { name: /^Hủy số này/ }).click();
		await expect(page.getByText('Số vẫn dùng được như thường')).toBeVisible();
		await expect(last('A-015')).not.toContainText('Đã hủy số');
		await picture(page, 'station-taken-back-late');

		for (const [which, words] of [
			['A-001', 'Đã hủy số'],
			['A-013', 'Đã hủy số'],
			['A-014', 'Đã hủy số'],
			['A-015', 'Đang mời']
		] as const) {
			const found = await hall.desk(`/find/${hall.id}?number=${which}`, PHONE);
			await expect(found.getByRole('article', { name: which })).toContainText(words);
		}
		// Two who hold a number, and one visitor without.
		const path = `/api/floor/${hall.id}/snapshot?view=totals`;
		const totals = await hall.organiser.request.get(new URL(path, hall.organiser.url()).href);
		const { state } = (await totals.json()) as { state: { today: object } };
		expect(state.today).toMatchObject({ people: 3, visitors: 1 });
	} finally {
		await tablet.remove();
	}
});
