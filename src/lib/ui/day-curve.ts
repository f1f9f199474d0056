import uPlot from 'uplot';
import { clock, count } from '#lib/i18n/format.ts';

/** How a line is drawn; each differs in dash and weight, so that a black-and-white print can be read. */
export type CurveLook = 'solid' | 'dashed' | 'filled';

export interface CurveSeries {
	label: string;
	look: CurveLook;
	/** One figure for each instant of the curve; null where nothing is known yet. */
	values: readonly (number | null)[];
}

/** A pause that stands on the curve with its public reason; `to` is null while it lasts. */
export interface CurvePause {
	from: number;
	to: number | null;
	reason: string;
}

export interface Curve {
	/** Hall time in ms, rising. */
	times: readonly number[];
	series: readonly CurveSeries[];
	pauses: readonly CurvePause[];
}

/** Dash lengths in CSS pixels; the legend draws the same. */
export const dashes: Record<CurveLook, number[]> = { solid: [], dashed: [9, 6], filled: [2, 4] };

const height = 280;

const data = (curve: Curve): uPlot.AlignedData => [
	curve.times.map((at) => at / 1000),
	...curve.series.map((series) => [...series.values])
];

/** Draws the curve into `box`, as wide as the box; gives the ways to follow new figures and to end it. */
export function drawCurve(box: HTMLElement, first: Curve) {
	let curve = first;
	const style = getComputedStyle(box);
	const token = (name: string) => style.getPropertyValue(name).trim();
	const ink: Record<CurveLook, string> = {
		solid: token('--accent-text'),
		dashed: token('--ink'),
		filled: token('--turn-text')
	};
	const axis = {
		stroke: token('--ink-soft'),
		font: `14px ${style.fontFamily}`,
		grid: { stroke: token('--line'), width: 1 },
		ticks: { stroke: token('--line'), width: 1 }
	};

	function shadePauses(plot: uPlot) {
		const { ctx, bbox } = plot;
		ctx.save();
		ctx.fillStyle = token('--ink');
		ctx.globalAlpha = 0.12;
		for (const pause of curve.pauses) {
			const end = pause.to === null ? (curve.times.at(-1) ?? pause.from) : pause.to;
			const left = Math.max(bbox.left, plot.valToPos(pause.from / 1000, 'x', true));
			const right = Math.min(bbox.left + bbox.width, plot.valToPos(end / 1000, 'x', true));
			if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
		}
		ctx.restore();
	}

	const plot = new uPlot(
		{
			width: Math.max(240, box.clientWidth),
			height,
			legend: { show: false },
			cursor: { show: false },
			scales: { x: { time: true }, y: { range: (_, __, top) => [0, Math.max(4, top * 1.08)] } },
			axes: [
				{
					...axis,
					space: 64,
					incrs: [1800, 3600, 7200, 14400, 28800],
					values: (_, at) => at.map((s) => clock(s * 1000))
				},
				{
					...axis,
					size: 58,
					values: (_, at) => at.map((v) => (Number.isInteger(v) ? count(v) : ''))
				}
			],
			series: [
				{},
				...first.series.map(({ label, look }) => ({
					label,
					stroke: ink[look],
					width: look === 'dashed' ? 2 : 2.5,
					dash: dashes[look],
					...(look === 'filled' ? { fill: token('--turn-tint') } : {}),
					points: { show: false }
				}))
			],
			hooks: { drawAxes: [shadePauses] }
		},
		data(first),
		box
	);

	const resized = new ResizeObserver(() =>
		plot.setSize({ width: Math.max(240, box.clientWidth), height })
	);
	resized.observe(box);

	return {
		follow(next: Curve) {
			curve = next;
			plot.setData(data(next));
		},
		end() {
			resized.disconnect();
			plot.destroy();
		}
	};
}
