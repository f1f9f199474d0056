import { resolve } from 'node:path';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Tests of the code's own order: they build and generate, so they run apart from the quick ones. */
const house = ['tests/borders/*.test.ts', 'tests/drift.test.ts'];

/** A citizen's phone loads one small script of its own instead of SvelteKit's router (src/routes/(citizen)). */
function phoneScript(): Plugin {
	return {
		name: 'ngayhoi-phone-script',
		apply: 'build',
		buildStart() {
			if (this.environment.name !== 'client') return;
			const id = resolve('src/routes/(citizen)/t/[ticket]/phone-entry.ts');
			this.emitFile({ type: 'chunk', id, fileName: '_app/phone.js' });
		}
	};
}

export default defineConfig({
	plugins: [
		phoneScript(),
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/i18n/paraglide',
			strategy: ['cookie', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit()
	],
	server: { host: '127.0.0.1' },
	test: {
		expect: { requireAssertions: true },
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					// Nothing here leaves anything behind in a module: the files share what they load.
					isolate: false,
					setupFiles: ['tests/properties.setup.ts'],
					// A slow machine is no fault: only what never ends is one.
					testTimeout: 60_000,
					include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
					exclude: ['**/*.pg.test.ts', '**/node_modules/**', ...house]
				}
			},
			{
				extends: true,
				test: { name: 'house', include: house, testTimeout: 60_000 }
			},
			{
				extends: true,
				test: {
					name: 'pg',
					include: ['src/**/*.pg.test.ts', 'tests/**/*.pg.test.ts'],
					globalSetup: ['tests/postgres.setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000
				}
			}
		]
	}
});
