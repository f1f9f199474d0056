import { spawn } from 'node:child_process';

/** The test of wiped tablets, with 200 of them: no number twice, and every scanned slip stands again. */
export function faultWipes(): Promise<boolean> {
	const args = ['vitest', 'run', '--project', 'pg', 'tests/faults/storage-wipes.pg.test.ts'];
	const child = spawn('npx', args, { stdio: 'inherit', env: { ...process.env, WIPES: '200' } });
	return new Promise((done) => child.once('close', (code) => done(code === 0)));
}
