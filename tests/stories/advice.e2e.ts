import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import type { Deed } from '#lib/core/operation.ts';
import type { Wish } from '#lib/core/wish.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { deliveryOf } from '#lib/server/floor/deliveries.ts';
import { findRunning } from '#lib/server/postgres/find-running.ts';
import { expect, heard, PHONE, test, type OpenHall, type Program } from './hall.ts';
import { catalogue, isAccessible, organise, wish } from './steps.ts';

const HOUR_MS = 3_600_000;

/** The day lasts four more hours, whatever the clock on the wall says; every booth has somebody at it. */
async function beginTheDay(hall: OpenHall): Promise<Catalogue> {
	const given = await catalogue(hall);
	const now = Date.now();
	const half = { from: now - 4 * HOUR_MS, to: now + 4 * HOUR_MS };
	const days = [{ ...given.rules.days[0]!, halves: [half] }];
	await organise(hall, { kind: 'set-rules', rules: { ...given.rules, days } });
	for (const { id } of given.booths) {
		await organise(hall, { kind: 'open-booth', boothId: id, takeOver: false });
	}
	return given;
}

async function give(hall: OpenHall, gateId: string, serviceId: string): Promise<string> {
	const ticketId = randomUUID();
	const services = [{ serviceId, people: 1 }];
	const journey = { services, lane: 'regular', party: 1 } as const;
	await organise(hall, { kind: 'issue', gateId, ticketId, ...journey });
	return ticketId;
}

/** What a booth that was cut off tells the hall, by the door of stations. */
async function report(program: Program, hall: OpenHall, deed: Deed): Promise<void> {
	const running = await findRunning(program.dataDir);
	const sql = postgres(connectionOptions({ ...running!, max: 2 })) as unknown as Sql;
	const clerk = new Clerk(sql, Number(hall.id), () => {});
	const at = Date.now();
	const from = { station: 's1', epoch: 1, seq: 1, at, by: 'station' };
	const operation = { operationId: randomUUID(), ...from, deed };
	const verdict = await clerk.admit(deliveryOf(operation, { at, lastContact: at }));
	expect(verdict).toMatchObject({ verdict: 'conflict' });
	await clerk.idle();
	await sql.end();
}

test('an organiser is told which booth to move, moves it by one tap, and can take it back', async ({
	ownHall: hall
}) => {
	const { organiser } = hall;
	const { gates, booths } = await beginTheDay(hall);
	const section = organiser.getByRole('region', { name: 'Gợi ý và dự kiến hôm nay' });
	for (let i = 0; i < 60; i++) await give(hall, gates[0]!.id, 'level-2');
	await organiser.reload();
	await heard(organiser);
	await expect(section.getByText(/^Tính lúc \d+ giờ \d\d$/)).toBeVisible();
	const advice = section.getByRole('listitem').filter({ hasText: /Chuyển bàn \d+ từ .* sang / });
	await expect(advice.first()).toContainText(/người mới lấy số chờ khoảng \d+ → \d+ phút/);
	await expect(section.getByText(/^Hết ngày dự kiến/).first()).toBeVisible();
	await isAccessible(organiser);

	const number = Number(/bàn (\d+)/.exec(await advice.first().innerText())![1]);
	const before = booths.find((booth) => booth.number === number)!;
	const services = async () =>
		(await catalogue(hall)).booths.find((booth) => booth.number === number)!.services;
	// By keyboard alone: the button, the dialog, and its last button.
	await advice.first().getByRole('button').focus();
	await organiser.keyboard.press('Enter');
	const dialog = organiser.getByRole('dialog');
	await expect(dialog).toContainText(`Chuyển bàn ${number} sang`);
	await isAccessible(organiser);
	await dialog.getByRole('button', { name: 'Chuyển ngay' }).press('Enter');
	await expect.poll(services).toEqual(['level-2']);
	await organiser.getByRole('button', { name: 'Hoàn tác' }).click();
	await expect.poll(services).toEqual(before.services);

	await hall.organiser.setViewportSize(PHONE);
	await isAccessible(organiser);
	const wide = await organiser.evaluate(() => document.documentElement.scrollWidth);
	expect(wide).toBeLessThanOrEqual(PHONE.width);
	await organiser.route('**/ahead', (route) => route.abort());
	await section.getByRole('button', { name: 'Tính lại' }).click();
	await expect(section.getByText('Chưa tính được lúc này')).toBeVisible();
	await expect(section.getByText(/Đang hiển thị lần tính lúc \d+ giờ/)).toBeVisible();
});

test('a supervisor settles what a cut-off booth reported and chooses what counts', async ({
	ownHall: hall,
	program
}) => {
	const { organiser } = hall;
	const { gates, booths, reasons } = await beginTheDay(hall);
	const [here, there] = booths.filter(({ services }) => services.join() === 'level-2');
	const reasonId = reasons.find(({ kind }) => kind === 'failure')!.id;
	const page = await hall.desk(`/events/${hall.id}/conflicts`);
	await expect(page.getByText('Không có việc nào cần đối chiếu')).toBeVisible();

	const ticketId = await give(hall, gates[0]!.id, 'level-2');
	const result = (outcome: Result['outcome']): Result => ({
		serviceId: 'level-2',
		outcome,
		level: null,
		reasonId: outcome === 'failed' ? reasonId : null,
		count: 1
	});
	const press = async (wanted: Wish) =>
		expect(await wish(organiser, hall, wanted)).toMatchObject({ ok: true });
	await press({ kind: 'call-next', boothId: here!.id });
	await press({ kind: 'finish', ticketId, results: [result('enrolled')], callNext: false });
	const seen = { ticketId, serviceId: 'level-2', step: null, turn: 0, fence: 0 };
	const results = [result('failed')];
	await report(program, hall, { kind: 'ended', ...seen, boothId: there!.id, results });

	await expect(organiser.getByText('1 việc cần đối chiếu')).toBeVisible();
	await expect(page.getByText('Số A-001: hai nơi cùng ghi kết quả một lượt')).toBeVisible();
	await isAccessible(page);
	await page.getByRole('radio', { name: `Tính theo Bàn ${there!.number}` }).check();
	await page.getByRole('button', { name: 'Đã đối chiếu' }).click();
	await expect(page.getByText('Không có việc nào cần đối chiếu')).toBeVisible();
	const settled = page.getByRole('region', { name: 'Đã đối chiếu' });
	await expect(settled.getByRole('article')).toContainText(/Đang tính\s*.*Chưa thực hiện được/);
	await expect(organiser.getByText('1 việc cần đối chiếu')).toBeHidden();
	await isAccessible(page);
});
