import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clear, cruise, plant, type Cruise } from './cruise.ts';

describe('the project keeps its borders', () => {
	test('no import of ours crosses a border, and each leads to a file', () => {
		const { violations, imports } = cruise();
		expect(violations).toEqual([]);
		expect(imports.length).toBeGreaterThan(0);
	}, 60_000);
});

/** Each file breaks the one rule named beside it. */
const trespasses: { from: string; text: string; rule: string }[] = [
	{
		from: 'src/lib/core/lost.ts',
		text: `import { a } from './nowhere.ts';\nexport const b = a;`,
		rule: 'every import leads to a file'
	},
	{
		from: 'src/lib/core/lost-alias.ts',
		text: `import { a } from '#lib/core/nowhere.ts';\nexport const b = a;`,
		rule: 'every import leads to a file'
	},
	{
		from: 'src/lib/ui/Lost.svelte',
		text: `<script lang="ts">\n\timport X from '#lib/ui/Nowhere.svelte';\n</script>\n\n<X />`,
		rule: 'every import leads to a file'
	},
	{
		from: 'src/lib/core/curious.ts',
		text: `import { readFileSync } from 'node:fs';\nexport const b = readFileSync;`,
		rule: 'the core imports only the core and valibot'
	},
	{
		from: 'src/lib/core/typed.ts',
		text: `import type { Secret } from '#lib/server/secret.ts';\nexport type B = Secret;`,
		rule: 'the core imports only the core and valibot'
	},
	{
		from: 'src/lib/live/view.svelte.ts',
		text: `import { secret } from '#lib/server/secret.ts';\nexport const b = secret;`,
		rule: 'what runs in a browser never imports the server'
	},
	{
		from: 'src/lib/ui/Leak.svelte',
		text: `<script lang="ts">\n\timport { secret } from '#lib/server/secret.ts';\n</script>\n\n{secret}`,
		rule: 'what runs in a browser never imports the server'
	},
	{
		from: 'src/lib/ui/Knowing.svelte',
		text: `<script lang="ts">\n\timport { outbox } from '#lib/station/outbox.ts';\n</script>\n\n{outbox}`,
		rule: 'a component of ui knows no flow'
	},
	{
		from: 'src/lib/live/heavy.ts',
		text: `import { outbox } from '#lib/station/outbox.ts';\nexport const b = outbox;`,
		rule: 'the online view never imports the offline station'
	},
	{
		from: 'src/lib/server/drawing.ts',
		text: `import Button from '#lib/ui/Good.svelte';\nexport const b = Button;`,
		rule: 'the server never imports a screen'
	},
	{
		from: 'src/lib/station/routed.ts',
		text: `import { load } from '../../routes/+page.ts';\nexport const b = load;`,
		rule: 'nobody imports a route'
	},
	{
		from: 'src/lib/server/tested.ts',
		text: `import { simulated } from '../../../tests/simulated.ts';\nexport const b = simulated;`,
		rule: 'the product imports neither tests nor demo nor commands'
	},
	{
		from: 'src/start/eager.js',
		text: `import { flatten } from 'valibot';\nexport const b = flatten;`,
		rule: 'what starts the program imports only Node'
	},
	{
		from: 'src/lib/station/circle-a.ts',
		text: `import { b } from './circle-b.ts';\nexport const a = () => b;`,
		rule: 'no circle of imports'
	},
	{
		from: 'src/lib/server/stowaway.ts',
		text: `import { parse } from 'acorn';\nexport const b = parse;`,
		rule: 'the product imports only what package.json names'
	}
];

const innocent: Record<string, string> = {
	'src/lib/core/rule.ts': `import * as v from 'valibot';\nimport { day } from '#lib/core/day.ts';\nexport const b = [v, day];`,
	'src/lib/core/day.ts': `export const day = 1;`,
	'src/lib/server/secret.ts': `import { b } from '#lib/core/rule.ts';\nexport const secret = b;\nexport type Secret = 1;`,
	'src/lib/station/outbox.ts': `export const outbox = 1;`,
	'src/lib/station/circle-b.ts': `import { a } from './circle-a.ts';\nexport const b = () => a;`,
	'src/lib/station/type-a.ts': `import type { B } from './type-b.ts';\nexport type A = B | 1;`,
	'src/lib/station/type-b.ts': `import type { A } from './type-a.ts';\nexport type B = A | 2;`,
	'src/lib/ui/Good.svelte': `<script lang="ts">\n\timport { day } from '#lib/core/day.ts';\n\timport Inner from '#lib/ui/Inner.svelte';\n\tlet { n = day as number }: { n?: number } = $props();\n</script>\n\n<Inner>{n}</Inner>`,
	'src/lib/ui/Inner.svelte': `<script lang="ts">\n\timport type { Snippet } from 'svelte';\n\tlet { children }: { children: Snippet } = $props();\n</script>\n\n{@render children()}`,
	'src/start/serve.js': `import http from 'node:http';\nimport { say } from './say.js';\nexport const b = [http, say];`,
	'src/start/say.js': `export const say = 1;`,
	'src/routes/+page.ts': `export const load = () => ({});`,
	'src/routes/+page.server.ts': `import type { PageServerLoad } from './$types';\nimport { secret } from '#lib/server/secret.ts';\nexport const load: PageServerLoad = () => ({ secret });`,
	'src/routes/+page.svelte': `<script lang="ts">\n\timport { page } from '$app/state';\n\timport Good from '#lib/ui/Good.svelte';\n</script>\n\n<Good />{page.url}`,
	'tests/simulated.ts': `export const simulated = 1;`
};

describe('the checker bites', () => {
	let folder: string;
	let seen: Cruise;

	beforeAll(() => {
		folder = plant({
			...innocent,
			...Object.fromEntries(trespasses.map(({ from, text }) => [from, text]))
		});
		seen = cruise(folder);
	}, 60_000);
	afterAll(() => clear(folder));

	test.each(trespasses)('$from is caught: $rule', ({ from, rule }) => {
		expect(seen.violations.map((one) => [one.from, one.rule])).toContainEqual([from, rule]);
	});

	test('it follows #lib imports out of components and into components', () => {
		expect(seen.imports).toContainEqual({
			from: 'src/lib/ui/Good.svelte',
			to: 'src/lib/ui/Inner.svelte'
		});
		expect(seen.imports).toContainEqual({
			from: 'src/routes/+page.svelte',
			to: 'src/lib/ui/Good.svelte'
		});
	});

	test('it accuses nobody else', () => {
		const guilty = new Set([...trespasses.map(({ from }) => from), 'src/lib/station/circle-b.ts']);
		expect(seen.violations.filter(({ from }) => !guilty.has(from))).toEqual([]);
	});
});
