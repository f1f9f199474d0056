import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { machineLine } from './machine.ts';

const MOST_MS = 10_000;
const FORMATS = [
	['DOCX', '/leader/report.docx'],
	['XLSX', '/leader/report.xlsx'],
	['CSV', '/leader/report.csv'],
	['print (PDF)', '/leader/report/print']
] as const;

/**
 * The report over all field events of a running `npm run demo -- --all` in its four formats, one after the other as
 * somebody presses them, then all at once: how long each takes, and, with the program's process id, how much processor time and
 * memory.
 * @returns whether the first four together took as little as is aimed at
 */
export async function benchReport(args: string[]): Promise<boolean> {
	const { values } = parseArgs({
		args,
		options: { url: { type: 'string', default: 'http://127.0.0.1:3000' }, pid: { type: 'string' } }
	});
	const { url, pid } = values;
	const entered = await fetch(`${url}/api/demo/enter/organiser`, { redirect: 'manual' });
	const cookie = entered.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	const take = async ([name, path]: (typeof FORMATS)[number]) => {
		const began = performance.now();
		const answer = await fetch(url + path, { headers: { cookie } });
		const bytes = (await answer.arrayBuffer()).byteLength;
		if (!answer.ok) throw new Error(`${path}: ${answer.status}; is npm run demo -- --all running?`);
		return { name, bytes, ms: performance.now() - began };
	};
	const before = pid ? used(pid) : null;
	const began = performance.now();
	for (const format of FORMATS) {
		const { name, bytes, ms } = await take(format);
		console.log(
			`${name.padEnd(12)} ${String(Math.round(ms)).padStart(6)} ms ${String(Math.round(bytes / 1024)).padStart(6)} KB`
		);
	}
	const ms = performance.now() - began;
	console.log(`${'all four'.padEnd(12)} ${String(Math.round(ms)).padStart(6)} ms`);
	const again = performance.now();
	await Promise.all(FORMATS.map(take));
	console.log(
		`${'at once'.padEnd(12)} ${String(Math.round(performance.now() - again)).padStart(6)} ms`
	);
	if (pid && before) {
		const after = used(pid);
		console.log(
			`the program's processor time ${(after.cpuS - before.cpuS).toFixed(1)} s, memory ${before.mb} MB, then ${after.mb} MB, at most ever ${after.mostMb} MB`
		);
	}
	console.log(
		`${ms <= MOST_MS ? 'within' : 'beyond'} the ${MOST_MS / 1_000} s aimed at; ${machineLine()}`
	);
	return ms <= MOST_MS;
}

/** What a process has used by now, as Linux tells it. */
function used(pid: string) {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const mb = (field: string) =>
		Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
	return { cpuS: (Number(user) + Number(system)) / 100, mb: mb('VmRSS'), mostMb: mb('VmHWM') };
}
