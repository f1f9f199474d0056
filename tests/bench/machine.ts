import os from 'node:os';

/** What a figure was measured on; a figure without it says nothing. */
export function machineLine(): string {
	const cpus = os.cpus();
	const memory = Math.round(os.totalmem() / 2 ** 30);
	const load = os.loadavg()[0]!.toFixed(1);
	const date = new Date().toISOString().slice(0, 10);
	return `${date}, ${cpus.length} × ${cpus[0]?.model.trim() ?? 'CPU'}, ${memory} GiB, Node ${process.versions.node}, load ${load}`;
}

/** The value below which a share (0–1) of the measures lies. */
export function percentile(measures: readonly number[], share: number): number {
	const sorted = [...measures].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** `p50 12 ms, p95 40 ms, p99 80 ms, most 95 ms` */
export function spread(measures: readonly number[]): string {
	const at = (share: number) => `${Math.round(percentile(measures, share))} ms`;
	return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, most ${at(1)}`;
}
