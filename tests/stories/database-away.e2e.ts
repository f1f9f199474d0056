import type { Page } from '@playwright/test';
import { expect, TV } from './hall.ts';
import { test } from './own-database.ts';
import { atGate, given, isAccessible, issue, picture, press, sitDown, tap } from './steps.ts';

/** What a screen says while its news stay out. */
const OLD = /Thông tin có thể đã cũ|đang chờ máy chủ/i;

test('while the database is away every screen says so, no press is lost or done twice, and all heals by itself', async ({
	away: hall,
	database
}) => {
	const gate = await atGate(hall);
	const first = await issue(gate, hall);
	const booth = await sitDown(hall, /Bàn 5/);
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const phone = await hall.visitor(first.link);
	const screens = { gate, booth, board, phone, run: hall.organiser };
	const faults: string[] = [];
	for (const page of Object.values(screens))
		page.on('pageerror', ({ message }) => faults.push(message));
	const old = (page: Page) => page.getByText(OLD).first();

	await database.end();
	await tap(gate);
	await press(booth, /Gọi số tiếp theo/);
	await expect(gate.getByText('Chưa cấp được số – máy chủ không trả lời')).toBeVisible();
	await expect(booth.getByText(/Thao tác chưa gửi được/)).toBeVisible();
	for (const [name, page] of Object.entries(screens)) {
		await expect(old(page), name).toBeVisible();
		await picture(page, `away-${name}`);
	}
	await isAccessible(gate);
	// Who opens a page now is told as much, and need not press anything later.
	const late = await hall.organiser.context().newPage();
	const wall = await hall.organiser.context().browser()!.newContext({ viewport: TV });
	const lateBoard = await wall.newPage();
	await late.goto(gate.url());
	await lateBoard.goto(board.url());
	for (const page of [late, lateBoard]) {
		await expect(page.getByText('Hệ thống tạm gián đoạn')).toBeVisible();
		await isAccessible(page);
	}
	await picture(late, 'away-late-gate');
	await picture(lateBoard, 'away-late-board');

	await database.begin();
	for (const [name, page] of Object.entries(screens)) await expect(old(page), name).toBeHidden();
	await expect(
		late.getByRole('button', { name: /^Định danh điện tử mức độ 2/ }).first()
	).toBeVisible();
	await expect(lateBoard.getByText('Sắp đến lượt').first()).toBeVisible();
	await gate.getByRole('button', { name: /Gửi lại/ }).click();
	await expect(gate.getByText('A-002').first()).toBeVisible();
	await booth
		.getByRole('button', { name: /Gửi lại/ })
		.first()
		.click();
	await expect(board.getByText('A-001').first()).toBeVisible();
	await expect(phone.getByText(/Mời .*bàn 5/i).first()).toBeVisible();

	// A server that is there and does not answer: the press waits with it, and is done once.
	database.signal('SIGSTOP');
	await tap(gate);
	await expect(gate.getByText('Máy chủ chưa trả lời, đang thử lại…')).toBeVisible();
	await expect(old(board)).toBeVisible();
	database.signal('SIGCONT');
	await expect(gate.getByText('A-003').first()).toBeVisible();
	for (const [name, page] of Object.entries(screens)) await expect(old(page), name).toBeHidden();
	expect((await given(gate, hall)).map(({ number }) => number)).toEqual([3, 2, 1]);
	expect(faults).toEqual([]);
});
