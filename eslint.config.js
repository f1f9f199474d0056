import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TIME =
	'The core has no clock: a station offline and the server must compute the same. Take the time as an argument.';
const CHANCE =
	'The core has no randomness: replaying the journal would give another hall. Take the id or number as an argument.';
const OUTSIDE =
	'The core does no input or output: it also runs in a browser without network and inside a transaction. Let the caller do it.';
const WAITING =
	'The core is synchronous: between two awaits another command would see a hall that is half changed.';
const PLACE =
	'The core knows neither time zone nor language: two machines would order or cut the day differently. Use UTC numbers and code units.';

/** What would make the core answer differently on two machines, or at two times. */
const coreIsPure = {
	'no-restricted-globals': [
		'error',
		...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'console', 'process', 'Buffer'].map(
			(name) => ({ name, message: OUTSIDE })
		),
		...['window', 'document', 'navigator', 'localStorage', 'sessionStorage', 'indexedDB'].map(
			(name) => ({ name, message: OUTSIDE })
		),
		...['performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map(
			(name) => ({ name, message: TIME })
		),
		{ name: 'crypto', message: CHANCE },
		{ name: 'Intl', message: PLACE },
		{ name: 'globalThis', message: OUTSIDE }
	],
	'no-restricted-properties': [
		'error',
		{ object: 'Math', property: 'random', message: CHANCE },
		{ object: 'Date', property: 'now', message: TIME }
	],
	'no-restricted-syntax': [
		'error',
		{ selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: TIME },
		{ selector: 'CallExpression[callee.name="Date"]', message: TIME },
		{ selector: ':function[async=true]', message: WAITING },
		{ selector: 'AwaitExpression', message: WAITING },
		{ selector: 'ImportExpression', message: WAITING },
		{
			selector:
				'MemberExpression[property.name=/^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)$/]',
			message: PLACE
		},
		{
			selector: 'MemberExpression[property.name=/^(toLocale.*String|localeCompare)$/]',
			message: PLACE
		}
	],
	'no-restricted-imports': [
		'error',
		{
			patterns: [
				{
					regex: '^(node:|svelte(/|$)|[$](app|env|lib)/|#lib/(?!core/))',
					message:
						'The core imports only the core and valibot, so that the same rules run on the server, on a station and under test.'
				}
			]
		}
	]
};

/** Imports that are wrong wherever they stand. */
const importsHaveOneSpelling = {
	'no-restricted-imports': [
		'error',
		{
			patterns: [
				{
					group: ['$lib', '$lib/*'],
					message:
						'Write #lib/….ts with its extension: $lib is not resolved by the borders check, so a forbidden import would look allowed.'
				},
				{
					group: ['$env/*'],
					message:
						'Settings are read from process.env in one place on the server, where each is described and checked.'
				},
				{
					group: ['$app/stores'],
					message: 'Use $app/state: the stores are gone in the next version of SvelteKit.'
				}
			]
		}
	]
};

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'data/',
			'drizzle/',
			'static/',
			'test-results/',
			'project.inlang/',
			'src/lib/i18n/paraglide/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off', // TypeScript finds these, and knows the types of the DOM.
			eqeqeq: ['error', 'smart'],
			'no-constant-binary-expression': 'error',
			'no-self-compare': 'error',
			'prefer-const': ['error', { destructuring: 'all' }],
			'@typescript-eslint/consistent-type-imports': [
				'error',
				{ fixStyle: 'separate-type-imports' }
			],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }
			],
			...importsHaveOneSpelling
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig }
		},
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': ['error', { destructuring: 'all' }],
			'svelte/no-at-html-tags': 'error', // A citizen's name may be a script.
			'svelte/no-navigation-without-resolve': 'off', // Served at the root of its own host, never below a path.
			'svelte/no-unused-svelte-ignore': 'off', // It takes the words of a reason for more codes.
			'svelte/prefer-svelte-reactivity': 'off', // What is replaced whole is $state.raw, and a local Set needs no reactivity.
			'svelte/require-each-key': 'error'
		}
	},
	{
		// A promise that nobody awaits ends the program when it fails, and a lost write says nothing.
		files: ['src/lib/{core,server}/**/*.ts', 'src/hooks.server.ts', 'src/cli/**/*.ts'],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
		},
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			]
		}
	},
	{
		files: ['src/lib/core/**/*.ts'],
		ignores: ['src/lib/core/**/*.test.ts'],
		rules: coreIsPure
	},
	{
		files: ['**/*.cjs'],
		languageOptions: { sourceType: 'commonjs' }
	}
);
