import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runNode } from '../../src/start/child.js';

const SOON = { timeout: 20_000, interval: 20 };

function isAlive(id: number): boolean {
	try {
		process.kill(id, 0);
		return true;
	} catch {
		return false;
	}
}

test('what a start has begun ends with it, when it is killed too', async () => {
	const module = JSON.stringify(new URL('../../src/start/child.js', import.meta.url).href);
	const folder = mkdtempSync(join(tmpdir(), 'ngayhoi-child-'));
	const idFile = join(folder, 'id');
	const work = `require('fs').writeFileSync(${JSON.stringify(idFile)}, String(process.pid)); setTimeout(() => {}, 60_000)`;
	const script = `
		import { runNode } from ${module};
		await runNode(['--eval', ${JSON.stringify(work)}], { quiet: true });`;
	const parent = spawn(process.execPath, ['--input-type=module', '--eval', script]);
	const written = () => existsSync(idFile) && readFileSync(idFile, 'utf8') !== '';
	await expect.poll(written, SOON).toBe(true);
	const id = Number(readFileSync(idFile, 'utf8'));
	expect(isAlive(id)).toBe(true);
	parent.kill('SIGKILL');
	await expect.poll(() => isAlive(id), SOON).toBe(false);
	rmSync(folder, { recursive: true });
});

test('a program that is run to its end tells how it ended and what it said', async () => {
	expect(await runNode(['--eval', 'console.log(1)'], { quiet: true })).toEqual({
		ok: true,
		said: '1\n'
	});
	expect(await runNode(['--eval', 'process.exit(3)'], { quiet: true })).toEqual({
		ok: false,
		said: ''
	});
});
