import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { WireStation } from '../faults/wire-station.ts';
import { expect, heard, PHONE, test } from './hall.ts';
import { catalogue, isAccessible } from './steps.ts';

const LOOK = process.env.LOOK_AT;

/** Where somebody wants to see the pages of this story. */
async function look(page: Page, name: string): Promise<void> {
	if (!LOOK) return;
	await page.screenshot({ path: `${LOOK}/${name}.png`, fullPage: true });
	const size = page.viewportSize()!;
	await page.setViewportSize(PHONE);
	await page.screenshot({ path: `${LOOK}/${name}-phone.png`, fullPage: true });
	await page.setViewportSize(size);
}

test('an organiser enrols a station by a code, sees how it stands, settles what it could not say, and revokes it', async ({
	ownHall: hall,
	program
}) => {
	const { organiser, id } = hall;
	const gate = (await catalogue(hall)).gates.find(({ kind }) => kind === 'gate')!;
	await organiser.goto(`${program.url}/events/${id}/stations`);
	await heard(organiser);
	await expect(organiser.getByText('Chưa có trạm nào')).toBeVisible();
	await isAccessible(organiser);
	await look(organiser, 'stations-empty');

	await organiser.getByLabel('Máy này làm ở đâu?').selectOption({ label: gate.name });
	await organiser.getByRole('switch', { name: 'Nơi này có thể mất mạng lâu' }).check();
	await organiser.getByRole('button', { name: 'Tạo mã' }).press('Enter');
	const panel = organiser.getByRole('region', { name: `Mã cho ${gate.name}` });
	const code = (await panel.getByText(/^\d{4} \d{4}$/).innerText()).replace(' ', '');
	await isAccessible(organiser);
	await look(organiser, 'stations-code');

	const station = new WireStation(program.url, Number(id));
	await station.enrolWith(code);
	const numbers = [{ operationId: randomUUID(), day: 1, next: 1, size: 500 }];
	const first = await station.tell(station.contact([], 0, { numbers }));
	expect(first?.grants).toEqual([{ day: 1, from: 1, to: 2_000 }]);
	const stations = organiser.getByRole('region', { name: 'Trạm đã đăng ký' });
	await expect(stations.getByText('Đang liên lạc')).toBeVisible();
	await expect(stations.getByText(/Còn 2\.000 số/)).toBeVisible();

	const parcel = { seq: 1, boot: station.boot, mono: station.mono };
	const unread = { ...parcel, operationId: randomUUID(), body: { kind: 'of-next-year' } };
	const oldest = Date.now() - 5 * 60_000;
	const device = {
		unsent: 37,
		oldest,
		kept: false,
		battery: 0.2,
		charging: false,
		build: '1.0.0'
	};
	const told = await station.tell(station.contact([unread], 38, { device }));
	expect(told?.acknowledgements).toMatchObject([{ verdict: 'quarantined', why: 'unreadable' }]);
	await expect(stations.getByText(/37 thao tác chưa gửi/)).toBeVisible();
	await expect(stations.getByText(/Pin 20/)).toBeVisible();
	await look(organiser, 'stations-busy');
	await isAccessible(organiser);

	await organiser.goto(`${program.url}/events/${id}`);
	await heard(organiser);
	await expect(organiser.getByText(`Trạm ${gate.name} còn 37 thao tác chưa gửi`)).toBeVisible();
	await expect(organiser.getByText('1 thao tác của trạm để riêng')).toBeVisible();
	await isAccessible(organiser);
	await look(organiser, 'run-warnings');

	await organiser.goto(`${program.url}/events/${id}/conflicts`);
	await heard(organiser);
	const aside = organiser.getByRole('region', { name: /Thao tác để riêng/ });
	await expect(aside.getByText(/Không đọc được nội dung/)).toBeVisible();
	await isAccessible(organiser);
	await look(organiser, 'aside');
	await aside.getByRole('button', { name: 'Thử ghi lại' }).click();
	await expect(aside.getByRole('alert')).toContainText('Vẫn chưa ghi được');
	await aside.getByRole('button', { name: 'Bỏ qua, đã xử lý' }).click();
	await expect(aside.getByText('Đã để riêng, không tính')).toBeVisible();
	await look(organiser, 'aside-settled');

	await organiser.goto(`${program.url}/events/${id}/stations`);
	await heard(organiser);
	await organiser.getByRole('button', { name: `Thu hồi trạm ${gate.name}` }).click();
	await expect(stations.getByText('Đã thu hồi')).toBeVisible();
	const late = await station.tell(station.contact([], 38));
	expect(late).toMatchObject({ closed: 'revoked', grants: [] });
	await look(organiser, 'stations-revoked');
});
