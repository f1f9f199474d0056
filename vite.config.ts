import { readdirSync } from 'node:fs';
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

/** Files that lie beside the program and belong to a station: its icons, and the clips that speak a number. */
function stationFiles(): string[] {
	return ['', '/voice/synthetic'].flatMap((folder) =>
		readdirSync(`static${folder}`)
			.filter((name) => /[.]mp3$|^(station|favicon)/.test(name))
			.map((name) => `${folder}/${name}`)
	);
}

/**
 * Lists every file that the station's page may ever ask for: its service worker keeps these and no others. Without it a
 * tablet would load the whole program, boards and reports and all, before it could be left alone.
 */
function stationShell(): Plugin {
	const page = resolve('src/routes/station/+page.svelte');
	return {
		name: 'ngayhoi-station-shell',
		apply: 'build',
		generateBundle(_, bundle) {
			if (this.environment.name !== 'client') return;
			const isNode = (name: string) => /^nodes\/\d+$/.test(name);
			const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
			const roots = chunks.filter(({ isEntry, name, facadeModuleId }) => {
				if (!isEntry || !facadeModuleId) return false;
				if (!isNode(name)) return name.startsWith('entry/');
				const { importedIds = [] } = this.getModuleInfo(facadeModuleId) ?? {};
				return name === 'nodes/0' || name === 'nodes/1' || importedIds.includes(page);
			});
			if (roots.length < 5) throw new Error('the page of a station is not among the chunks');
			const found = new Set<string>(stationFiles());
			const follow = (chunk: (typeof chunks)[number]): void => {
				if (found.has(`/${chunk.fileName}`)) return;
				found.add(`/${chunk.fileName}`);
				const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
				for (const file of [...(importedCss ?? []), ...(importedAssets ?? [])])
					found.add(`/${file}`);
				for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
					const next = bundle[name];
					// The table of all pages is no reason to keep them.
					if (next?.type === 'chunk' && (roots.includes(next) || !isNode(next.name))) follow(next);
				}
			};
			roots.forEach(follow);
			const source = JSON.stringify([...found].sort());
			this.emitFile({ type: 'asset', fileName: '_app/station-shell.json', source });
		}
	};
}

export default defineConfig({
	plugins: [
		phoneScript(),
		stationShell(),
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
