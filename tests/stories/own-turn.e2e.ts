import type { Browser } from '@playwright/test';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { expect, heard, LAPTOP, PHONE, test, type OpenHall, type Program } from './hall.ts';
import { atGate, catalogue, isAccessible, organise, picture, sitDown, wish } from './steps.ts';

async function arrive(hall: OpenHall, count: number): Promise<string[]> {
	const gateId = (await catalogue(hall)).gates.find((gate) => gate.kind === 'gate')!.id;
	const ticketIds = Array.from({ length: count }, () => crypto.randomUUID());
	const services = [{ serviceId: 'level-2', people: 1 }];
	const journey = { services, lane: 'regular' as const, party: 1 };
	await organise(hall, { kind: 'issue-many', gateId, ticketIds, ...journey });
	return ticketIds;
}

async function phoneOf(browser: Browser, program: Program, ticketId: string, script = true) {
	const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: script });
	const page = await context.newPage();
	await page.goto(`${program.url}/t/${ticketDigits(ticketId)}`);
	if (script) await heard(page);
	return page;
}

test('a citizen lets the next five go first: the own phone says why, and no other place gets worse', async ({
	browser,
	ownHall: hall,
	program
}) => {
	const [me, next, ...others] = await arrive(hall, 8);
	const phone = await phoneOf(browser, program, me!);
	const behind = await phoneOf(browser, program, next!);
	await expect(behind.locator('.ahead')).toHaveText('Còn 1 số phía trước');
	await picture(phone, 'phone-waiting');
	await phone.getByRole('link', { name: 'Xin lùi lượt' }).click();
	await expect(phone.getByText('5 số chờ phía sau sẽ được mời trước')).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'phone-ask-step-back');
	await phone.getByRole('button', { name: 'Đồng ý lùi lượt' }).click();
	await expect(phone.locator('.ahead')).toHaveText('Còn 5 số phía trước');
	await expect(phone.getByText('Bà con đã xin lùi lượt')).toBeVisible();
	await expect(phone.getByText('Thứ tự có thay đổi')).toHaveCount(0);
	await isAccessible(phone);
	await picture(phone, 'phone-stepped-back');
	await phone.getByRole('link', { name: 'Tôi không chờ nữa' }).click();
	await expect(phone.getByText('Bà con không chờ nữa?')).toBeVisible();
	await isAccessible(phone);
	await phone.getByRole('link', { name: 'Quay lại, tôi vẫn chờ' }).click();
	await expect(behind.locator('.ahead')).toHaveText('Bà con là số tiếp theo');
	await expect(behind.getByText('Thứ tự có thay đổi')).toHaveCount(0);

	// The second time the last two are all that follow; the third is not offered.
	const plain = await phoneOf(browser, program, me!, false);
	await plain.getByRole('link', { name: 'Xin lùi lượt' }).click();
	await plain.getByRole('button', { name: 'Đồng ý lùi lượt' }).click();
	await expect(plain.locator('.ahead')).toHaveText('Còn 7 số phía trước');
	await expect(plain.getByRole('link', { name: 'Xin lùi lượt' })).toHaveCount(0);

	const last = await phoneOf(browser, program, others.at(-1)!, false);
	await last.goto(`${last.url()}?ask=step-back`);
	await last.getByRole('button', { name: 'Đồng ý lùi lượt' }).click();
	await expect(last.locator('.ahead')).toHaveText('Còn 7 số phía trước');
});

test('a citizen without JavaScript waits no more; staff who are told otherwise bring the number back', async ({
	browser,
	ownHall: hall,
	program
}) => {
	const [first, me] = await arrive(hall, 2);
	const phone = await phoneOf(browser, program, me!, false);
	await phone.getByRole('link', { name: 'Tôi không chờ nữa' }).click();
	await picture(phone, 'phone-ask-leave');
	await phone.getByRole('button', { name: 'Đúng, tôi không chờ nữa' }).dblclick();
	await expect(phone.getByText('Bà con đã dừng chờ').first()).toBeVisible();
	await picture(phone, 'phone-left');
	const desk = await hall.desk(`/find/${hall.id}?number=A-002`);
	await expect(desk.getByText('Số A-002 không chờ nữa.')).toBeVisible();
	await isAccessible(desk);
	await picture(desk, 'find-left');
	await desk.getByRole('button', { name: 'Hoàn tác' }).click();
	await expect(desk.getByRole('button', { name: /Không chờ nữa/ })).toBeVisible();
	await isAccessible(desk);
	await picture(desk, 'find-waiting');
	await phone.goto(phone.url());
	await expect(phone.locator('.ahead')).toHaveText('Còn 1 số phía trước');

	// A replaced link asks nothing of the ticket.
	await organise(hall, { kind: 'reprint', ticketId: first!, token: crypto.randomUUID() });
	const old = await phoneOf(browser, program, me!, false);
	const link = `${program.url}/t/${ticketDigits(first!)}`;
	const answer = await old.request.post(link, {
		form: { deed: 'leave', operation: crypto.randomUUID() },
		headers: { origin: program.url, accept: 'text/html' }
	});
	expect(answer.status()).toBe(409);
	expect(await wish(hall.organiser, hall, { kind: 'leave', ticketId: first! })).toMatchObject({
		ok: true
	});
});

test('at the gate a number that was looked up steps back, stops waiting, and is put back', async ({
	ownHall: hall
}) => {
	await arrive(hall, 3);
	const gate = await atGate(hall);
	await gate.getByLabel('Tra số: quét phiếu hoặc nhập số').fill('A-001');
	await gate.getByRole('button', { name: 'Tra', exact: true }).click();
	const found = gate.getByRole('article', { name: 'Phiếu A-001' });
	await found.getByText('Việc khác với phiếu này').click();
	await isAccessible(gate);
	await picture(gate, 'gate-found');
	await found.getByRole('button', { name: 'Lùi lượt sau 5 số' }).click();
	await expect(found.getByText(/^Còn 2 số phía trước/)).toBeVisible();
	await found.getByRole('button', { name: 'Không chờ nữa' }).click();
	await expect(found.getByRole('button', { name: 'Xếp lại đúng chỗ cũ' })).toBeVisible();
	await isAccessible(gate);
	await picture(gate, 'gate-left');
	await found.getByRole('button', { name: 'Xếp lại đúng chỗ cũ' }).click();
	await expect(found.getByText(/^Còn 2 số phía trước/)).toBeVisible();
});

test('three booths that pause for one reason offer the organiser one tap for the whole service', async ({
	ownHall: hall
}) => {
	const reasonId = (await catalogue(hall)).reasons.find((r) => r.kind === 'pause')!.id;
	for (const boothId of ['b2', 'b3', 'b4']) {
		await organise(hall, { kind: 'open-booth', boothId, takeOver: false });
		await organise(hall, { kind: 'pause', scope: 'booth', id: boothId, reasonId });
	}
	const run = hall.organiser;
	const offer = run.getByRole('button', { name: 'Tạm dừng cả việc Định danh điện tử mức độ 2' });
	await expect(offer).toBeVisible();
	await run.setViewportSize(PHONE);
	await isAccessible(run);
	await picture(run, 'run-offer');
	await offer.click();
	await expect(offer).toBeHidden();
	await run.getByRole('button', { name: 'Tiếp tục' }).first().click();
	await expect(offer).toBeVisible();
	await run.setViewportSize(LAPTOP);
});

test('a pause keeps everybody from being missed, and those missed just before it are put back', async ({
	browser,
	ownHall: hall,
	program
}) => {
	const [missed, called] = await arrive(hall, 3);
	const booth = await sitDown(hall, /Bàn 5/);
	const boothId = new URL(booth.url()).pathname.split('/').pop()!;
	const call = { kind: 'call', boothId, reasonId: null } as const;
	await organise(hall, { ...call, ticketId: missed! });
	await organise(hall, { kind: 'no-show', ticketId: missed! });
	await organise(hall, { ...call, ticketId: called! });
	const phone = await phoneOf(browser, program, missed!);
	await expect(phone.getByText(/^Đã mời số A-001 lúc .+ nhưng chưa gặp bà con/)).toBeVisible();
	await picture(phone, 'phone-missed');
	const reasonId = (await catalogue(hall)).reasons.find((r) => r.kind === 'pause')!.id;
	const service = { scope: 'service', id: 'level-2' } as const;
	await organise(hall, { kind: 'pause', ...service, reasonId });
	await expect(booth.getByText(/Đang tạm dừng nên chưa ghi vắng mặt/)).toBeVisible();
	await isAccessible(booth);
	await picture(booth, 'booth-called-paused');
	await booth.getByRole('button', { name: 'Trả lại hàng chờ' }).first().click();
	await organise(hall, { kind: 'resume', ...service });
	await expect(phone.locator('.ahead')).toHaveText('Bà con là số tiếp theo');
});

test('a hold whose time is over asks at the booth: done, failed or an appointment', async ({
	browser,
	ownHall: hall,
	program
}) => {
	const [me] = await arrive(hall, 2);
	const booth = await sitDown(hall, /Bàn 5/);
	const boothId = new URL(booth.url()).pathname.split('/').pop()!;
	await organise(hall, { kind: 'serve', boothId, ticketId: me! });
	const reasonId = (await catalogue(hall)).reasons.find((r) => r.kind === 'hold')!.id;
	const hold = { kind: 'hold', ticketId: me!, minutes: 1 } as const;
	expect(await wish(hall.organiser, hall, { ...hold, reasonId: null })).toMatchObject({
		refused: 'reason-missing'
	});
	await organise(hall, { ...hold, reasonId });
	const phone = await phoneOf(browser, program, me!);
	await expect(phone.getByText('Đang chờ mã xác thực.')).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'phone-held');
	await expect(booth.getByText('hết giờ chờ')).toBeVisible({ timeout: 90_000 });
	await isAccessible(booth);
	await picture(booth, 'booth-hold-over');
	await expect(phone.getByText(/Đã hết thời gian chờ dự kiến/)).toBeVisible();
	await booth.getByRole('button', { name: /Chưa thực hiện được/ }).click();
	await picture(booth, 'booth-hold-failed');
	await isAccessible(booth);
	await booth.setViewportSize(PHONE);
	await picture(booth, 'booth-hold-phone');
	await booth.getByRole('button', { name: 'SIM không chính chủ' }).click();
	await expect(phone.getByText('Chưa thực hiện được hôm nay')).toBeVisible();
});
