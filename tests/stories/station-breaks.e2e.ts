import type { Page } from '@playwright/test';
import { expect, LAPTOP, PHONE, TABLET, test, type OpenHall } from './hall.ts';
import { stationCode, Tablet } from './station-tablet.ts';
import { catalogue, isAccessible, organise, picture, press } from './steps.ts';

const GATE = { kind: 'gate', gateId: 'g1', prefix: 'A' } as const;
const BOOTH = { kind: 'booth', boothId: 'b2' } as const;
const HEARD = /Máy chủ đã nhận hết/;
const ALONE = /Mất liên lạc với máy chủ từ/;

declare global {
	interface Window {
		printed?: string[];
	}
}

interface Operations {
	pauses: { scope: string; id: string | null }[];
	officersAt: { boothId: string; officers: string[] }[];
}

/** How the hall has it, as the organiser's page is told. */
async function operations({ organiser, id }: OpenHall): Promise<Operations> {
	const path = `/api/floor/${id}/snapshot?view=operations`;
	const answer = await organiser.request.get(new URL(path, organiser.url()).href);
	return ((await answer.json()) as { state: Operations }).state;
}
const opened = async (hall: OpenHall) =>
	(await operations(hall)).officersAt.find(({ boothId }) => boothId === 'b2')!.officers.length;
const paused = async (hall: OpenHall) =>
	(await operations(hall)).pauses.some(({ id }) => id === 'b2');

async function arrive(hall: OpenHall, count: number): Promise<void> {
	const ticketIds = Array.from({ length: count }, () => crypto.randomUUID());
	const services = [{ serviceId: 'level-2', people: 1 }];
	const journey = { gateId: 'g1', services, lane: 'regular' as const, party: 1 };
	await organise(hall, { kind: 'issue-many', ticketIds, ...journey });
}

const calls = (page: Page) => page.getByRole('button', { name: /^Gọi số tiếp theo/ });

test('a booth’s station takes a break with its reason and is left at the end of the shift, with the network and without', async ({
	program,
	ownHall: hall
}) => {
	test.setTimeout(300_000);
	const tablet = await Tablet.start(program, LAPTOP);
	const { page } = tablet;
	try {
		await tablet.enrol(await stationCode(program, hall.id, BOOTH));
		// Somebody is there, so the booth is open although nobody waits.
		await expect.poll(() => opened(hall)).toBe(1);
		await arrive(hall, 3);
		await expect(calls(page)).toContainText('A-001');

		await page.keyboard.press('p');
		await expect(page.getByRole('heading', { name: 'Tạm dừng bàn này' })).toBeVisible();
		await picture(page, 'station-pause-reasons');
		await isAccessible(page);
		await page.keyboard.press('1');
		await expect(page.getByRole('heading', { name: 'Bàn đang tạm dừng' })).toBeVisible();
		await expect(page.getByText('Màn hình, loa và điện thoại đang nói:')).toBeVisible();
		await expect.poll(() => paused(hall)).toBe(true);
		await expect(calls(page)).toBeHidden();
		await picture(page, 'station-paused');
		await isAccessible(page);
		await press(page, /^Tiếp tục phục vụ/);
		await expect.poll(() => paused(hall)).toBe(false);
		await expect(calls(page)).toContainText('A-001');

		// Whoever sits here is served to the end; nobody is called after it.
		await press(page, /^Gọi số tiếp theo/);
		await page.getByRole('button', { name: 'Rời bàn' }).click();
		await expect(
			page.getByRole('alert').filter({ hasText: 'kết thúc lượt đó trước' })
		).toBeVisible();
		await press(page, /^Bắt đầu/);

		await tablet.keepsPage();
		await tablet.cut(true);
		await expect(page.locator('[data-link]')).toContainText(ALONE);
		await page.keyboard.press('p');
		await expect(page.getByRole('heading', { name: 'Tạm dừng bàn này' })).toBeVisible();
		await page.keyboard.press('2');
		await press(page, /^Đã thu nhận/);
		await expect(page.getByRole('heading', { name: 'Bàn đang tạm dừng' })).toBeVisible();
		await expect(page.getByText(/sẽ nói khi máy này nối lại được/)).toBeVisible();
		await picture(page, 'station-paused-alone');
		await isAccessible(page);
		await tablet.reloaded();
		await expect(page.getByRole('heading', { name: 'Bàn đang tạm dừng' })).toBeVisible();
		await tablet.cut(false);
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await expect.poll(() => paused(hall)).toBe(true);
		await expect(page.getByText('Màn hình, loa và điện thoại đang nói:')).toBeVisible();

		// The organiser starts the booth again: the device follows.
		await organise(hall, { kind: 'resume', scope: 'booth', id: 'b2' });
		await expect(calls(page)).toBeVisible();
		// And lays a wider pause, which only an organiser ends.
		const line = (await catalogue(hall)).reasons.find(({ kind }) => kind === 'pause')!.id;
		await organise(hall, { kind: 'pause', scope: 'field-event', id: null, reasonId: line });
		await expect(page.getByText('Cả ngày hội đang tạm dừng')).toBeVisible();
		await picture(page, 'station-paused-all');
		await organise(hall, { kind: 'resume', scope: 'field-event', id: null });
		await expect(calls(page)).toBeVisible();

		await page.setViewportSize(PHONE);
		await page.getByRole('button', { name: 'Rời bàn' }).click();
		await expect(page.getByText('Chưa có ai làm ở đây')).toBeVisible();
		await expect.poll(() => opened(hall)).toBe(0);
		await picture(page, 'station-left');
		await isAccessible(page);
		await press(page, /^Vào Bàn 2/);
		await expect.poll(() => opened(hall)).toBe(1);
		await expect(calls(page)).toBeVisible();
	} finally {
		await tablet.remove();
	}
});

test('a busload gets its numbers in a row by one press at a station, all of them or none, and each can be shown', async ({
	program,
	ownHall: hall
}) => {
	const tablet = await Tablet.start(program, TABLET);
	const { page } = tablet;
	try {
		const { gates } = await catalogue(hall);
		const gate = {
			...gates.find(({ id }) => id === 'g1')!,
			paper: 'printed' as const,
			slip: '80mm' as const
		};
		await organise(hall, { kind: 'set-gate', gate });
		// What a printer is sent; no page learns what it does with it.
		await page.addInitScript(() => {
			window.print = () => {
				const page = window.top!;
				page.printed = [...(page.printed ?? []), document.documentElement.outerHTML];
			};
		});
		await tablet.enrol(await stationCode(program, hall.id, GATE));
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		await tablet.cut(true);
		await expect(page.locator('[data-link]')).toContainText(ALONE);
		await page.getByRole('radio', { name: 'Nhiều số' }).click();
		await page.getByRole('button', { name: '45', exact: true }).click();
		await picture(page, 'station-busload');
		await isAccessible(page);
		await page.locator('button.journey').first().click();
		const numbers = page.locator('.panel .ticket-number');
		await expect(numbers).toHaveText(['A-001', 'A-045']);
		await picture(page, 'station-busload-given');
		await isAccessible(page);
		await expect.poll(() => page.evaluate(() => window.printed?.length)).toBe(1);
		const [paper] = await page.evaluate(() => window.printed!);
		expect(paper!.match(/data-slip/g), 'one run').toHaveLength(45);
		await page.getByText('Xem từng số và mã QR').click();
		await page.getByRole('button', { name: 'A-017' }).click();
		await expect(numbers).toHaveText(['A-017']);
		await page.getByRole('button', { name: 'Hiện mã QR' }).click();
		await picture(page, 'station-busload-code');
		await page.keyboard.press('Escape');
		await tablet.cut(false);
		await expect(page.locator('[data-link]')).toContainText(HEARD);
		const found = await hall.desk(`/find/${hall.id}?number=A-045`, PHONE);
		await expect(found.getByRole('article', { name: 'A-045' })).toBeVisible();
	} finally {
		await tablet.remove();
	}
});
