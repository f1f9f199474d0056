import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Snapshot } from '#lib/core/protocol.ts';
import type { TotalsState } from '#lib/core/view/totals-view.ts';
import { placeUnderVarLib } from '#lib/server/postgres/place.ts';
import { machineLine } from './machine.ts';
import { freePort } from '../free-port.ts';
import { ready } from './programs.ts';

/** What one source says: the great figures, and how many were counted for each service. */
type Reading = Record<string, number>;

const DAY_MS = 30 * 60_000;
const ENDED = 'The simulated day ended';

/**
 * The demo day at full speed, through HTTP: the totals board and the leader's page (their state and the page itself),
 * the CSV and `npm run verify` must agree to the unit.
 */
export async function benchDay(args: string[]): Promise<boolean> {
	const { values } = parseArgs({ args, options: { seed: { type: 'string', default: '28' } } });
	const built = spawnSync(process.execPath, ['server.js', '--build'], { stdio: 'inherit' });
	if (built.status !== 0) throw new Error('the build failed');
	const dataDir = path.join(mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-day-')), 'data');
	const [port, httpsPort] = [await freePort(), await freePort()];
	const env = {
		...process.env,
		DATABASE_URL: '',
		DATA_DIR: dataDir,
		PORT: String(port),
		HTTPS_PORT: String(httpsPort),
		LOG_LEVEL: 'error'
	};
	const demo = ['server.js', '--demo', '--speed', 'max', '--seed', values.seed];
	const child = spawn(process.execPath, demo, { stdio: ['ignore', 'pipe', 'inherit'], env });
	process.once('exit', () => child.kill('SIGKILL'));
	try {
		const url = `http://127.0.0.1:${port}`;
		const said = listen(child);
		await ready(url, child);
		const text = await said;
		const fieldEventId = /board\/(\d+)/.exec(text)?.[1];
		if (!fieldEventId) throw new Error('the demo named no field event');
		console.log(`${/\(.*requests\)/.exec(text)?.[0]}; ${machineLine()}`);
		return await agree(url, fieldEventId, env);
	} finally {
		child.kill('SIGTERM');
		await new Promise((resolve) => child.once('exit', resolve));
		const demoDir = `${dataDir}-demo`;
		for (const place of [path.dirname(dataDir), path.dirname(placeUnderVarLib(demoDir))]) {
			if (existsSync(place)) rmSync(place, { recursive: true, force: true });
		}
	}
}

/** What the demo says up to the end of its day, repeated here as it comes. */
function listen(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		const late = setTimeout(() => reject(new Error('the day did not end')), DAY_MS);
		child.stdout!.setEncoding('utf8').on('data', (part: string) => {
			text += part;
			process.stdout.write(part);
			if (!text.includes(ENDED)) return;
			clearTimeout(late);
			resolve(text);
		});
		child.once('exit', () => reject(new Error('the demo ended')));
	});
}

async function agree(url: string, id: string, env: NodeJS.ProcessEnv): Promise<boolean> {
	const cookie = await enter(url, 'organiser');
	const get = async (address: string) => {
		const answer = await fetch(`${url}${address}`, {
			headers: { cookie, 'accept-language': 'vi' }
		});
		if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
		return answer.text();
	};
	const state = async (view: 'totals' | 'leader') =>
		(JSON.parse(await get(`/api/floor/${id}/snapshot?view=${view}`)) as Snapshot<typeof view>)
			.state;
	const totals = await state('totals');
	const board = readingOf(totals);
	const verified = spawnSync(
		process.execPath,
		['--import', 'tsx', 'src/cli/verify.ts', '--demo', '--field-event', id],
		{ encoding: 'utf8', env }
	);
	const readings: Record<string, Reading> = {
		'totals board': board,
		'leader’s page': readingOf(await state('leader')),
		CSV: readCsv(await get(`/events/${id}/report.csv`), totals),
		verify: readVerify(verified.stdout, totals)
	};
	const pages = [`/board/${id}/totals`, `/leader/${id}`];
	let same = verified.status === 0;
	for (const [figure, n] of Object.entries(board)) {
		const told = Object.values(readings).map((reading) => reading[figure]);
		const agreed = told.every((other) => other === n);
		console.log(`  ${agreed ? 'same' : 'DIFFERENT'}  ${figure.padEnd(66)} ${told.join(' = ')}`);
		same &&= agreed;
	}
	for (const page of pages) {
		const html = await get(page);
		const missing = Object.values(board).filter((n) => !html.includes(n.toLocaleString('vi-VN')));
		if (missing.length > 0) console.log(`  DIFFERENT  ${page} does not show ${missing.join(', ')}`);
		same &&= missing.length === 0;
	}
	console.log(`  ${verified.stdout.trim().split('\n').pop()}`);
	return same;
}

async function enter(url: string, role: string): Promise<string> {
	const answer = await fetch(`${url}/api/demo/enter/${role}`, { redirect: 'manual' });
	const cookie = answer.headers.get('set-cookie')?.split(';')[0];
	if (!cookie) throw new Error(`the demo is not entered as ${role}: ${answer.status}`);
	return cookie;
}

function readingOf({ figures, services }: TotalsState): Reading {
	const { people, tickets, served, results, visitors } = figures;
	return {
		...{ people, tickets, served, results, visitors },
		...Object.fromEntries(services.map((s) => [s.countedNoun.vi, s.counted]))
	};
}

/** The row of all days of the first table, and each service's row of the second; the columns are those of the report. */
function readCsv(csv: string, { services }: TotalsState): Reading {
	const rows = csv
		.replace(/^\uFEFF/, '')
		.split('\r\n')
		.map((row) => row.split(';').map((cell) => cell.replace(/^"|"$/g, '')));
	const table = rows.findIndex(
		(row) => row.length === 7 && row.slice(1).every((n) => /^\d+$/.test(n))
	);
	const all = rows.slice(table).findIndex((row) => row.length < 7) + table - 1;
	const [, people, visitors, tickets, , served, results] = (rows[all] ?? []).map(Number);
	const days = all - table;
	const counted = services.map(({ countedNoun: { vi } }) => {
		const row = rows.find(([name, , ...rest]) => name === vi && rest.length >= days);
		return [vi, Number(row?.[2 + days])] as const;
	});
	return {
		...(Object.fromEntries(
			Object.entries({ people, tickets, served, results, visitors }).map(([key, n]) => [
				key,
				n ?? NaN
			])
		) as Reading),
		...Object.fromEntries(counted)
	};
}

function readVerify(said: string, { services }: TotalsState): Reading {
	const figure = (words: string) => {
		const line = said.split('\n').find((text) => text.includes(words));
		return Number((line?.trim().split(/\s+/).pop() ?? '').replaceAll('.', ''));
	};
	const counts: Record<string, string> = {
		card: 'card/enrolled',
		'level-2': 'level-2/enrolled',
		activation: 'activation/completed',
		help: 'help/completed'
	};
	return {
		people: figure('· people'),
		tickets: figure('· tickets'),
		served: figure('· turns served'),
		results: figure('· results'),
		visitors: figure('· of them without a number'),
		...Object.fromEntries(
			services.map((s) => [s.countedNoun.vi, figure(counts[s.serviceId] ?? '')])
		)
	};
}
