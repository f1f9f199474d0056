import type { Page } from '@playwright/test';
import { expect, LAPTOP, PHONE, TABLET } from './hall.ts';
import { test } from './own-database.ts';
import { seenCode, stationCode, Tablet } from './station-tablet.ts';
import { catalogue, isAccessible, organise, picture, press, scan } from './steps.ts';

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const HEARD = /Máy chủ đã nhận hết/;
const ALONE = /Mất liên lạc với máy chủ từ/;

/** One tap on a journey that asks nothing; a second one within seven tenths of a second is the same hand. */
async function tap(page: Page): Promise<void> {
	await page.waitForTimeout(750);
	await page.locator('button.journey').first().click();
	const skip = page.getByRole('button', { name: /Bỏ qua câu hỏi/ });
	const number = page.locator('.panel .ticket-number');
	await expect(skip.or(number).or(page.getByRole('alert')).first()).toBeVisible();
	if (await skip.isVisible()) {
		await page.waitForTimeout(750);
		await skip.click();
	}
}
const shown = (page: Page) => page.locator('.panel .ticket-number');

test('a disk that is full is told at the press, which gives nothing; with room again the next number follows', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program);
	const { page } = tablet;
	try {
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await tap(page);
		await expect(shown(page)).toHaveText('A-001');
		await expect(page.locator('[data-link]')).toContainText(HEARD);

		await tablet.leaveRoom(0);
		// The browser looks at the room that it has every half minute.
		await page.waitForTimeout(35_000);
		await tap(page);
		const full = page.getByRole('alert').filter({ hasText: 'Bộ nhớ của máy đã đầy' });
		await expect(full).toBeVisible();
		await expect(shown(page)).toHaveText('A-001');
		await picture(page, 'station-storage-full');
		await isAccessible(page);

		await tablet.leaveRoom(null);
		await tap(page);
		await expect(shown(page)).toHaveText('A-002');
		await expect(full).toBeHidden();
		await expect(page.locator('[data-link]')).toContainText(HEARD);
	} finally {
		await tablet.remove();
	}
});

test('a private window is no station, and a page of a server that the browser does not trust says that it will not open alone', async ({
	program,
	ownHall: hall,
	browser
}) => {
	const code = await stationCode(program, hall.id, GATE);
	const window = await browser.newContext({ viewport: PHONE, ignoreHTTPSErrors: true });
	const page = await window.newPage();
	await page.goto(`https://localhost:${program.securePort}/station#${code}`);
	await page.getByRole('button', { name: 'Đăng ký máy này' }).click();
	await expect(page.getByText(/cửa sổ ẩn danh/)).toBeVisible();
	await picture(page, 'station-private-window');
	await window.close();

	const tablet = await Tablet.start(program, PHONE, { trusts: false });
	try {
		await tablet.page.goto(`${tablet.origin}/station#${code}`);
		const warning = tablet.page.getByRole('alert').filter({ hasText: 'chưa tin chứng thực' });
		await expect(warning).toBeVisible();
		await expect(warning.getByRole('link', { name: 'Cách cài chứng thực' })).toBeVisible();
		await picture(tablet.page, 'station-not-trusted');
		await isAccessible(tablet.page);
		await tablet.page.getByRole('button', { name: 'Đăng ký máy này' }).click();
		await expect(tablet.page.locator('[data-link]')).toBeVisible();
		await expect(warning).toBeVisible();
	} finally {
		await tablet.remove();
	}
});

test('a station that is revoked while it is away says so when it returns; what it gave is taken, and it gives no more', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program, PHONE);
	const { page } = tablet;
	try {
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await tablet.cut(true);
		await expect(page.locator('[data-link]')).toContainText(ALONE);
		await tap(page);
		await expect(shown(page)).toHaveText('A-001');

		const stations = await hall.desk(`/events/${hall.id}/stations`, LAPTOP);
		await stations.getByRole('button', { name: /^Thu hồi trạm/ }).click();
		await expect(stations.getByText('Đã thu hồi').first()).toBeVisible();
		await tablet.cut(false);
		const told = page.getByRole('alert').filter({ hasText: 'Người tổ chức đã ngừng trạm này' });
		await expect(told).toBeVisible();
		await expect(told).toContainText('Máy chủ đã nhận mọi việc làm trên máy này.');
		await expect(page.locator('button.journey')).toHaveCount(0);
		await picture(page, 'station-revoked');
		await isAccessible(page);
		const found = await hall.desk(`/find/${hall.id}?number=A-001`, PHONE);
		await expect(found.getByRole('article', { name: 'A-001' })).toBeVisible();
	} finally {
		await tablet.remove();
	}
});

test('of two devices restored from one image the older copy gives nothing and says why', async ({
	program,
	ownHall: hall
}) => {
	let tablet = await Tablet.start(program, PHONE);
	let copy: Tablet | undefined;
	try {
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await tap(tablet.page);
		await expect(tablet.page.locator('[data-link]')).toContainText(HEARD);
		copy = await tablet.copied(program);
		tablet = await tablet.reopened(program);
		await tablet.page.goto(`${tablet.origin}/station`);
		await tap(tablet.page);
		await expect(shown(tablet.page)).toHaveText('A-002');
		await expect(tablet.page.locator('[data-link]')).toContainText(HEARD);

		await copy.page.goto(`${copy.origin}/station`);
		const told = copy.page.getByRole('alert').filter({ hasText: 'là bản cũ' });
		await expect(told).toBeVisible();
		await expect(copy.page.locator('button.journey')).toHaveCount(0);
		await expect(told.getByRole('button', { name: 'Đăng ký lại máy này' })).toBeVisible();
		await picture(copy.page, 'station-restored-copy');
		await isAccessible(copy.page);
		await tap(tablet.page);
		await expect(shown(tablet.page)).toHaveText('A-003');
	} finally {
		await tablet.remove();
		await copy?.remove();
	}
});

test('a device that died in the midst of writing has everything it had, after every start that follows', async ({
	program,
	ownHall: hall
}) => {
	let tablet = await Tablet.start(program, PHONE);
	const numbers = ['A-001', 'A-002', 'A-003'];
	try {
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(tablet.page.locator('[data-link]')).toContainText(HEARD);
		await tablet.keepsPage();
		await tablet.cut(true);
		await tap(tablet.page);
		await expect(shown(tablet.page)).toHaveText(numbers[0]!);
		await expect(tablet.page.locator('.panel [data-standing=saved]')).toBeVisible();
		for (const number of numbers.slice(1)) {
			tablet = await tablet.revived(program);
			await tablet.cut(true);
			await expect(async () => {
				await tablet.page.goto(`${tablet.origin}/station`);
			}).toPass();
			await tap(tablet.page);
			await expect(shown(tablet.page)).toHaveText(number);
		}
		await tablet.cut(false);
		await expect(tablet.page.locator('[data-link]')).toContainText(HEARD);
		const find = await hall.desk(`/find/${hall.id}?number=A-001`, PHONE);
		await expect(find.getByRole('article', { name: 'A-001' })).toBeVisible();
	} finally {
		await tablet.remove();
	}
});

test('what an earlier version of the program has written is read a year later, and its work is told', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program, PHONE);
	const { page } = tablet;
	try {
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await tablet.keepsPage();
		await tablet.cut(true);
		await tap(page);
		await expect(page.locator('.panel [data-standing=saved]')).toBeVisible();
		// As the first version wrote it, which knew of no breaks, and told nothing of a booth.
		await page.evaluate(
			() =>
				new Promise<void>((done, fail) => {
					const opening = indexedDB.open('ngayhoi-station');
					opening.onerror = () => fail(opening.error);
					opening.onsuccess = () => {
						const work = opening.result.transaction(['held', 'known'], 'readwrite');
						const held = work.objectStore('held');
						const got = held.get('held');
						got.onsuccess = () => {
							const { rest: _rest, ...before } = got.result as Record<string, unknown>;
							held.put(before, 'held');
						};
						work.objectStore('known').delete('booth');
						work.oncomplete = () => (opening.result.close(), done());
					};
				})
		);
		await page.clock.setSystemTime(Date.now() + 365 * 86_400_000);
		await tablet.reloaded();
		await tap(page);
		await expect(shown(page)).toHaveText('A-002');
		await tablet.cut(false);
		await expect(page.locator('[data-link]')).toContainText(HEARD);
	} finally {
		await tablet.remove();
	}
});

test('a slip of which the server has not heard says its number and gate wherever it is read, and one with a wrong signature is none', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program, TABLET);
	try {
		const { page } = tablet;
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await tablet.cut(true);
		await expect(page.locator('[data-link]')).toContainText(ALONE);
		await tap(page);
		await page.getByRole('button', { name: 'Hiện mã QR' }).click();
		const link = await seenCode(page);
		const spoilt = link.replace(/\d(?=\d{5}$)/, (digit) => String((Number(digit) + 1) % 10));

		const find = await hall.desk(`/find/${hall.id}`, PHONE);
		await scan(find, spoilt);
		await expect(find.getByRole('alert').filter({ hasText: 'sai chữ ký' })).toBeVisible();
		await scan(find, link);
		await expect(find.getByText(/^Phiếu A-001 của Cổng 1: máy chủ chưa nhận/)).toBeVisible();
		await isAccessible(find);
		await picture(find, 'find-unheard');

		const { booths } = await catalogue(hall);
		const booth = { ...booths[0]!, id: 'r1', number: 91, seats: 0, services: ['activation'] };
		await organise(hall, { kind: 'set-booth', booth });
		const helper = await hall.desk(`/booth/${hall.id}/r1`, PHONE);
		await press(helper, /^Vào /);
		await expect(helper.getByRole('heading', { name: 'Quét phiếu hoặc nhập số' })).toBeVisible();
		await scan(helper, spoilt);
		await expect(helper.getByText(/sai chữ ký/)).toBeVisible();
		await scan(helper, link);
		await expect(helper.getByText(/^Phiếu A-001 của Cổng 1: máy chủ chưa nhận/)).toBeVisible();
		await isAccessible(helper);
		await picture(helper, 'roaming-unheard');
		await helper.getByRole('button', { name: 'Xếp A-001 vào hàng' }).click();
		await expect(helper.getByRole('button', { name: /Đã kích hoạt/ }).first()).toBeVisible();
		await picture(helper, 'roaming-joined');
	} finally {
		await tablet.remove();
	}
});

test('an address that tries many codes is asked to wait', async ({ freshProgram: program }) => {
	const tablet = await Tablet.start(program, PHONE);
	const { page } = tablet;
	try {
		await page.goto(`${tablet.origin}/station`);
		for (let tried = 0; tried < 20; tried++) {
			const answer = await page.request.post(
				`https://localhost:${program.securePort}/api/station/enrol`,
				{
					data: {
						...{ version: 1, code: '00000000', publicKey: 'a'.repeat(43), kept: true, device: 'x' }
					},
					headers: { origin: `https://localhost:${program.securePort}` },
					ignoreHTTPSErrors: true
				}
			);
			expect(answer.status()).toBeLessThan(500);
		}
		await page.getByLabel('Mã đăng ký').fill('12345678');
		await page.getByRole('button', { name: 'Đăng ký máy này' }).click();
		await expect(page.getByText(/Đã thử quá nhiều lần/)).toBeVisible();
		await picture(page, 'station-too-many-tries');
	} finally {
		await tablet.remove();
	}
});

test('while the database is away a station goes on and says so; a server that was put back does not know it', async ({
	own: program,
	away: hall,
	database
}) => {
	test.setTimeout(300_000);
	const desk = await hall.desk(`/events/${hall.id}/stations`, LAPTOP);
	await desk.getByRole('button', { name: 'Tạo mã' }).click();
	const code = (await desk.locator('.code').innerText()).replace(/\D/g, '');
	const tablet = await Tablet.start(program, TABLET);
	const { page } = tablet;
	try {
		await tablet.enrol(code);
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await database.end();
		await expect(page.locator('[data-link]')).toContainText(ALONE, { timeout: 30_000 });
		await tap(page);
		await expect(page.locator('.panel [data-standing=saved]')).toBeVisible();
		await picture(page, 'station-database-away');
		await isAccessible(page);
		await database.begin();
		await expect(page.locator('[data-link]')).toContainText(HEARD, { timeout: 60_000 });

		// As after a restore from before the enrolment.
		await database.say(`delete from station_epoch`);
		const told = page.getByRole('alert').filter({ hasText: 'không có trạm nào của máy' });
		await expect(told).toBeVisible();
		await expect(told).toContainText('Mọi thao tác vẫn được lưu trên máy này');
		await picture(page, 'station-unknown');
		await isAccessible(page);
		await tap(page);
		await expect(page.locator('.panel [data-standing=saved]')).toBeVisible();
		await told.getByRole('button', { name: 'Đăng ký lại máy này' }).click();
		await expect(page.getByRole('heading', { name: 'Đăng ký máy này làm trạm' })).toBeVisible();
	} finally {
		await tablet.remove();
	}
});
