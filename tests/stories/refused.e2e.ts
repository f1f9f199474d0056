import { expect, test } from './hall.ts';
import { isAccessible } from './steps.ts';

const TEN_MEGABYTES = 10 * 1024 * 1024;

test('ten megabytes in a field are told to be too much; everything typed stays', async ({
	hall,
	program
}) => {
	const page = await hall.desk(`/events/${hall.id}/staff`);
	const { request } = page.context();
	const list = page.getByLabel('Danh sách', { exact: true });
	// Set and sent by script: a paste of this size keeps a browser busy for many seconds before anybody can press.
	await list.evaluate((field: HTMLTextAreaElement, size) => {
		field.value = 'x'.repeat(size);
		field.dispatchEvent(new Event('input', { bubbles: true }));
		field.form!.requestSubmit();
	}, TEN_MEGABYTES);
	await expect(page.getByText('Nội dung quá dài nên chưa gửi được.')).toBeVisible();
	const kept = await list.evaluate((field: HTMLTextAreaElement) => field.value.length);
	expect(kept).toBe(TEN_MEGABYTES);
	await page.close();

	// Sent past the page, to a form and to the hall's commands, signed in or not.
	const long = 'x'.repeat(TEN_MEGABYTES);
	const origin = program.url;
	for (const path of [`/events/${hall.id}/staff?/list`, `/join/${hall.id}`, '/sign-in?/password']) {
		const answer = await request.post(origin + path, {
			form: { list: long },
			headers: { origin, accept: 'text/html' }
		});
		expect(answer.status(), path).toBe(413);
		expect(await answer.text()).toContain('Nội dung gửi lên quá lớn (tối đa 1 MB)');
	}
	const answer = await request.post(`${origin}/api/floor/${hall.id}`, {
		data: { operationId: crypto.randomUUID(), wish: { kind: 'tick', long } },
		headers: { origin }
	});
	expect(answer.status()).toBe(413);
});

test('a form whose session has ended says so and loses nothing', async ({ hall }) => {
	const page = await hall.desk(`/events/${hall.id}/settings`);
	const name = page.getByLabel('Tên ngày hội');
	const typed = 'Ngày hội Chuyển đổi số <b>phường</b> Tuy Hòa & vùng lân cận';
	await name.fill(typed);
	const cookies = await page.context().cookies();
	await page.context().clearCookies();
	const form = page.locator('form', { has: name });
	await form.getByRole('button', { name: 'Lưu' }).click();
	await expect(page.getByText(/Phiên làm việc đã hết/).first()).toBeVisible();
	await expect(name).toHaveValue(typed);
	await isAccessible(page);

	await page.context().addCookies(cookies);
	await form.getByRole('button', { name: 'Lưu' }).click();
	await expect(page.getByText('Đã lưu').first()).toBeVisible();
	const board = await hall.visitor(`/board/${hall.id}/all`);
	await expect(board.getByText(typed).first()).toBeVisible();
});
