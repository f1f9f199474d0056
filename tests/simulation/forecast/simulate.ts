import { parseArgs } from 'node:util';
import { THREE_HALLS, type DemoHall } from '../../../src/demo/three-halls.ts';
import { DayEnds } from './day-ends.ts';
import { Figures } from './figures.ts';
import { HallDay } from './hall-day.ts';
import { Promises } from './promises.ts';

/** What one hall's days came to: the first steps, told at the gate, and the later ones, told at the booth before. */
export interface HallFigures {
	first: Figures;
	later: Figures;
	byService: Map<string, Figures>;
	dayEnds: DayEnds;
}

/** Lives through days of a hall; the same seed gives the same days. */
export function liveDays(hall: DemoHall, days: number, seed: number): HallFigures {
	const figures: HallFigures = {
		first: new Figures(),
		later: new Figures(),
		byService: new Map(),
		dayEnds: new DayEnds()
	};
	for (let i = 0; i < days; i++) {
		const promises = new Promises();
		let ends: ReturnType<DayEnds['of']> = () => {};
		const day = new HallDay(hall, seed + i, (floor, entries, at) => {
			promises.hear(floor, entries, at);
			ends(floor, at);
		});
		ends = figures.dayEnds.of(day.halves);
		day.run();
		for (const told of promises.all) {
			figures[told.which].add(told);
			const key = `${told.which} ${told.serviceId}`;
			let own = figures.byService.get(key);
			if (!own) figures.byService.set(key, (own = new Figures()));
			own.add(told);
		}
	}
	return figures;
}

/** What the forecast must reach in each hall, on the first steps. */
const REACH = { insideFrom: 0.62, insideTo: 0.78, above: 0.13, width: 0.8 };

/** Why a hall's figures do not do; empty when they do. */
export function shortfalls({ first }: HallFigures): string[] {
	const { own, others } = first.errorMs;
	const width = first.medianWidthMs / first.medianWaitMs;
	return [
		first.insideShare < REACH.insideFrom || first.insideShare > REACH.insideTo
			? `inside ${percent(first.insideShare)}, not 62 to 78 %`
			: '',
		first.aboveShare > REACH.above ? `above ${percent(first.aboveShare)}, more than 13 %` : '',
		width > REACH.width ? `width ${width.toFixed(2)} × the median wait, more than 0.8` : '',
		own >= others ? 'no better than number ahead × fixed minutes' : ''
	].filter(Boolean);
}

/**
 *     npm run simulate -- forecast [--days 200] [--seed 1] [--hall song-hinh]
 *
 * Days of the three demo halls, and how often the range that people were shown held their wait.
 */
export async function simulateForecast(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: {
			days: { type: 'string', default: '200' },
			seed: { type: 'string', default: '1' },
			hall: { type: 'string' }
		}
	});
	const days = Number(values.days);
	const seed = Number(values.seed);
	const halls = THREE_HALLS.filter(({ id }) => !values.hall || id === values.hall);
	if (!Number.isInteger(days) || days < 1 || !Number.isInteger(seed) || halls.length === 0) {
		console.error('npm run simulate -- forecast [--days 200] [--seed 1] [--hall song-hinh]');
		return false;
	}
	console.log(`${days} days of each hall, seeds ${seed} to ${seed + days - 1}.`);
	console.log('Wait: from falling due to the first call, breaks included. Range: as shown then.');
	console.log('Others: number ahead × the organiser’s minutes ÷ open seats, over breaks.');
	console.log(
		'Who finds a seat free is called at once, is told so, and is counted apart (free).\n'
	);
	let reached = true;
	for (const hall of halls) {
		const figures = liveDays(hall, days, seed);
		print(hall, figures);
		const short = shortfalls(figures);
		console.log(
			short.length === 0 ? '  All figures reached.\n' : `  NOT reached: ${short.join('; ')}\n`
		);
		if (short.length > 0) reached = false;
	}
	return reached;
}

function print(hall: DemoHall, { first, later, byService, dayEnds }: HallFigures): void {
	console.log(hall.name);
	console.log(
		'                        told  inside  above  below   wait  width  ×wait  error  others  as read   free  free in  none'
	);
	line('first step', first);
	for (const [key, figures] of byService)
		if (key.startsWith('first')) line(`  ${key.slice(6)}`, figures);
	line('later steps', later);
	for (const [key, figures] of byService)
		if (key.startsWith('later')) line(`  ${key.slice(6)}`, figures);
	const all = first.told + first.free;
	const with0 = (first.inside + first.freeInside) / all;
	console.log(`  With those called at once the first step is inside in ${percent(with0)}.`);
	console.log(
		`  End of the day, asked after 1½, 3 and 7½ hours: inside in ${percent(dayEnds.inside / dayEnds.asked)}` +
			` of ${dayEnds.asked}, median width ${percent(dayEnds.medianWidth)} of the count.`
	);
}

function line(name: string, f: Figures): void {
	if (f.told === 0) return;
	const { own, others } = f.errorMs;
	const all = f.told + f.free + f.silent + f.neverCalled;
	const cells = [
		`  ${name}`.padEnd(18),
		`${f.told}`.padStart(10),
		percent(f.insideShare).padStart(8),
		percent(f.aboveShare).padStart(7),
		percent(1 - f.insideShare - f.aboveShare).padStart(7),
		minutes(f.medianWaitMs).padStart(7),
		minutes(f.medianWidthMs).padStart(7),
		(f.medianWidthMs / f.medianWaitMs).toFixed(2).padStart(7),
		minutes(own).padStart(7),
		minutes(others).padStart(8),
		percent(f.insideAsRead / f.told).padStart(9),
		percent(f.free / all).padStart(7),
		percent(f.freeInside / f.free).padStart(9),
		percent(f.silent / all).padStart(6)
	];
	console.log(cells.join(''));
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
const minutes = (ms: number) => (ms / 60_000).toFixed(1);
