import { type Page } from '@playwright/test';
import { expect, LAPTOP, PHONE, test, type OpenHall } from './hall.ts';
import { seenCode, stationCode, Tablet } from './station-tablet.ts';
import { isAccessible, picture, press } from './steps.ts';

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const BOOTH = { kind: 'booth', boothId: 'b2' } as const;
const HEARD = /Máy chủ đã nhận hết/;
const ALONE = /Mất liên lạc với máy chủ từ/;

/** Gives a number for level 2, and gives it as the large panel shows it once it lies on the disk. */
async function give(page: Page): Promise<string> {
	const shown = page.locator('.panel .ticket-number');
	const before = (await shown.count()) > 0 ? await shown.textContent() : '';
	await page.waitForTimeout(720);
	await page
		.getByRole('button', { name: /^Định danh điện tử mức độ 2/ })
		.first()
		.click();
	const skip = page.getByRole('button', { name: /Bỏ qua câu hỏi|Cấp số/ });
	await expect(skip.or(page.locator('.panel .ticket-number')).first()).toBeVisible();
	if (
		await page
			.getByRole('heading', { name: /Hỏi/ })
			.isVisible()
			.catch(() => false)
	) {
		await page.waitForTimeout(720);
		await page.keyboard.press('Enter');
	}
	await expect(shown).not.toHaveText(before ?? '');
	return (await shown.textContent())!;
}

/** The code of the number on show, read from the screen's picture. */
async function codeOf(page: Page): Promise<string> {
	await page.getByRole('button', { name: 'Hiện mã QR' }).click();
	const code = await seenCode(page);
	await page.keyboard.press('Escape');
	return code;
}

interface Totals {
	figures: { people: number; tickets: number; served: number; results: number; visitors: number };
	services: { serviceId: string; counted: number }[];
}

/** What boards and leaders are told, at one clock. */
async function totals(hall: OpenHall): Promise<Totals> {
	const at = new URL(hall.organiser.url()).origin;
	const answer = await hall.organiser.request.get(
		`${at}/api/floor/${hall.id}/snapshot?view=totals`
	);
	return ((await answer.json()) as { state: Totals }).state;
}

test('two tablets go on for a morning without the server; when it returns the board, the phones, the leader and the report are right to the unit', async ({
	program,
	ownHall: hall
}) => {
	test.setTimeout(600_000);
	const gate = await Tablet.start(program);
	const booth = await Tablet.start(program, LAPTOP);
	try {
		await gate.page.goto(`${gate.origin}/station`);
		await expect(gate.page.getByRole('heading', { name: /Đăng ký máy này/ })).toBeVisible();
		await picture(gate.page, 'station-enrol');
		await isAccessible(gate.page);
		await gate.enrol(await stationCode(program, hall.id, GATE));
		await booth.enrol(await stationCode(program, hall.id, BOOTH));
		await expect(gate.page.locator('[data-link]')).toContainText(HEARD);
		await Promise.all([gate.keepsPage(), booth.keepsPage()]);
		await picture(gate.page, 'station-gate-empty');
		await picture(booth.page, 'station-booth-empty');

		const numbers = [await give(gate.page), await give(gate.page)];
		await expect(gate.page.locator('.panel [data-standing=heard]')).toBeVisible();
		await picture(gate.page, 'station-gate-given');
		await isAccessible(gate.page);
		await expect(booth.page.getByRole('button', { name: /Gọi số tiếp theo/ })).toContainText(
			numbers[0]!
		);
		await isAccessible(booth.page);
		await press(booth.page, /Gọi số tiếp theo/);
		await picture(booth.page, 'station-booth-called');
		await press(booth.page, /^Bắt đầu/);
		await picture(booth.page, 'station-booth-serving');
		await press(booth.page, /Đã thu nhận/);
		let [served, done] = [1, 1];

		// The server goes. Nobody at the gate can wait for it.
		await program.end();
		await expect(gate.page.locator('[data-link]')).toContainText(ALONE, { timeout: 15_000 });
		const codes: string[] = [];
		for (let given = 0; given < 12; given++) {
			numbers.push(await give(gate.page));
			codes.push(await codeOf(gate.page));
		}
		await expect(gate.page.locator('.panel [data-standing=saved]')).toBeVisible();
		await gate.page.getByRole('button', { name: '+10', exact: true }).click();
		await picture(gate.page, 'station-gate-alone');
		await isAccessible(gate.page);
		expect(new Set(numbers).size, 'no number twice').toBe(numbers.length);

		// What was on lease is called on; then the slips are served as people stand.
		await expect(booth.page.locator('[data-link]')).toContainText(ALONE);
		await picture(booth.page, 'station-booth-alone');
		const begin = booth.page.getByRole('button', { name: /^Bắt đầu/ }).first();
		const calls = booth.page.getByRole('button', { name: /^Gọi số tiếp theo/ });
		while ((await begin.isVisible()) || (await calls.isVisible())) {
			if (!(await begin.isVisible())) await press(booth.page, /^Gọi số tiếp theo/);
			await picture(booth.page, 'station-booth-call-screen');
			await press(booth.page, /^Bắt đầu/);
			await press(booth.page, /^Đã thu nhận/);
			[served, done] = [served + 1, done + 1];
			await booth.page.waitForTimeout(600);
		}
		await expect(booth.page.getByRole('heading', { name: 'Phục vụ theo phiếu' })).toBeVisible();
		await picture(booth.page, 'station-hand');
		await isAccessible(booth.page);
		for (const [i, code] of codes.slice(0, 8).entries()) {
			await booth.page.getByLabel('Hoặc nhập dãy số của mã').fill(code);
			await booth.page.getByRole('button', { name: 'Đọc phiếu' }).click();
			await expect(booth.page.getByText('Phiếu đúng của ngày hội')).toBeVisible();
			if (i === 0) await picture(booth.page, 'station-hand-found');
			await press(booth.page, /^Phục vụ: Định danh điện tử mức độ 2/);
			served++;
			if (i === 2) {
				// One could not be done, with its reason.
				await booth.page
					.getByRole('button', { name: /^Chưa thực hiện/ })
					.first()
					.click();
				await picture(booth.page, 'station-reasons');
				await isAccessible(booth.page);
				await booth.page.keyboard.press('1');
			} else {
				await press(booth.page, /^Đã thu nhận/);
				done++;
			}
		}
		// A code that somebody has changed by one digit is told so.
		const spoilt = codes[9]!.replace(/\d(?=\d{5}$)/, (digit) => String((Number(digit) + 1) % 10));
		await booth.page.getByLabel('Hoặc nhập dãy số của mã').fill(spoilt);
		await booth.page.getByRole('button', { name: 'Đọc phiếu' }).click();
		await expect(booth.page.getByText(/không đúng chữ ký/)).toBeVisible();

		// Both are opened anew without the server, as after a flat battery.
		for (const tablet of [gate, booth]) {
			const began = Date.now();
			await tablet.page.reload();
			await expect(tablet.page.locator('main').getByRole('button').first()).toBeVisible();
			const took = Date.now() - began;
			console.log(`useful off line after ${took} ms`);
		}
		numbers.push(await give(gate.page));
		await picture(gate.page, 'station-gate-reloaded');
		await gate.page.setViewportSize(PHONE);
		await picture(gate.page, 'station-gate-phone');
		await booth.page.setViewportSize(PHONE);
		await picture(booth.page, 'station-booth-phone');

		// The server returns.
		await program.begin();
		const returned = Date.now();
		for (const { page } of [gate, booth]) {
			await expect(page.locator('[data-link]')).toContainText(HEARD, { timeout: 30_000 });
		}
		console.log(`everything heard ${Date.now() - returned} ms after the server was ready`);
		const { figures, services } = await totals(hall);
		expect(figures).toMatchObject({
			people: numbers.length + 10,
			tickets: numbers.length,
			visitors: 10,
			served,
			results: done
		});
		expect(services.find(({ serviceId }) => serviceId === 'level-2')?.counted).toBe(done);
		const board = await hall.visitor(`/board/${hall.id}/totals`, LAPTOP);
		await expect(
			board
				.getByText(/Hồ sơ định danh điện tử mức độ 2 đã thu nhận/)
				.first()
				.locator('..')
		).toContainText(String(done));
		const phone = await hall.visitor(new URL(codes[11]!).pathname, PHONE);
		const spoken = numbers.at(-2)!.replace('-', '').split('').join(' ');
		await expect(phone.getByRole('img', { name: spoken }).first()).toBeVisible();
		await picture(phone, 'station-phone-after');
		const leader = await hall.desk(`/leader/${hall.id}`, PHONE);
		await expect(
			leader
				.getByText(/Hồ sơ định danh điện tử mức độ 2/)
				.first()
				.locator('..')
		).toContainText(String(done));
		const report = await hall.desk(`/events/${hall.id}/report`, LAPTOP);
		await expect(report.getByText(/phép cộng giữa các bảng: đều khớp/)).toBeVisible();
		await picture(report, 'station-report-after');
	} finally {
		await gate.remove();
		await booth.remove();
	}
});
