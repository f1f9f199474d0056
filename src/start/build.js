import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { alone } from './alone.js';
import { runNode } from './child.js';
import { giveUp, say } from './say.js';

/** Everything that the build reads. */
const SOURCES = [
	...['src', 'static', 'drizzle', 'project.inlang/settings.json', 'svelte.config.js'],
	...['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json']
];
/** Made by the build itself, or not part of it. */
const NOT_SOURCES = /^src\/lib\/i18n\/paraglide$|\.test\.ts$/;
const ASSETS = 'client/_app/immutable';

/** @param {string} place @returns {string[]} the files of a place, in an order that is the same everywhere */
function filesOf(place) {
	const stat = fs.statSync(place, { throwIfNoEntry: false });
	if (!stat || NOT_SOURCES.test(place)) return [];
	if (!stat.isDirectory()) return [place];
	return fs
		.readdirSync(place)
		.sort()
		.flatMap((name) => filesOf(`${place}/${name}`));
}

function hashOfSources() {
	const sum = createHash('sha256');
	for (const file of SOURCES.flatMap(filesOf)) {
		sum.update(`${file}\0`).update(fs.readFileSync(file)).update('\0');
	}
	return sum.digest('hex').slice(0, 16);
}

/** Finished builds, youngest first. */
function finishedBuilds() {
	if (!fs.existsSync('build')) return [];
	const age = (/** @type {string} */ folder) => fs.statSync(folder).mtimeMs;
	return fs
		.readdirSync('build')
		.filter((name) => /^[0-9a-f]{16}$/.test(name))
		.map((name) => path.join('build', name))
		.sort((a, b) => age(b) - age(a));
}

/**
 * Builds the program when no build of these very sources is there. Each build has a folder of its own under
 * `build/`, named by the hash of its sources and put there whole: a build that breaks leaves nothing behind, and a
 * program that still runs from an earlier one keeps its files. Vite's own working folder is one for all: two builds at
 * once would mix their files.
 * @returns {Promise<string>} the build's folder, with `handler.js` in it
 */
export async function buildWhenStale() {
	const folder = path.resolve('build', hashOfSources());
	const isBuilt = () => fs.existsSync(path.join(folder, 'handler.js'));
	if (isBuilt()) return folder;
	fs.mkdirSync('build', { recursive: true });
	await alone(path.resolve('build/under-way'), async () => {
		if (!isBuilt()) await build(folder);
	});
	return folder;
}

/** @param {string} folder where the finished build goes */
async function build(folder) {
	const [last, ...older] = finishedBuilds();
	for (const name of fs.readdirSync('build')) {
		// Nobody else builds now: what is half there was left by a start that was killed.
		if (name.startsWith('half-'))
			fs.rmSync(path.join('build', name), { recursive: true, force: true });
	}
	const half = path.resolve('build', `half-${process.pid}`);
	say('Đang dựng chương trình (khoảng một phút)…', 'Building the program (about a minute)…');
	const began = performance.now();
	const { ok, said } = await runNode(['node_modules/vite/bin/vite.js', 'build'], {
		quiet: true,
		env: { NODE_ENV: 'production', BUILD_DIR: half }
	});
	if (!ok || !fs.existsSync(path.join(half, 'handler.js'))) {
		fs.rmSync(half, { recursive: true, force: true });
		const lines = said.split('\n');
		const first = lines.findIndex((line) => /error/i.test(line));
		console.error(lines.slice(Math.max(first, 0)).slice(0, 40).join('\n'));
		giveUp('Dựng chương trình không thành công, xem ở trên.', 'The build failed, see above.');
	}
	// A page that was opened before the update may still ask for its own files: one version of them is kept.
	const own = fs.readdirSync(path.join(half, ASSETS), { recursive: true }).map(String);
	fs.writeFileSync(path.join(half, 'own-assets.json'), JSON.stringify(own));
	if (last) keepAssets(last, half);
	fs.rmSync(folder, { recursive: true, force: true });
	fs.renameSync(half, folder);
	for (const old of older) fs.rmSync(old, { recursive: true, force: true });
	const seconds = Math.round((performance.now() - began) / 1000);
	say(`Đã dựng xong sau ${seconds} giây.`, `Built in ${seconds} s.`);
}

/** @param {string} last @param {string} next */
function keepAssets(last, next) {
	/** @type {string[]} */
	const own = JSON.parse(fs.readFileSync(path.join(last, 'own-assets.json'), 'utf8'));
	for (const name of own) {
		const [from, to] = [path.join(last, ASSETS, name), path.join(next, ASSETS, name)];
		if (fs.existsSync(to) || !fs.statSync(from, { throwIfNoEntry: false })?.isFile()) continue;
		fs.mkdirSync(path.dirname(to), { recursive: true });
		fs.copyFileSync(from, to);
	}
}
