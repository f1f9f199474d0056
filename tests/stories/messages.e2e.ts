import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { MESSAGE_LENGTH } from '#lib/core/hall-message.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import type { Wish } from '#lib/core/wish.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { findRunning } from '#lib/server/postgres/find-running.ts';
import { expect, heard, LAPTOP, PHONE, test, TV, type OpenHall, type Program } from './hall.ts';
import { atGate, catalogue, isAccessible, organise, picture } from './steps.ts';

const MINUTE_MS = 60_000;
const SERVICE = 'activation';

/** What people pressed in the last hour: many activations, and lately messages that did not arrive. */
async function anHourOfTrouble(program: Program, hall: OpenHall): Promise<string> {
	const { gates, booths, rules } = await catalogue(hall);
	const now = Date.now();
	const half = { from: now - 240 * MINUTE_MS, to: now + 240 * MINUTE_MS };
	const days = [{ ...rules.days[0]!, halves: [half] }];
	await organise(hall, { kind: 'set-rules', rules: { ...rules, days } });
	const boothId = booths.find(({ services }) => services.join() === SERVICE)!.id;
	const gateId = gates.find(({ kind }) => kind === 'gate')!.id;
	const running = await findRunning(program.dataDir);
	const sql = postgres(connectionOptions({ ...running!, max: 2 })) as unknown as Sql;
	const clerk = new Clerk(sql, Number(hall.id), () => {});
	const press = async (at: number, wish: Wish) => {
		const answer = await clerk.take({ operationId: randomUUID(), wish, at, by: 'somebody' });
		expect(answer).toMatchObject({ ok: true });
	};
	const issue = async (at: number) => {
		const ticketId = randomUUID();
		const services = [{ serviceId: SERVICE, people: 1 }];
		await press(at, { kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 });
		return ticketId;
	};
	const serve = async (at: number, failed: boolean) => {
		const ticketId = await issue(at);
		await press(at, { kind: 'serve', boothId, ticketId });
		const result = {
			serviceId: SERVICE,
			outcome: failed ? ('failed' as const) : ('completed' as const),
			level: failed ? null : 1,
			reasonId: failed ? 'no-sms-otp' : null,
			count: 1
		};
		await press(at, { kind: 'finish', ticketId, results: [result], callNext: false });
	};
	await press(now - 60 * MINUTE_MS, { kind: 'open-booth', boothId, takeOver: true });
	for (let i = 0; i < 40; i++) await serve(now - (60 - i) * MINUTE_MS + 1_000, false);
	for (let i = 0; i < 6; i++) await serve(now - (10 - i) * MINUTE_MS, true);
	const waiting = await issue(now - MINUTE_MS);
	await clerk.idle();
	await sql.end();
	return waiting;
}

test('a reason that surges is warned of; a ready message reaches board, gate and phone, and is taken down', async ({
	ownHall: hall,
	program
}) => {
	const { organiser } = hall;
	const ticketId = await anHourOfTrouble(program, hall);
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const phone = await hall.visitor(`/t/${ticketDigits(ticketId)}`, PHONE);
	const gate = await atGate(hall);
	await organiser.setViewportSize(LAPTOP);
	await organiser.reload();
	await heard(organiser);

	const warnings = organiser.getByRole('region', { name: 'Cảnh báo' });
	const surge = warnings.getByRole('listitem').filter({ hasText: 'nhiều hơn hẳn thường lệ' });
	await expect(surge).toContainText('“Không nhận được tin nhắn, mã OTP” nhiều hơn hẳn thường lệ');
	await expect(surge).toContainText(/20 phút qua: 6\/\d+ kết quả/);
	await expect(surge).toContainText('Kích hoạt');
	await isAccessible(organiser);
	await picture(organiser, 'ops-warning-laptop');

	// One press: boards and gates read it; phones were not meant.
	const sentence = /hiện nhiều trường hợp tin nhắn xác thực chưa về máy/;
	const started = Date.now();
	await surge.getByRole('button', { name: 'Gửi ngay thông báo' }).click();
	await expect(board.getByText(sentence)).toBeVisible();
	expect(Date.now() - started).toBeLessThan(5_000);
	await expect(gate.getByText(sentence)).toBeVisible();
	await expect(phone.getByText(sentence)).toBeHidden();
	await isAccessible(board);
	await picture(board, 'ops-message-board');
	await picture(gate, 'ops-message-gate');
	const messages = organiser.getByRole('region', { name: /^Thông báo đến bảng/ });
	await messages.getByRole('button', { name: /^Gỡ thông báo/ }).press('Enter');
	await expect(board.getByText(sentence)).toBeHidden();
	await expect(gate.getByText(sentence)).toBeHidden();

	// Edited by keyboard, as long as it may be, and for phones too.
	await surge.getByRole('button', { name: 'Sửa trước khi gửi' }).press('Enter');
	const dialog = organiser.getByRole('dialog');
	await expect(dialog.getByLabel('Nội dung thông báo')).toHaveValue(sentence);
	const long = 'Mời bà con giữ phiếu, để điện thoại mở màn hình và chờ tại khu vực ghế ngồi. '
		.repeat(3)
		.slice(0, MESSAGE_LENGTH)
		.trim();
	await dialog.getByLabel('Nội dung thông báo').fill(long);
	await dialog.getByLabel('Bản tiếng Anh').fill('Please keep your ticket and wait in the seats.');
	await dialog.getByRole('checkbox', { name: 'Điện thoại người đang chờ' }).press('Space');
	await isAccessible(organiser);
	await picture(organiser, 'ops-dialog-laptop');
	await dialog.getByRole('button', { name: 'Hiện thông báo' }).press('Enter');
	await expect(dialog).toBeHidden();
	for (const page of [board, phone, gate]) await expect(page.getByText(long)).toBeVisible();
	await isAccessible(phone);
	await isAccessible(gate);
	await picture(board, 'ops-message-board-long');
	await picture(phone, 'ops-message-phone');
	await organiser.setViewportSize(PHONE);
	await isAccessible(organiser);
	const wide = await organiser.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(PHONE.width);
	await picture(organiser, 'ops-run-phone');
	await messages.getByRole('button', { name: /^Gỡ thông báo/ }).click();
	for (const page of [board, phone, gate]) await expect(page.getByText(long)).toBeHidden();

	// From now on officers say whose codes do not come, and the warning names the carrier.
	await surge.getByRole('link', { name: 'Tách theo nhà mạng' }).click();
	await expect(organiser.getByLabel('Nhà mạng', { exact: true })).toHaveValue(/Viettel/);
	await isAccessible(organiser);
	await picture(organiser, 'ops-carriers-phone');
	await organiser.getByRole('button', { name: 'Thêm lý do theo nhà mạng' }).click();
	const told = organiser.getByRole('link', { name: /mã OTP \(Viettel\)/ });
	await expect(told).toBeVisible();
	await expect(organiser.getByRole('link', { name: /mã OTP \(MobiFone\)/ })).toBeVisible();
});

test('a booth is moved and a seat opened in two clicks each, and both can be taken back', async ({
	ownHall: hall
}) => {
	const { organiser } = hall;
	const { booths, services } = await catalogue(hall);
	const booth = booths.find((one) => one.seats > 0 && one.services.join() === SERVICE)!;
	const to = services.find(({ id }) => id === 'level-2')!;
	const now = async () => (await catalogue(hall)).booths.find(({ id }) => id === booth.id)!;
	const tile = organiser
		.getByRole('button', { name: new RegExp(`^Bàn ${booth.number}\\b`) })
		.first();
	await tile.click();
	const dialog = organiser.getByRole('dialog');
	await isAccessible(organiser);
	await picture(organiser, 'ops-booth-dialog');
	await dialog.getByRole('button', { name: 'Thêm một chỗ' }).click();
	await expect.poll(async () => (await now()).seats).toBe(booth.seats + 1);
	await dialog.getByRole('button', { name: to.name.vi, exact: true }).click();
	await expect.poll(async () => (await now()).services).toEqual(['level-2']);
	await dialog.getByRole('button', { name: 'Đóng' }).click();
	await organiser.getByRole('button', { name: 'Hoàn tác' }).last().click();
	await expect.poll(async () => (await now()).services).toEqual(booth.services);
});
