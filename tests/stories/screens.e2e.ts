import { expect, LAPTOP, PHONE, TABLET, test, TV } from './hall.ts';
import { atGate, isAccessible, issue } from './steps.ts';

/*
 * That no screen asks anything outside the machine is held after every story, by the fixture `tidy`.
 */

test('on every screen of staff axe finds nothing and the console has no fault', async ({
	hall
}) => {
	const { id } = hall;
	const faults: string[] = [];
	const page = await hall.desk('/events', LAPTOP);
	page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
	const setUp = ['', '/settings', '/services', '/booths', '/gates', '/staff', '/words', '/reasons'];
	const prints = [
		'/poster',
		'/officers-list',
		'/voice',
		'/reach',
		'/screens',
		'/boards',
		'/changes'
	];
	const own = [...setUp, ...prints].map((path) => `/events/${id}${path}`);
	const desks = [`/gate/${id}/g1`, `/gate/${id}/g1/sheets`, `/booth/${id}`, `/booth/${id}/b1`];
	for (const path of [
		...own,
		...desks,
		`/find/${id}`,
		`/leader/${id}`,
		'/events/new',
		'/sessions'
	]) {
		await page.goto(new URL(path, page.url()).href);
		await isAccessible(page);
	}
	for (const path of [`/leader/${id}`, `/booth/${id}/b1`, `/events/${id}`]) {
		await page.setViewportSize(PHONE);
		await page.goto(new URL(path, page.url()).href);
		await isAccessible(page);
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		expect(wide, path).toBeLessThanOrEqual(0);
	}
	expect(faults).toEqual([]);
});

test('on every public screen axe finds nothing, in both languages', async ({
	browser,
	hall,
	program
}) => {
	const { link } = await issue(await atGate(hall), hall);
	const screens = [
		[`/board/${hall.id}`, TABLET],
		[`/board/${hall.id}/all`, TV],
		[`/board/${hall.id}/totals`, TV],
		[link, PHONE],
		[`/join/${hall.id}`, PHONE],
		['/sign-in', PHONE],
		['/', PHONE]
	] as const;
	for (const [path, size] of screens) await isAccessible(await hall.visitor(path, size));
	const english = await browser.newContext({ viewport: PHONE, locale: 'en-GB' });
	const page = await english.newPage();
	for (const path of [link, `/join/${hall.id}`, `/board/${hall.id}/all`]) {
		await page.goto(program.url + path);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await isAccessible(page);
	}
});
