import { expect, PHONE, TABLET, test, TV, type OpenHall } from './hall.ts';
import { catalogue, isAccessible, organise, picture } from './steps.ts';

/** A citizen who comes, sits and is counted for level 2. */
async function served(hall: OpenHall): Promise<void> {
	const { gates, booths } = await catalogue(hall);
	const ticketId = crypto.randomUUID();
	const gateId = gates.find((gate) => gate.kind === 'gate')!.id;
	const boothId = booths.find((booth) => booth.services.includes('level-2'))!.id;
	const services = [{ serviceId: 'level-2', people: 1 }];
	await organise(hall, { kind: 'issue', gateId, ticketId, services, lane: 'regular', party: 1 });
	await organise(hall, { kind: 'open-booth', boothId, takeOver: true });
	await organise(hall, { kind: 'serve', boothId, ticketId });
	const how = { outcome: 'enrolled' as const, level: null, reasonId: null, count: 1 };
	const results = [{ serviceId: 'level-2', ...how }];
	await organise(hall, { kind: 'finish', ticketId, results, callNext: false });
}

test('several field events stand side by side, move by themselves, and open to their numbers', async ({
	hall,
	ownHall
}) => {
	await served(hall);
	const overview = await hall.desk('/leader');
	await expect(overview.getByRole('heading', { name: 'Toàn cảnh các điểm' })).toBeVisible();
	const cards = overview.getByRole('article');
	expect(await cards.count()).toBeGreaterThanOrEqual(2);
	const sum = overview.getByRole('region', { name: 'Cộng' }).locator('dd').last();
	const before = Number(await sum.innerText());
	expect(before).toBeGreaterThanOrEqual(1);
	// What happens at either venue reaches the sum without a touch.
	await served(ownHall);
	await expect(sum).toHaveText(String(before + 1));
	await isAccessible(overview);
	await picture(overview, 'story-overview');

	const card = cards.filter({ has: overview.locator(`a[href="/leader/${ownHall.id}"]`) });
	await card.getByRole('link', { name: 'Xem các số' }).first().click();
	await expect(overview.getByText('1 người trên 1 dòng')).toBeVisible();
	await expect(overview.getByRole('rowheader')).toHaveText([/^[A-Z]\d?-001$/]);
	await isAccessible(overview);

	for (const [name, size] of [
		['phone', PHONE],
		['tablet', TABLET]
	] as const) {
		const page = await hall.desk('/leader', size);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wide, name).toBeLessThanOrEqual(0);
	}
	const tv = await hall.desk('/leader?big', TV);
	await expect(tv.getByRole('heading', { name: /^\d+ ngày hội$/ })).toBeVisible();
	await isAccessible(tv);
});

test('somebody without an account is led to sign in, and sees no figure', async ({ hall }) => {
	for (const path of ['/leader', `/leader/${hall.id}/facts`, '/open-data']) {
		const page = await hall.visitor(path);
		await expect(page).toHaveURL(/\/sign-in/);
	}
});

test('an operations centre reads with a key until it is withdrawn', async ({ hall, program }) => {
	await served(hall);
	const page = await hall.desk('/open-data');
	await page.getByLabel('Cấp cho').fill('IOC tỉnh');
	await page.getByRole('button', { name: 'Cấp khóa', exact: true }).click();
	const key = await page.locator('p.code.figures').innerText();
	await isAccessible(page);
	const feed = `${program.url}/api/open/v1/field-events`;
	const ask = (path: string, authorization = `Bearer ${key}`) =>
		fetch(feed + path, { headers: { authorization } });
	const days = await ask(`/${hall.id}/days`);
	expect(days.status).toBe(200);
	const { rows } = (await days.json()) as { rows: { results: number }[] };
	expect(rows[0]!.results).toBeGreaterThanOrEqual(1);
	expect(await (await ask(`/${hall.id}/days?format=csv`)).text()).toMatch(/^day,people,/);
	expect((await ask('', '')).status).toBe(401);
	const dump = await page.request.get(`${program.url}/events/${hall.id}/journal.ndjson.gz`);
	expect((await dump.body()).subarray(0, 2).toString('hex')).toBe('1f8b');

	await page.getByRole('button', { name: 'Thu hồi khóa IOC tỉnh' }).click();
	await expect(page.getByText(/^Đã thu hồi lúc/)).toBeVisible();
	expect((await ask('')).status).toBe(401);
});
