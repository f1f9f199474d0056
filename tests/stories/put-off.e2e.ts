import { ticketDigits } from '#lib/core/ticket-link.ts';
import { expect, PHONE, test } from './hall.ts';
import { catalogue, isAccessible, organise, picture } from './steps.ts';

const DAY = 86_400_000;

test('whoever the day does not reach gets a number of the next one, and comes before new arrivals', async ({
	ownHall: hall
}) => {
	const { rules, gates } = await catalogue(hall);
	const [today] = rules.days;
	const date = new Date(Date.parse(today!.date) + DAY).toISOString().slice(0, 10);
	const halves = today!.halves.map(({ from, to }) => ({ from: from + DAY, to: to + DAY }));
	const days = [today!, { ...today!, date, halves }];
	await organise(hall, { kind: 'set-rules', rules: { ...rules, days } });
	const gateId = gates.find((gate) => gate.kind === 'gate')!.id;
	const ticketIds = Array.from({ length: 3 }, () => crypto.randomUUID());
	const arrive = {
		gateId,
		services: [{ serviceId: 'level-2', people: 1 }],
		lane: 'regular' as const,
		party: 1
	};
	await organise(hall, { kind: 'issue-many', ticketIds, ...arrive });

	const run = await hall.desk(`/events/${hall.id}`);
	await run.getByText('Cuối ngày', { exact: false }).first().click();
	await run.getByRole('link', { name: /Kết thúc buổi/ }).click();
	await expect(run.getByText('Đã chọn 0 phiếu')).toBeVisible();
	await isAccessible(run);
	await picture(run, 'put-off');
	// The first two come tomorrow, the third goes to the police of the commune.
	for (const number of ['A-001', 'A-002']) await run.getByLabel(number).check();
	await run.getByRole('button', { name: /Hẹn ngày 2/ }).click();
	await expect(run.getByText('Đã hẹn lại: 2 phiếu')).toBeVisible();
	await run.getByLabel('Chọn cả 1 người').check();
	await run.getByRole('button', { name: /Công an/ }).click();
	await expect(run.getByText('Không còn ai chờ')).toBeVisible();
	await expect(run.getByText('Đã hẹn lại: 3 phiếu')).toBeVisible();
	await isAccessible(run);
	await picture(run, 'put-off-done');
	await run.getByRole('link', { name: 'In giấy hẹn' }).click();
	await expect(run.getByText('Thay cho số A-001')).toBeVisible();
	await isAccessible(run);
	await run.emulateMedia({ media: 'print' });
	await expect(run.getByText('Thay cho số A-001')).toBeVisible();
	await picture(run, 'put-off-slips');

	const phone = await hall.visitor(`/t/${ticketDigits(ticketIds[0]!)}`, PHONE);
	await expect(phone.getByText('Bà con có số mới A-001')).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'phone-put-off');
	await phone.getByRole('link', { name: 'Theo dõi số A-001' }).click();
	await expect(phone.getByText('Số này dùng ngày')).toBeVisible();
	await picture(phone, 'phone-promised');
	const other = await hall.visitor(`/t/${ticketDigits(ticketIds[2]!)}`, PHONE);
	await expect(other.getByText('Mời bà con đến Công an xã, phường')).toBeVisible();

	await organise(hall, { kind: 'open-day', day: 2 });
	const [late] = [crypto.randomUUID()];
	await organise(hall, { kind: 'issue-many', ticketIds: [late], ...arrive });
	await expect(phone.locator('.ahead')).toHaveText('Bà con là số tiếp theo');
	const newcomer = await hall.visitor(`/t/${ticketDigits(late)}`, PHONE);
	await expect(newcomer.locator('.ahead')).toHaveText('Còn 2 số phía trước');
});
