import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runTool } from './process.js';

const minute = 60_000;
const compiled = 'src/lib/i18n/paraglide';

/** A message as its file holds it: plain text, or variants by number and kind. */
/** @typedef {string | { declarations?: string[], match?: Record<string, string> }[]} Message */

/** The names of the values that a message is given. @param {Message} message */
function inputs(message) {
	const found =
		typeof message === 'string'
			? [...message.matchAll(/(?<!\\)\{\s*(\w+)/g)].map((one) => one[1])
			: message.flatMap(({ declarations = [] }) =>
					declarations.flatMap((line) => /^input (\w+)/.exec(line)?.[1] ?? [])
				);
	return [...new Set(found)].sort().join(', ');
}

/** @param {Message} message */
const isEmpty = (message) =>
	typeof message === 'string' ? message.trim() === '' : message.length === 0;

/**
 * Everything wrong with the message files, as sentences: a room that the compiler does not read, a
 * key that one language lacks, an empty text, another set of values, a key twice or outside its room.
 * @param {string[]} locales @param {string[]} rooms @param {(locale: string, room: string) => Record<string, Message>} read
 */
export function faultsOf(locales, rooms, read) {
	/** @type {string[]} */
	const faults = [];
	/** @type {Map<string, string>} */
	const home = new Map();
	for (const room of rooms) {
		const texts = locales.map((locale) => ({ locale, messages: read(locale, room) }));
		const keys = new Set(texts.flatMap(({ messages }) => Object.keys(messages)));
		for (const key of keys) {
			if (key === '$schema') continue;
			if (!key.startsWith(`${room}_`))
				faults.push(`${room}.json: ${key} does not begin with ${room}_`);
			if (home.has(key)) faults.push(`${key} stands in ${home.get(key)}.json and in ${room}.json`);
			home.set(key, room);
			const said = texts.flatMap(({ locale, messages }) => {
				const message = messages[key];
				if (message === undefined || isEmpty(message))
					faults.push(`${locale}/${room}.json: ${key} has no words`);
				return message === undefined ? [] : [inputs(message)];
			});
			if (new Set(said).size > 1)
				faults.push(`${key} is given other values in another language: ${said.join(' / ')}`);
		}
	}
	return { faults, keys: [...home.keys()] };
}

/**
 * Checks the message files, compiles them, and looks for every key in what came out: without its
 * plug-in at hand the compiler makes an empty file, says "complete" and exits with 0.
 */
export async function checkMessages() {
	const settings = JSON.parse(readFileSync(join(root, 'project.inlang/settings.json'), 'utf8'));
	/** @type {string[]} */
	const locales = settings.locales;
	/** @type {string[]} */
	const patterns = settings['plugin.inlang.messageFormat'].pathPattern;
	const rooms = patterns.map((path) => basename(path, '.json'));
	const folder = (/** @type {string} */ locale) => join(root, 'src/lib/i18n/messages', locale);
	const { faults, keys } = faultsOf(locales, rooms, (locale, room) =>
		JSON.parse(readFileSync(join(folder(locale), `${room}.json`), 'utf8'))
	);
	for (const locale of locales) {
		for (const file of readdirSync(folder(locale))) {
			if (!rooms.includes(basename(file, '.json')))
				faults.push(`${locale}/${file} is not named in project.inlang/settings.json`);
		}
	}

	const code = await runTool(
		'@inlang/paraglide-js/bin/run.js',
		['compile', '--project', './project.inlang', '--outdir', `./${compiled}`, '--silent'].concat([
			...['--strategy', 'cookie', 'preferredLanguage', 'baseLocale']
		]),
		{ limitMs: minute }
	);
	if (code !== 0) faults.push('the messages do not compile');
	else {
		const made = await import(pathToFileURL(join(root, compiled, 'messages.js')).href);
		const missing = keys.filter((key) => typeof made[key] !== 'function');
		if (missing.length > 0) faults.push(`compiled without ${missing.join(', ')}`);
		if (made.common_product_name?.({}, { locale: 'vi' }) !== 'Ngày Hội')
			faults.push('common_product_name does not compile to “Ngày Hội”');
	}

	for (const fault of faults) console.log(`   ${fault}`);
	console.log(`   ${keys.length} messages in ${locales.join(', ')}`);
	return faults.length === 0;
}
