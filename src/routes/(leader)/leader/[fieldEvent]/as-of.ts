import { clockSeconds, date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** `Số liệu tính đến 9 giờ 25 phút 10 giây ngày 13/10/2023`, of hall time in ms. */
export function asOfSecond(atMs: number): string {
	const [hour = '', minute = '', second = ''] = clockSeconds(atMs).split(':');
	return m.leader_as_of({ hour: hour.replace(/^0/, ''), minute, second, date: date(atMs) });
}
