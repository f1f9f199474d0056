import { isMainThread } from 'node:worker_threads';

/**
 * Imported before a program that `runNode` starts: it ends when whoever started it is gone, killed without a word too.
 * Otherwise half a build would go on writing where the next start is already building.
 */
if (isMainThread) {
	process.stdin.on('close', () => process.exit(1)).resume();
	// A program that has done its work is held up by nobody.
	/** @type {import('node:net').Socket} */ (process.stdin).unref();
}
