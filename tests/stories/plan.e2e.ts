import { expect, heard, LAPTOP, test } from './hall.ts';
import { isAccessible } from './steps.ts';

test('an organiser sees what waits to expect, takes the booths that are needed, and is told what was mistyped', async ({
	hall
}) => {
	const page = await hall.desk(`/events/${hall.id}`, LAPTOP);
	const faults: string[] = [];
	page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
	await page.goto(new URL(`/events/${hall.id}/plan`, page.url()).href);
	await heard(page);
	const answer = page.getByRole('region', { name: 'Kết quả dự kiến' });
	await expect(answer).toBeVisible();
	await expect(answer.getByRole('listitem').first()).toContainText('dưới 20 phút', {
		timeout: 120_000
	});

	const people = page.getByLabel('Số người lấy số trong ngày');
	await people.fill('nhiều');
	await page.getByLabel('Định danh điện tử mức độ 2').first().fill('0');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Vui lòng ghi bằng chữ số')).toBeVisible();
	await expect(people).toBeFocused();
	await people.fill('300');
	await page.getByRole('button', { name: 'Tính', exact: true }).click();
	await expect(answer).toContainText('Có người đến mà không được phục vụ');

	await answer.getByRole('button', { name: 'Tính với số bàn này' }).click({ timeout: 120_000 });
	await expect(answer).toContainText('Cả lúc đông nhất, 9 trong 10 người chờ dưới 20 phút');
	await expect(page.getByRole('table').first().getByRole('row')).toHaveCount(5);
	await expect(page.getByRole('img', { name: /^Định danh điện tử mức độ 2/ })).toBeVisible();
	await isAccessible(page);
	expect(faults).toEqual([]);
});
