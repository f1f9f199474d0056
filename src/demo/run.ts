/**
 * The synthetic day of Tuy Hòa: simulated citizens, volunteers and officers who use the running program by HTTP and by
 * nothing else. Started by `npm run demo [-- --speed 60|max] [--seed N]`; every start makes a fresh field event.
 *
 * The same seed brings the same people for the same things, and the same comes of each sitting. What may differ by a
 * few: who is not there when called, because that depends on how long the wait was, and who calls whom.
 */
import { parseArgs } from 'node:util';
import type { Snapshot } from '#lib/core/protocol.ts';
import type { DemoDay } from '#lib/server/demo/start-demo-day.ts';
import { liveDay } from './live-day.ts';

const { values } = parseArgs({
	options: {
		url: { type: 'string', default: 'http://127.0.0.1:3000' },
		speed: { type: 'string', default: '60' },
		seed: { type: 'string', default: '28' }
	}
});
const speed = values.speed === 'max' ? 'max' : Number(values.speed);
const seed = Number(values.seed);
if ((speed !== 'max' && !(speed > 0)) || !Number.isSafeInteger(seed)) {
	console.error('npm run demo -- [--speed 60|max] [--seed N]');
	process.exit(2);
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
	process.on(signal, () => process.exit(0));
}

const shown = process.env.NGAYHOI_URL ?? values.url;
const count = (n: number) => n.toLocaleString('vi-VN');
const time = (at: number) =>
	new Date(at).toLocaleTimeString('vi-VN', {
		timeZone: 'Asia/Ho_Chi_Minh',
		hour: '2-digit',
		minute: '2-digit'
	});

function printLinks({ fieldEventId }: DemoDay): void {
	const line = (path: string, words: string) => `  ${`${shown}${path}`.padEnd(52)} ${words}`;
	console.log(
		[
			'MÔ PHỎNG: ngày đầu ở Tuy Hòa đang diễn ra, mời xem · SIMULATION: the first day of Tuy Hòa is under way:',
			line(`/board/${fieldEventId}/all`, 'bảng gọi số · board'),
			line(`/board/${fieldEventId}/totals`, 'bảng tổng · totals'),
			'Vào bằng một lần bấm · Entered by one click:',
			line('/api/demo/enter/leader', 'lãnh đạo · leader'),
			line('/api/demo/enter/organiser', 'ban tổ chức · organiser'),
			line('/api/demo/enter/gate', 'cổng · gate'),
			line('/api/demo/enter/officer', 'cán bộ (bàn 4 còn trống) · officer (booth 4 is free)'),
			''
		].join('\n')
	);
}

function printHour(at: number, { state }: Snapshot<'totals'>, waiting: number): void {
	const { people, tickets, served, results } = state.today;
	console.log(
		`${time(at)}  lượt công dân ${count(people)} · phiếu ${count(tickets)} · đang chờ ${count(waiting)}` +
			` · lượt phục vụ ${count(served)} · kết quả ${count(results)}`
	);
}

const lived = await liveDay({
	url: values.url,
	speed,
	seed,
	opened: printLinks,
	hourly: printHour
});
const { state } = lived.totals;
const took = (lived.ms / 1000).toFixed(0);
console.log(
	`\nNgày mô phỏng kết thúc lúc ${time(lived.endedAt)} · The simulated day ended (${took} s, ${count(lived.requests)} requests)`
);
const line = (words: string, n: number, target?: number | null) =>
	console.log(
		`  ${words.padEnd(64)} ${count(n).padStart(7)}${target ? ` / ${count(target)}` : ''}`
	);
line('lượt công dân · people', state.figures.people);
line('số phiếu · tickets', state.figures.tickets);
line('lượt phục vụ · turns served', state.figures.served);
line('kết quả · results', state.figures.results);
for (const service of state.services) line(service.countedNoun.vi, service.counted, service.target);
if (process.env.LOG_LEVEL === 'debug') console.log(lived.refused);
console.log(
	'\nChương trình vẫn chạy, mời xem tiếp. Dừng bằng Ctrl-C. · The program goes on; stop it with Ctrl-C.'
);
