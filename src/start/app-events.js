/**
 * Sends the app an event and waits for the promises that its listeners hand in. A promise that fails does not
 * keep the others waiting; its error is thrown when all are settled.
 * @param {'app:serve' | 'app:shutdown'} name
 * @param {(wait: (promise: Promise<unknown>) => void) => unknown} payload
 */
export async function askApp(name, payload) {
	/** @type {Promise<unknown>[]} */
	const promises = [];
	const wait = (/** @type {Promise<unknown>} */ promise) => void promises.push(promise);
	/** @type {NodeJS.EventEmitter} */ (process).emit(name, payload(wait));
	const results = await Promise.allSettled(promises);
	const failed = results.find((result) => result.status === 'rejected');
	if (failed) throw failed.reason;
}
