import { spawnSync } from 'node:child_process';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const project = resolve(import.meta.dirname, '..');
let folder: string;

beforeAll(() => {
	// Below node_modules, because drizzle-kit takes only paths relative to the project.
	const cache = join(project, 'node_modules', '.cache');
	mkdirSync(cache, { recursive: true });
	folder = mkdtempSync(join(cache, 'drift-'));
	writeFileSync(
		join(folder, 'drizzle.config.ts'),
		`import config from '../../../drizzle.config.ts';
const name = process.env.DRIFT_OUT;
if (!name) throw new Error('DRIFT_OUT names the folder of migrations');
export default { ...config, out: ${JSON.stringify('./' + relative(project, folder).replaceAll('\\', '/') + '/')} + name };
`
	);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function drizzleKit(verb: 'generate' | 'check', out: string): void {
	const run = spawnSync(
		process.execPath,
		[
			join(project, 'node_modules/drizzle-kit/bin.cjs'),
			verb,
			`--config=${relative(project, join(folder, 'drizzle.config.ts'))}`
		],
		{ cwd: project, encoding: 'utf8', env: { ...process.env, DRIFT_OUT: out } }
	);
	if (run.status !== 0) throw new Error(`drizzle-kit ${verb}: ${run.stdout}${run.stderr}`);
}

/** Every file of a folder of migrations with its text. */
function contents(path: string): Record<string, string> {
	return Object.fromEntries(
		readdirSync(path, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name))
			.map((file) => [relative(path, file), readFileSync(file, 'utf8')])
	);
}

test('the migrations in drizzle/ say all that the tables in the code say', () => {
	const committed = contents(join(project, 'drizzle'));
	cpSync(join(project, 'drizzle'), join(folder, 'copy'), { recursive: true });
	drizzleKit('generate', 'copy');
	const after = contents(join(folder, 'copy'));
	const changed = Object.keys(after).filter((file) => after[file] !== committed[file]);
	const missing = changed.filter((file) => file.endsWith('.sql')).map((file) => after[file]);
	expect(missing.join('\n'), 'run npm run db:generate, and commit what it writes').toBe('');
	expect(changed).toEqual([]);
}, 60_000);

test('no two migrations were written on the same base', () => {
	cpSync(join(project, 'drizzle'), join(folder, 'checked'), { recursive: true });
	expect(() => drizzleKit('check', 'checked')).not.toThrow();
}, 60_000);

test('the generator does see the tables: from nothing it writes them all', () => {
	drizzleKit('generate', 'empty');
	const written = Object.values(contents(join(folder, 'empty'))).join('\n');
	expect(written).toContain('CREATE TABLE "journal"');
}, 60_000);
