import { becomeOrganiser, createFieldEvent, expect, heard, LAPTOP, PHONE, test } from './hall.ts';
import { isAccessible } from './steps.ts';

test('a new organiser sets up and opens a field event from name, place and four numbers', async ({
	browser,
	freshProgram: program
}) => {
	const context = await browser.newContext({ viewport: LAPTOP });
	const page = await context.newPage();
	const faults: string[] = [];
	page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
	const foreign: string[] = [];
	page.on('request', (request) => {
		const { hostname } = new URL(request.url());
		if (hostname !== 'localhost' && hostname !== '') foreign.push(request.url());
	});
	await becomeOrganiser(page, program);

	await page.goto(`${program.url}/events/new`);
	await heard(page);
	await page.getByLabel('Tên ngày hội').fill('Ngày hội <script>alert(1)</script>');
	await page.getByLabel('Số bàn định danh mức độ 2').fill('hai mươi');
	await page.getByRole('button', { name: 'Tạo ngày hội' }).click();
	await expect(page.getByRole('alert')).toContainText('Còn 2 mục cần bổ sung');
	await expect(page.getByLabel('Tên ngày hội')).toHaveValue('Ngày hội <script>alert(1)</script>');
	await expect(page.getByLabel('Số bàn định danh mức độ 2')).toHaveValue('hai mươi');

	const id = await createFieldEvent(page, program);
	await page.getByRole('button', { name: 'Mở ngày hội' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await isAccessible(page);
	expect(faults).toEqual([]);
	expect(foreign).toEqual([]);
	expect(Number(id)).toBeGreaterThan(0);

	const stranger = await (await browser.newContext({ viewport: PHONE })).newPage();
	await stranger.goto(`${program.url}/events/${id}`);
	await expect(stranger).toHaveURL(/\/sign-in\?next=/);
	await stranger.goto(program.url + program.setUpPath);
	await expect(
		stranger
			.getByRole('alert')
			.or(stranger.getByText(/không còn/))
			.first()
	).toBeVisible();
});
