import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';

const ROOT = join(import.meta.dirname, '../../..');

/** A fault put into the product on purpose: the rig must find it. */
export interface Planted {
	/** Path below the root; the text must stand in it exactly once. */
	file: string;
	text: string;
	instead: string;
}

function plant({ file, text, instead }: Planted): Plugin {
	return {
		name: 'ngayhoi-planted-fault',
		enforce: 'pre',
		transform(code, id) {
			if (!id.endsWith(file)) return null;
			if (code.split(text).length !== 2) throw new Error(`${file} does not hold once: ${text}`);
			return code.replace(text, instead);
		}
	};
}

/** The station's own code as one script of a bare page. `outDir` is made, and removed again. */
export async function bundleStation(outDir: string, planted?: Planted): Promise<string> {
	await build({
		root: ROOT,
		configFile: false,
		logLevel: 'warn',
		publicDir: false,
		plugins: [svelte({ configFile: false }), ...(planted ? [plant(planted)] : [])],
		build: {
			outDir,
			emptyOutDir: true,
			lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['es'], fileName: 'page' }
		}
	});
	const script = readFileSync(join(outDir, 'page.js'), 'utf8');
	rmSync(outDir, { recursive: true });
	return script;
}
