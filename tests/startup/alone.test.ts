import { spawn } from 'node:child_process';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'ngayhoi-alone-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'under-way');

/** A start of its own that does a piece of work of so many ms, and writes down when it began and ended it. */
function start(ms: number, name: string) {
	const module = JSON.stringify(new URL('../../src/start/alone.js', import.meta.url).href);
	const log = JSON.stringify(join(folder, 'log'));
	const script = `
		import { alone } from ${module};
		import { appendFileSync } from 'node:fs';
		await alone(${JSON.stringify(file())}, async () => {
			appendFileSync(${log}, '${name} begins\\n');
			await new Promise((done) => setTimeout(done, ${ms}));
			appendFileSync(${log}, '${name} ends\\n');
		});`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', script]);
	let said = '';
	child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const ended = new Promise<number | null>((done) => child.once('close', done));
	return { child, ended, said: () => said };
}

const log = () => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');

async function until(so: () => boolean): Promise<void> {
	await expect.poll(so, { timeout: 20_000, interval: 20 }).toBe(true);
}

test('of several starts at one instant each does its work alone, and those that wait say so', async () => {
	const all = ['one', 'two', 'three', 'four'].map((name) => start(150, name));
	expect(await Promise.all(all.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
	const lines = log();
	expect(lines).toHaveLength(8);
	for (let at = 0; at < 8; at += 2) {
		expect(lines[at + 1]).toBe(lines[at]!.replace('begins', 'ends'));
	}
	expect(all.some(({ said }) => said().includes('vui lòng chờ'))).toBe(true);
	expect(readdirSync(folder)).toEqual(['log']);
});

test('a start that was killed in the midst of it holds nobody up', async () => {
	const first = start(60_000, 'first');
	await until(() => existsSync(join(folder, 'log')));
	const second = start(0, 'second');
	await until(() => second.said().includes('vui lòng chờ'));
	first.child.kill('SIGKILL');
	expect(await second.ended).toBe(0);
	expect(log()).toEqual(['first begins', 'second begins', 'second ends']);
	expect(readdirSync(folder)).toEqual(['log']);
});

test('a start of another machine over a shared folder is waited for while it says that it works', async () => {
	writeFileSync(file(), `1\nanother-than-${hostname()}`);
	const waiting = start(0, 'waiting');
	await until(() => waiting.said().includes('vui lòng chờ'));
	const longAgo = new Date(Date.now() - 10 * 60_000);
	utimesSync(file(), longAgo, longAgo);
	expect(await waiting.ended).toBe(0);
	expect(log()).toEqual(['waiting begins', 'waiting ends']);
});

test('what a killed program of the very same number has left holds nobody up', async () => {
	const { alone } = await import('../../src/start/alone.js');
	writeFileSync(file(), `${process.pid}\n${hostname()}`);
	expect(await alone(file(), () => Promise.resolve('done'))).toBe('done');
	expect(existsSync(file())).toBe(false);
});

test('in a folder that cannot be written the work goes on, and says itself what is wrong', async () => {
	const { alone } = await import('../../src/start/alone.js');
	expect(await alone(join(folder, 'not-there', 'under-way'), () => Promise.resolve('done'))).toBe(
		'done'
	);
});
