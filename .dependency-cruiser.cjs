/**
 * Who may import whom. Each rule is a sentence; its comment says what breaks when it does.
 * Checked by tests/borders, which also proves that the checker bites.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
	forbidden: [
		{
			name: 'every import leads to a file',
			comment:
				'A checker that cannot resolve an import cannot judge it: every other rule here would look green.',
			severity: 'error',
			from: {},
			// What exists only inside SvelteKit, and a package's file asked for by address (?url), which the
			// checker looks up with the question mark; the build fails on it when it is not there.
			to: {
				couldNotResolve: true,
				pathNot:
					'^([$]app/|[$]service-worker$|[.]{1,2}/([$]types|.+/[$]types)([.]js)?$|[a-z@][^?]+[?]url$)'
			}
		},
		{
			name: 'the core imports only the core and valibot',
			comment:
				'The rules of the hall run on the server, on a station without network and in the simulator. An import of anything else ties them to one of these, and the others begin to disagree.',
			severity: 'error',
			from: { path: '^src/lib/core/', pathNot: '[.]test[.]ts$' },
			to: { pathNot: '^src/lib/core/|(^|/)node_modules/valibot/' }
		},
		{
			name: 'what runs in a browser never imports the server',
			comment:
				'Keys, SQL and the settings of the machine would be shipped to every phone in the hall.',
			severity: 'error',
			from: { path: '^src/lib/(live|station|ui)/' },
			to: { path: '^(src/lib/server/|src/hooks[.]server)|[.]server[.](ts|js)$' }
		},
		{
			name: 'a component of ui knows no flow',
			comment:
				'A button that knows the socket or the outbox can be used on one screen only; the next screen gets a copy.',
			severity: 'error',
			from: { path: '^src/lib/ui/' },
			to: { path: '^src/(lib/(live|station)|routes)/' }
		},
		{
			name: 'the online view never imports the offline station',
			comment:
				"A citizen's phone has 60 KB to load: the outbox, the scanner and IndexedDB do not fit in it.",
			severity: 'error',
			from: { path: '^src/lib/live/' },
			to: { path: '^src/lib/station/' }
		},
		{
			name: 'the server never imports a screen',
			comment:
				'What the server decides must not depend on how it is shown; a component imported there also drags the browser into tests and commands.',
			severity: 'error',
			from: { path: '^src/(lib/server/|cli/|hooks[.]server)' },
			to: { path: '^src/(routes|lib/(ui|live|station))/|[.]svelte([.]ts)?$' }
		},
		{
			name: 'nobody imports a route',
			comment: 'A route translates for one address; what two need is a use case or a component.',
			severity: 'error',
			from: { path: '^src/(lib|cli)/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'the product imports neither tests nor demo nor commands',
			comment:
				'Simulated citizens and test keys in the program that runs a real hall would be one flag away from it.',
			severity: 'error',
			from: { path: '^src/(lib|routes)/|^src/hooks', pathNot: '[.]test[.]ts$' },
			to: { path: '^(tests|demo|src/demo|src/cli)/' }
		},
		{
			name: 'what starts the program imports only Node',
			comment:
				'It runs in a fresh clone, before a package is installed or a file is compiled: any other import ends the very first start.',
			severity: 'error',
			from: { path: '^src/start/' },
			to: { pathNot: '^src/start/', dependencyTypesNot: ['core'] }
		},
		{
			name: 'no circle of imports',
			comment:
				'In a circle the order of loading decides whether a constant is there yet; the failure shows first in production. Types may point in circles: they vanish.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'the product imports only what package.json names',
			comment:
				"A package that is there only because another one brought it goes away with that one's next version.",
			severity: 'error',
			from: { path: '^src/' },
			to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }
		}
	],
	options: {
		doNotFollow: { path: '(^|/)node_modules/' },
		exclude: { path: '^src/lib/i18n/paraglide/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'default'],
			extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts']
		}
	}
};
