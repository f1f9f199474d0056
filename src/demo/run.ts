/**
 * The synthetic day of Tuy Hòa: simulated citizens, volunteers and officers who use the running program by HTTP and by
 * nothing else. Started by `npm run demo [-- --speed 60|max] [--seed N]`; every start makes a fresh field event.
 *
 * With `--all`: the three field events of the model, seven days, lived at once; then the program goes on over them.
 *
 * The same seed brings the same people for the same things, and the same comes of each sitting. What may differ by a
 * few: who is not there when called, because that depends on how long the wait was, and who calls whom.
 */
import { parseArgs } from 'node:util';
import type { Snapshot } from '#lib/core/protocol.ts';
import type { DemoDay } from '#lib/server/demo/start-demo-day.ts';
import { openDatabase } from '../cli/open-database.ts';
import { HallHttp } from './hall-http.ts';
import { liveDay } from './live-day.ts';
import { loadVenues } from './load-venues.ts';

const { values } = parseArgs({
	options: {
		url: { type: 'string', default: 'http://127.0.0.1:3000' },
		speed: { type: 'string', default: '60' },
		seed: { type: 'string' },
		all: { type: 'boolean', default: false }
	}
});
const speed = values.speed === 'max' ? 'max' : Number(values.speed);
/** Of the many that bring such days, these come nearest to the model, the rare cards as well. */
const seed = Number(values.seed ?? (values.all ? 21 : 28));
if ((speed !== 'max' && !(speed > 0)) || !Number.isSafeInteger(seed)) {
	console.error('npm run demo -- [--speed 60|max | --all] [--seed N]');
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

const line = (words: string, n: number, target?: number | null) =>
	console.log(
		`  ${words.padEnd(64)} ${count(n).padStart(7)}${target ? ` / ${count(target)}` : ''}`
	);

async function showDay(): Promise<void> {
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
	line('lượt công dân · people', state.figures.people);
	line('số phiếu · tickets', state.figures.tickets);
	line('lượt phục vụ · turns served', state.figures.served);
	line('kết quả · results', state.figures.results);
	line('số cấp khi mất mạng · numbers given while cut off', lived.givenAlone);
	for (const service of state.services)
		line(service.countedNoun.vi, service.counted, service.target);
	if (process.env.LOG_LEVEL === 'debug') console.log(lived.refused);
}

/** A venue's figure may differ from the model's by so much of it. */
const TOLERANCE = 0.03;
const FIGURES = {
	tickets: 'số phiếu · tickets',
	people: 'lượt công dân · people',
	card: 'hồ sơ CCCD · card files',
	'level-2': 'hồ sơ mức độ 2 · level-2 files',
	activation: 'kích hoạt · activations'
} as const;

/** Lives the three field events, and says what they came to beside what they were to come to. */
async function showAll(): Promise<void> {
	const began = performance.now();
	const { sql, end } = await openDatabase(false);
	const http = new HallHttp(values.url);
	const venues = await loadVenues(http, sql, seed);
	const took = ((performance.now() - began) / 1000).toFixed(0);
	let beyond = 0;
	for (const { name, fieldEventId, figures, expected } of venues) {
		console.log(`\n${name}\n  ${shown}/leader/${fieldEventId}`);
		for (const [key, words] of Object.entries(FIGURES) as [keyof typeof FIGURES, string][]) {
			const off = figures[key] / expected[key] - 1;
			if (Math.abs(off) > TOLERANCE) beyond++;
			const percent = `${off < 0 ? '−' : '+'}${Math.abs(off * 100).toFixed(1)} %`;
			console.log(
				`  ${words.padEnd(40)} ${count(figures[key]).padStart(7)} · model ${count(expected[key]).padStart(7)} ${percent.padStart(8)}`
			);
		}
	}
	const sum = (key: keyof typeof FIGURES | 'results') =>
		venues.reduce((all, { figures }) => all + figures[key], 0);
	console.log('\nCả ba nơi, bảy ngày · all three, seven days');
	for (const [key, words] of Object.entries(FIGURES)) line(words, sum(key as 'tickets'));
	line('kết quả · results', sum('results'));
	console.log(
		`${took} s; ${beyond === 0 ? 'mọi số trong 3 % của mô hình · every figure within 3 % of the model' : `${beyond} số lệch quá 3 % · figures beyond 3 %`}`
	);
	http.close();
	await end();
}

await (values.all ? showAll() : showDay());
console.log(
	'\nChương trình vẫn chạy, mời xem tiếp. Dừng bằng Ctrl-C. · The program goes on; stop it with Ctrl-C.'
);
