/** A database that is made to be deleted; nothing is ever in it. */
const NAME = 'ngayhoi-new-file';
/** Another tab may hold it for the moment between its two steps; one that sleeps there must not hold the station up. */
const PATIENCE_MS = 2_000;

/**
 * Makes the browser go on in a new file for everything that it stores for this origin. On a full disk it cannot; then the
 * store cannot be opened either, and all that is in it stays.
 *
 * Chromium writes behind the last line of the file that it wrote before. When it was killed, or the power went, in the midst
 * of a line, the next start reads up to there and writes behind the torn line; the start after that takes torn and new for
 * damage and throws the origin's whole store away, what was acknowledged with it. Deleting a database, an empty one too,
 * makes it put all that the file holds in order elsewhere and begin a new one, some milliseconds after it says that it is
 * done: nobody need wait for that, as only a second death within them finds the old file.
 */
export function beginNewFile(): Promise<void> {
	return new Promise((done) => {
		setTimeout(done, PATIENCE_MS);
		const opening = indexedDB.open(NAME);
		opening.onerror = () => done();
		opening.onsuccess = () => {
			opening.result.close();
			const deleting = indexedDB.deleteDatabase(NAME);
			deleting.onerror = () => done();
			deleting.onsuccess = () => done();
		};
	});
}
