import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Answer } from '#lib/core/answer.ts';
import type { Catalogue } from '#lib/core/catalogue.ts';
import { ticketDigits } from '#lib/core/ticket-link.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { Wish } from '#lib/core/wish.ts';
import { expect, heard, LAPTOP, TABLET, type OpenHall } from './hall.ts';

/** The page has no fault that axe can find, once what moves on it has come to rest: half faded in, no text has contrast. */
export async function isAccessible(page: Page): Promise<void> {
	// Asked again and again: the promise `finished` of a transition at its end may never be kept.
	const moving = () =>
		document.getAnimations().some(({ playState, effect }) => {
			return playState === 'running' && effect?.getComputedTiming().endTime !== Infinity;
		});
	await expect.poll(() => page.evaluate(moving)).toBe(false);
	// In one call: the other way opens a page of its own for what frames have to say, and no page here has frames.
	const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
	const found = violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
	expect(found, new URL(page.url()).pathname).toEqual([]);
}

/** Keeps a picture of a page for whoever looks at the screens, where a folder for them is named. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.STORY_PICTURES;
	if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/**
 * Presses a booth's large button as a person would, who sees that the press before is done: it takes no second one
 * within half a second.
 */
export async function press(page: Page, name: RegExp): Promise<void> {
	const button = page.getByRole('button', { name }).first();
	await expect(button).toBeVisible();
	await expect(page.locator('.press [aria-busy]')).toHaveCount(0);
	await page.waitForTimeout(700);
	await button.click();
}

/** Sits down at a booth and gives its page. */
export async function sitDown(hall: OpenHall, name: RegExp, size = LAPTOP): Promise<Page> {
	const booth = await hall.desk(`/booth/${hall.id}`, size);
	await booth.getByRole('link', { name }).first().click();
	await booth.waitForURL(/\/booth\/\d+\/./);
	await heard(booth);
	const sit = booth.getByRole('button', { name: /^(Vào|Nhận) Bàn/ });
	if (await sit.isVisible()) await sit.click();
	await expect(sit).toBeHidden();
	return booth;
}

/** What the hall says to a page that is signed in there, as JSON. */
async function ask<T>(page: Page, path: string): Promise<T> {
	const response = await page.request.get(new URL(path, page.url()).href);
	return (await response.json()) as T;
}

/** A number as the gate has it that gave it. */
interface LastGiven {
	token: string;
	number: number;
	prefix: string;
}

/** What a gate has given, the latest first. */
export async function given(gate: Page, hall: OpenHall): Promise<LastGiven[]> {
	const gateId = new URL(gate.url()).pathname.split('/').pop()!;
	const path = `/api/floor/${hall.id}/snapshot?view=gate&id=${gateId}`;
	return (await ask<{ state: { last: LastGiven[] } }>(gate, path)).state.last;
}

/** The hall's only gate, on a tablet. */
export async function atGate(hall: OpenHall): Promise<Page> {
	const gate = await hall.desk(`/gate/${hall.id}`, TABLET);
	await expect(gate).toHaveURL(/\/gate\/\d+\/./);
	return gate;
}

/** The gate's card of a service by itself; journeys of several that begin with it come after. */
export function card(gate: Page, service = /^Định danh điện tử mức độ 2/): Locator {
	return gate.getByRole('button', { name: service }).first();
}

/** A tap of its own: a second one within seven tenths of a second is taken for the same hand. */
export async function tap(gate: Page): Promise<void> {
	await gate.waitForTimeout(750);
	await card(gate).click();
}

/** One tap at the gate; gives the number and the link on its slip, which is what a phone scans. */
export async function issue(
	gate: Page,
	hall: OpenHall
): Promise<{ number: string; count: number; link: string }> {
	const before = (await given(gate, hall))[0]?.number ?? 0;
	await tap(gate);
	await expect.poll(async () => (await given(gate, hall))[0]?.number ?? 0).toBeGreaterThan(before);
	const [last] = await given(gate, hall);
	const number = formatNumber(last!.prefix, last!.number);
	await expect(gate.getByText(number).first()).toBeVisible();
	return { number, count: last!.number, link: `/t/${ticketDigits(last!.token)}` };
}

/** What somebody presses, sent as the page's buttons send it. */
export async function wish(page: Page, hall: OpenHall, wanted: Wish): Promise<Answer> {
	const response = await page.request.post(new URL(`/api/floor/${hall.id}`, page.url()).href, {
		data: { operationId: crypto.randomUUID(), wish: wanted },
		headers: { origin: new URL(page.url()).origin }
	});
	return (await response.json()) as Answer;
}

/** What an organiser presses, granted. */
export async function organise(hall: OpenHall, wanted: Wish): Promise<void> {
	expect(await wish(hall.organiser, hall, wanted)).toMatchObject({ ok: true });
}

export async function catalogue({ organiser, id }: OpenHall): Promise<Catalogue> {
	const path = `/api/floor/${id}/snapshot?view=operations`;
	return (await ask<{ state: { catalogue: Catalogue } }>(organiser, path)).state.catalogue;
}

/**
 * Somebody whom the organiser sends to a booth or a gate: gets a code on the organiser's screen and types its digits on
 * a device of their own. Gives that device's page.
 */
export async function sendToStation(
	hall: OpenHall,
	person: { name: string; station: string; size?: { width: number; height: number } }
): Promise<Page> {
	const staff = await hall.desk(`/events/${hall.id}/staff`);
	await staff.getByLabel('Vào bàn hoặc cổng').selectOption(person.station);
	const card = staff.locator('form', { hasText: 'Người chưa có trong danh sách' });
	await card.getByLabel('Họ và tên').fill(person.name);
	await card.getByRole('button', { name: 'Tạo mã QR vào thẳng' }).click();
	const digits = await staff.locator('section .digits').innerText();
	await staff.context().close();
	const device = await hall.visitor('/sign-in', person.size ?? LAPTOP);
	await device.getByLabel('Mã đăng nhập').fill(digits);
	await device.getByRole('button', { name: 'Vào bằng mã' }).click();
	await expect(device).toHaveURL(new RegExp(`/${person.station.replace('/', `/${hall.id}/`)}$`));
	await heard(device);
	return device;
}

/** One key of a hand scanner; through a Vietnamese typing tool the browser learns only where the key lies. */
function strokes(sign: string, throughTypingTool: boolean) {
	const isLetter = /[a-z]/i.test(sign);
	const code = /\d/.test(sign)
		? `Digit${sign}`
		: isLetter
			? `Key${sign.toUpperCase()}`
			: sign === '|'
				? 'Backslash'
				: '';
	const modifiers = sign === '|' || /[A-Z]/.test(sign) ? 8 : 0;
	const taken = throughTypingTool && code !== '';
	const key = taken ? 'Process' : sign;
	const down = taken
		? { type: 'rawKeyDown' as const, windowsVirtualKeyCode: 229 }
		: { type: 'keyDown' as const, text: sign };
	return [
		{ ...down, key, code, modifiers },
		{ type: 'keyUp' as const, key, code, modifiers }
	];
}

/**
 * A hand scanner that types what it reads, a sign every 4 ms, and ends with Enter. Its keys carry their own times, as a
 * keyboard's do: on a busy machine they are told late; `toldLateFrom` says from which sign on.
 */
export async function scan(
	page: Page,
	text: string,
	{ throughTypingTool = false, toldLateFrom = Infinity } = {}
) {
	const keyboard = await page.context().newCDPSession(page);
	const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 };
	const keys = [
		...[...text].flatMap((sign) => strokes(sign, throughTypingTool)),
		{ type: 'keyDown' as const, text: '\r', ...enter },
		{ type: 'keyUp' as const, ...enter }
	];
	// All at once: waiting for each would type as slowly as a hand.
	const began = Date.now() / 1000;
	const send = (part: typeof keys, from: number) =>
		Promise.all(
			part.map((key, index) =>
				keyboard.send('Input.dispatchKeyEvent', {
					...key,
					timestamp: began + (from + index) * 0.002
				})
			)
		);
	// Two events to a sign.
	const late = Math.min(2 * toldLateFrom, keys.length);
	await send(keys.slice(0, late), 0);
	if (late < keys.length) await page.waitForTimeout(700);
	await send(keys.slice(late), late);
	await keyboard.detach();
}
