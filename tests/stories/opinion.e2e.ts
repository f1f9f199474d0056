import { ticketDigits } from '#lib/core/ticket-link.ts';
import { expect, heard, PHONE, TABLET, test, type OpenHall } from './hall.ts';
import { atGate, catalogue, isAccessible, organise, picture, issue as tapIssue } from './steps.ts';

/** A ticket that was served for level 2 and has nothing left to do. */
async function served(hall: OpenHall, { finish = true } = {}): Promise<string> {
	const { gates, booths } = await catalogue(hall);
	const ticketId = crypto.randomUUID();
	const gateId = gates.find((gate) => gate.kind === 'gate')!.id;
	const boothId = booths.find((booth) => booth.services.includes('level-2'))!.id;
	const services = [{ serviceId: 'level-2', people: 1 }];
	await organise(hall, { kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 });
	await organise(hall, { kind: 'serve', boothId, ticketId });
	if (finish) await done(hall, ticketId);
	return ticketId;
}

async function done(hall: OpenHall, ticketId: string) {
	const how = { outcome: 'enrolled' as const, level: null, reasonId: null, count: 1 };
	const results = [{ serviceId: 'level-2', ...how }];
	await organise(hall, { kind: 'finish', ticketId, results, callNext: false });
}

test.beforeAll(async ({ hall }) => {
	const booth = (await catalogue(hall)).booths.find((one) => one.services.includes('level-2'))!;
	await organise(hall, { kind: 'open-booth', boothId: booth.id, takeOver: true });
});

test('a phone is asked once the journey has ended, and may change its mind', async ({ hall }) => {
	const ticketId = await served(hall, { finish: false });
	const phone = await hall.visitor(`/t/${ticketDigits(ticketId)}`);
	const title = phone.getByRole('heading', { name: 'Bà con thấy việc phục vụ hôm nay thế nào?' });
	await expect(title).toHaveCount(0);
	await done(hall, ticketId);
	await expect(title).toBeVisible();
	await isAccessible(phone);
	await picture(phone, 'opinion-phone-asked');

	// By keyboard, and with the page loaded anew by the form itself.
	await phone.getByRole('button', { name: 'Chưa hài lòng' }).focus();
	await phone.keyboard.press('Enter');
	await heard(phone);
	await expect(phone.getByText('Đã ghi nhận. Cảm ơn bà con đã cho ý kiến.')).toBeVisible();
	const chosen = phone.locator('#opinion').getByRole('button', { pressed: true });
	await expect(chosen).toHaveText('Chưa hài lòng');
	await isAccessible(phone);
	await phone.getByRole('button', { name: 'Rất hài lòng' }).click();
	await heard(phone);
	await expect(chosen).toHaveText('Rất hài lòng');
	await picture(phone, 'opinion-phone-given');
});

test('the same without JavaScript', async ({ browser, hall, program }) => {
	const ticketId = await served(hall);
	const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
	const phone = await context.newPage();
	await phone.goto(`${program.url}/t/${ticketDigits(ticketId)}`);
	await phone.getByRole('button', { name: 'Hài lòng', exact: true }).click();
	await expect(phone.getByText('Đã ghi nhận. Cảm ơn bà con đã cho ý kiến.')).toBeVisible();
	await expect(phone.locator('#opinion').getByRole('button', { pressed: true })).toHaveText(
		'Hài lòng'
	);
});

test('the tablet at the exit asks for the number, then for a face, then thanks', async ({
	hall
}) => {
	const gate = await atGate(hall);
	const waiting = await tapIssue(gate, hall);
	await served(hall);
	const last = waiting.count + 1;
	const tablet = await hall.desk(`/exit/${hall.id}`, TABLET);
	await isAccessible(tablet);
	await picture(tablet, 'opinion-exit');
	const number = tablet.getByLabel('Số thứ tự');
	await number.fill(waiting.number);
	await number.press('Enter');
	await expect(tablet.getByText(/Mời bà con cho ý kiến sau khi xong việc/)).toBeVisible();
	await number.fill('A-999');
	await number.press('Enter');
	await expect(tablet.getByText(/Chưa tìm thấy số này trong hôm nay/)).toBeVisible();
	await number.fill(String(last));
	await number.press('Enter');
	await expect(tablet.getByText(/^Phiếu số /)).toBeVisible();
	await isAccessible(tablet);
	await picture(tablet, 'opinion-exit-faces');
	await tablet.getByRole('button', { name: 'Rất hài lòng' }).click();
	await expect(tablet.getByText('Đã ghi nhận. Cảm ơn bà con đã cho ý kiến.')).toBeVisible();
	// The next person finds the first page again.
	await expect(number).toBeVisible();
	await number.fill(String(last));
	await number.press('Enter');
	await expect(tablet.getByText(/Phiếu này đã có ý kiến: Rất hài lòng/)).toBeVisible();
});
