import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clear, plant } from './cruise.ts';

/** The smallest SvelteKit application with the project's way of importing, and one leak in it. */
const app = (page: string) => ({
	'src/app.html': '%sveltekit.head%%sveltekit.body%',
	'svelte.config.js': 'export default {};',
	'vite.config.js': `import { sveltekit } from '@sveltejs/kit/vite';\nexport default { logLevel: 'error', plugins: [sveltekit()] };`,
	'src/lib/server/secret.ts': `export const secret = 'the key of the hall';`,
	'src/lib/ui/Leak.svelte': `<script>\n\timport { secret } from '#lib/server/secret.ts';\n</script>\n\n{secret}`,
	'src/routes/+page.svelte': page
});

// TEST is set by vitest, and SvelteKit drops its guard when it sees it.
function build(folder: string): { built: boolean; said: string } {
	const run = spawnSync(
		process.execPath,
		[join(folder, 'node_modules/vite/bin/vite.js'), 'build'],
		{ cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production', TEST: '' } }
	);
	return { built: run.status === 0, said: run.stdout + run.stderr };
}

const folders: string[] = [];
let sound: string, leaking: string;
beforeAll(() => {
	sound = plant(app('<h1>Ngày Hội</h1>'));
	leaking = plant(
		app(`<script>\n\timport Leak from '#lib/ui/Leak.svelte';\n</script>\n\n<Leak />`)
	);
	folders.push(sound, leaking);
});
afterAll(() => folders.forEach(clear));

test('a page without a leak builds, so that a refusal below means the leak', () => {
	expect(build(sound)).toMatchObject({ built: true });
}, 60_000);

test('SvelteKit refuses to build a component that imports #lib/server', () => {
	const { built, said } = build(leaking);
	expect(built).toBe(false);
	expect(said).toContain('into code that runs in the browser');
	expect(said).toContain('$lib/ui/Leak.svelte imports');
}, 60_000);
