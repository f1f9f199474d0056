import { ticketDigits } from '#lib/core/ticket-link.ts';
import { expect, heard, PHONE, test, TV, type OpenHall } from './hall.ts';
import { atGate, card, catalogue, isAccessible, issue, organise, picture } from './steps.ts';

const MINUTE = 60_000;

async function arrive(hall: OpenHall, count: number): Promise<string[]> {
	const gateId = (await catalogue(hall)).gates.find((gate) => gate.kind === 'gate')!.id;
	const ticketIds = Array.from({ length: count }, () => crypto.randomUUID());
	const services = [{ serviceId: 'level-2', people: 1 }];
	const journey = { services, lane: 'regular' as const, party: 1 };
	await organise(hall, { kind: 'issue-many', gateId, ticketIds, ...journey });
	return ticketIds;
}

test('a service that has given as many numbers as it may takes nobody more until one tap lets some in', async ({
	ownHall: hall
}) => {
	const { services, rules } = await catalogue(hall);
	const level2 = services.find(({ id }) => id === 'level-2')!;
	await organise(hall, { kind: 'set-service', service: { ...level2, intakeQuota: 2 } });
	await organise(hall, { kind: 'set-rules', rules: { ...rules, selfService: true } });
	const gate = await atGate(hall);
	await expect(card(gate)).toContainText('Còn nhận 2 người hôm nay');
	await issue(gate, hall);
	await expect(card(gate)).toContainText('Còn nhận 1 người hôm nay');
	await issue(gate, hall);
	await expect(card(gate)).toBeDisabled();
	await expect(card(gate)).toContainText(
		'Đã ngừng cấp số cho việc này; số đã cấp vẫn được phục vụ'
	);
	await isAccessible(gate);
	await picture(gate, 'gate-quota');

	const said = /đã ngừng cấp số cho .*; số đã cấp vẫn được phục vụ/;
	const poster = await hall.visitor(`/join/${hall.id}`);
	await expect(poster.getByText(said).first()).toBeVisible();
	await picture(poster, 'join-quota');
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	await expect(board.getByText(said).first()).toBeVisible();
	await picture(board, 'board-quota');

	const run = hall.organiser;
	await expect(run.getByText('Đã cấp số cho 2/2 người hôm nay')).toBeVisible();
	await expect(run.getByText('đã đủ 2 người')).toBeVisible();
	await picture(run, 'run-quota');
	await run.getByRole('button', { name: 'Nhận thêm 10 người' }).click();
	await expect(card(gate)).toContainText('Còn nhận 10 người hôm nay');
	// A warning about the same service may offer the same.
	await run
		.getByRole('button', { name: 'Ngừng cấp số: Định danh điện tử mức độ 2' })
		.last()
		.click();
	await expect(card(gate)).toBeDisabled();
	await run.getByRole('button', { name: 'Cấp số lại: Định danh điện tử mức độ 2' }).click();
	await expect(card(gate)).toBeEnabled();
	await isAccessible(run);
});

test('an area that moves into another house is told on boards and on the phones of those who wait there', async ({
	ownHall: hall
}) => {
	const [me] = await arrive(hall, 1);
	const phone = await hall.visitor(`/t/${ticketDigits(me!)}`, PHONE);
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	const run = hall.organiser;
	await run.getByRole('button', { name: 'Chuyển chỗ Khu B' }).click();
	const dialog = run.getByRole('dialog');
	await dialog.getByLabel('Chuyển vào', { exact: true }).fill('nhà văn hóa');
	await isAccessible(run);
	await picture(run, 'run-move');
	await dialog.getByRole('button', { name: 'Chuyển chỗ Khu B' }).click();

	await expect(phone.getByText('Khu B đã chuyển vào nhà văn hóa.')).toBeVisible();
	await expect(phone.getByText('Khu B (nhà văn hóa)').first()).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'phone-moved');
	await expect(board.getByText('Khu B đã chuyển vào nhà văn hóa.').first()).toBeVisible();
	await isAccessible(board);
	await picture(board, 'board-moved');
	await expect(run.getByText(/nhà văn hóa · chuyển lúc/)).toBeVisible();
	await picture(run, 'run-moved');

	const { booths } = await catalogue(hall);
	const boothId = booths.find(({ services }) => services.includes('level-2'))!.id;
	await organise(hall, { kind: 'open-booth', boothId, takeOver: false });
	await organise(hall, { kind: 'call-next', boothId });
	await expect(phone.locator('.called').getByText('Khu B (nhà văn hóa)')).toBeVisible();
	await picture(phone, 'phone-moved-called');
	await expect(board.locator('.tile .area')).toHaveText(/Khu B\s*nhà văn hóa/);
	await picture(board, 'board-moved-call');

	// Nothing said of the place is the way back.
	await run.getByRole('button', { name: 'Chuyển chỗ Khu B' }).click();
	await dialog.getByRole('button', { name: 'Chuyển chỗ Khu B' }).click();
	await expect(phone.locator('.called').getByText('Khu B', { exact: true })).toBeVisible();
	await expect(board.getByText('Khu B đã trở lại chỗ cũ.').first()).toBeVisible();
});

test('a wait that steps over a break names it beside the range, and that the number stays', async ({
	ownHall: hall
}) => {
	const { rules } = await catalogue(hall);
	const now = Date.now();
	const halves = [
		{ from: now - 180 * MINUTE, to: now + 2 * MINUTE },
		{ from: now + 62 * MINUTE, to: now + 300 * MINUTE }
	];
	const days = [{ ...rules.days[0]!, halves }, ...rules.days.slice(1)];
	await organise(hall, { kind: 'set-rules', rules: { ...rules, days } });
	const { booths } = await catalogue(hall);
	const booth = booths.find(({ services }) => services.includes('level-2'))!;
	await organise(hall, { kind: 'open-booth', boothId: booth.id, takeOver: false });
	const tickets = await arrive(hall, 20);

	const phone = await hall.visitor(`/t/${ticketDigits(tickets.at(-1)!)}`, PHONE);
	await expect(phone.getByText(/^Nghỉ .*; số vẫn giữ nguyên\.$/)).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'phone-break');
	const board = await hall.visitor(`/board/${hall.id}/all`, TV);
	await expect(board.getByText(/khoảng .* \(nghỉ .*\); số vẫn giữ nguyên/).first()).toBeVisible();
	await isAccessible(board);
	await picture(board, 'board-break');
	const found = await hall.desk(`/find/${hall.id}?number=A-020`);
	await heard(found);
	await expect(found.getByText(/khoảng .* \(nghỉ /).first()).toBeVisible();
	await expect(found.getByText('Số vẫn giữ nguyên.').first()).toBeVisible();
	await picture(found, 'find-break');
});
