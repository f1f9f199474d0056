import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({
	cwd: resolve(import.meta.dirname, '../..'),
	// The lines below are in no file, so the rules that ask the compiler stay out of it.
	overrideConfig: {
		languageOptions: { parserOptions: { projectService: false } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'off',
			'@typescript-eslint/no-misused-promises': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': 'off'
		}
	}
});

async function complaints(filePath: string, text: string): Promise<string[]> {
	const [result] = await eslint.lintText(text, { filePath });
	return (result?.messages ?? []).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

const impure: [string, string][] = [
	['export const t = Date.now();', 'no clock'],
	['export const t = new Date();', 'no clock'],
	['export const t = Date();', 'no clock'],
	['export const t = performance.now();', 'no clock'],
	['export const t = new Date(0).getHours();', 'neither time zone nor language'],
	["export const t = 'a'.localeCompare('ă');", 'neither time zone nor language'],
	['export const t = Math.random();', 'no randomness'],
	['export const t = crypto.randomUUID();', 'no randomness'],
	["export const t = fetch('/');", 'no input or output'],
	["console.log('x');", 'no input or output'],
	['export const t = process.env.HOME;', 'no input or output'],
	['export async function t() {}', 'synchronous'],
	["import { one } from '#lib/server/one.ts';\nexport const t = one;", 'only the core and valibot'],
	["import { one } from 'node:fs';\nexport const t = one;", 'only the core and valibot']
];

test.each(impure)('the core may not say %j', async (text, harm) => {
	expect(await complaints('src/lib/core/impure.ts', text)).toEqual([expect.stringContaining(harm)]);
});

test('the core may take the time as an argument and import the core', async () => {
	const text = `import * as v from 'valibot';
import { day } from '#lib/core/day.ts';
export const t = (at: number) => [new Date(at).toISOString(), Math.max(at, 0), v, day];`;
	expect(await complaints('src/lib/core/pure.ts', text)).toEqual([]);
});

test('no component may write HTML from a value', async () => {
	const text = `<script lang="ts">\n\tlet { name }: { name: string } = $props();\n</script>\n\n{@html name}`;
	expect(await complaints('src/lib/ui/Raw.svelte', text)).toEqual([
		expect.stringContaining('svelte/no-at-html-tags')
	]);
});
