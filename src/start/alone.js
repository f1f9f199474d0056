import fs from 'node:fs';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './say.js';

/**
 * Whoever holds the file says every so often that it still works; one that has not for so long is gone. Longer than a
 * laptop that slept needs to say so again.
 */
const BEAT_MS = 2_000;
const GONE_MS = 3 * 60_000;

/** @param {string} file @returns {string | null} */
function read(file) {
	try {
		return fs.readFileSync(file, 'utf8');
	} catch {
		return null;
	}
}

/**
 * Takes the file when nobody holds it. A folder in which nothing can be written holds nobody up: the work itself says so.
 * @param {string} file
 * @param {string} me
 */
function take(file, me) {
	try {
		fs.writeFileSync(file, me, { flag: 'wx' });
		return true;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST';
	}
}

/** Whether the start that wrote this has ended without taking its file away. @param {string} file @param {string} holder */
function isGone(file, holder) {
	const age = Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
	if (age > GONE_MS) return true;
	const [pid, host] = holder.split('\n');
	if (host !== os.hostname() || !Number(pid)) return false;
	// A container that was started again gives its program the number that it had before.
	if (Number(pid) === process.pid) return true;
	try {
		process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
	}
}

/** Puts aside the file of a start that is gone, unless another has just taken its place. @param {string} file @param {string} holder */
function putAside(file, holder) {
	const aside = `${file}-${process.pid}`;
	try {
		fs.renameSync(file, aside);
		if (read(aside) === holder) fs.rmSync(aside);
		else fs.renameSync(aside, file);
	} catch {
		// Another start has put it aside.
	}
}

/**
 * Does a piece of work that two starts from one folder must not do at once (installing, building): the second waits
 * until the first is through, or has ended without a word. The work looks again whether there is still anything to do.
 * @template T
 * @param {string} file tells others that the work is under way
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(file, work) {
	const me = `${process.pid}\n${os.hostname()}`;
	let told = false;
	while (!take(file, me)) {
		const holder = read(file);
		if (holder !== null && isGone(file, holder)) {
			putAside(file, holder);
			continue;
		}
		if (!told) {
			say(
				'Một lần khởi động khác đang chuẩn bị chương trình trong thư mục này, vui lòng chờ…',
				'Another start is preparing the program in this folder, please wait…'
			);
		}
		told = true;
		await sleep(300);
	}
	const release = () => fs.rmSync(file, { force: true });
	process.once('exit', release);
	const beat = setInterval(() => fs.utimes(file, new Date(), new Date(), () => {}), BEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		process.off('exit', release);
		release();
	}
}
