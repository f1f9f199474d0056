import type { Page } from '@playwright/test';
import { expect, heard, PHONE, test, type OpenHall } from './hall.ts';
import { atGate, card, catalogue, given, isAccessible, organise, tap } from './steps.ts';

/** Keeps a picture of a page for whoever looks at the screens, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.STORY_PICTURES;
	if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const QUESTIONS = /Định danh điện tử mức độ 2/;

/** The organiser has level 2 ask its ready-made questions. */
async function askAtLevel2(hall: OpenHall): Promise<void> {
	const set = await hall.desk(`/events/${hall.id}/services`);
	const list = set.getByRole('region', { name: 'Câu hỏi trước khi lấy số' });
	await list.getByRole('link', { name: QUESTIONS }).click();
	const form = set.locator('form', { hasText: 'câu hỏi trước khi lấy số' });
	await form.getByLabel('Hỏi ở cổng và trên trang tự lấy số').check();
	await form.getByText('Câu 1:', { exact: false }).click();
	await isAccessible(set);
	await picture(set, 'set-questions');
	await form.getByRole('button', { name: 'Lưu' }).click();
	await expect(list.getByText('Đang hỏi')).toBeVisible();
	await picture(set, 'set-questions-list');
	await set.context().close();
}

test('the gate asks before the number: an answer puts the SIM desk first, one tap skips, and leaders see the counts', async ({
	ownHall: hall
}) => {
	const gate = await atGate(hall);
	await card(gate).click();
	await expect.poll(async () => (await given(gate, hall)).length).toBe(1);

	await askAtLevel2(hall);
	await expect(async () => {
		await tap(gate);
		await expect(gate.getByText('Hỏi trước khi cấp số')).toBeVisible({ timeout: 3_000 });
	}).toPass();
	const before = (await given(gate, hall)).length;
	await isAccessible(gate);
	await picture(gate, 'gate-asks');
	const sim = gate.getByRole('group', { name: /Số điện thoại có chính chủ không/ });
	await sim.getByRole('button', { name: 'Không' }).click();
	await expect(gate.getByText('Mời bà con đến bàn hỗ trợ trước')).toBeVisible();
	await isAccessible(gate);
	await picture(gate, 'gate-answered');
	await gate.waitForTimeout(750);
	await gate.getByRole('button', { name: 'Cấp số', exact: true }).click();
	await expect.poll(async () => (await given(gate, hall)).length).toBe(before + 1);
	const [asked] = await given(gate, hall);
	expect(asked).toMatchObject({
		active: 0,
		steps: [{ serviceId: 'help' }, { serviceId: 'level-2' }]
	});

	// One tap skips; the keys do the same as the hand.
	await tap(gate);
	await gate.waitForTimeout(750);
	await gate.getByRole('button', { name: 'Bỏ qua câu hỏi, cấp số' }).click();
	await expect.poll(async () => (await given(gate, hall)).length).toBe(before + 2);
	const [skipped] = await given(gate, hall);
	expect(skipped).toMatchObject({ steps: [{ serviceId: 'level-2' }] });
	await tap(gate);
	await gate.keyboard.press('1');
	await expect(sim.getByRole('button', { name: 'Có' })).toHaveAttribute('aria-pressed', 'true');
	await gate.keyboard.press('Escape');
	await expect(gate.getByText('Hỏi trước khi cấp số')).toBeHidden();
	await expect(card(gate)).toBeVisible();

	const leader = await hall.desk(`/leader/${hall.id}`);
	const counts = leader.getByRole('region', { name: 'Trả lời trước khi lấy số' });
	await expect(counts.getByRole('row', { name: /chính chủ không\? 0 1/ })).toBeVisible();
	await isAccessible(leader);
	await picture(leader, 'leader-answers');
});

test('a phone without JavaScript answers in plain words, and its ticket says what to mind', async ({
	browser,
	ownHall: hall,
	program
}) => {
	await askAtLevel2(hall);
	const { rules } = await catalogue(hall);
	await organise(hall, { kind: 'set-rules', rules: { ...rules, selfService: true } });
	const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
	const phone = await context.newPage();
	await phone.goto(`${program.url}/join/${hall.id}`);
	const sim = phone.getByRole('group', { name: /đăng ký đúng tên của bà con không/ });
	await expect(sim).toBeHidden();
	await phone.getByRole('checkbox', { name: QUESTIONS }).check();
	await expect(sim.getByLabel('Không rõ')).toBeChecked();
	await picture(phone, 'join-questions');
	await sim.getByLabel('Không', { exact: true }).check();
	await phone.getByRole('button', { name: 'Lấy số' }).click();
	await expect(phone).toHaveURL(/\/t\//);
	await expect(phone.getByText('Mời bà con đến bàn hỗ trợ trước')).toBeVisible();
	await expect(phone.getByText('Hỗ trợ, chuẩn hóa thuê bao').first()).toBeVisible();
	await picture(phone, 'phone-told');

	const seen = await hall.visitor(`/join/${hall.id}`);
	await seen.getByRole('checkbox', { name: QUESTIONS }).check();
	await isAccessible(seen);
	await seen.goto(phone.url());
	await heard(seen);
	await isAccessible(seen);
});
