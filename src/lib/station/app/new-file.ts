/** A database that is made to be deleted; nothing is ever in it. */
const NAME = 'ngayhoi-new-file';
/** Another tab may hold it for the moment between its two steps; one that sleeps there must not hold the station up. */
const PATIENCE_MS = 2_000;

/**
 * Makes the browser go on in a new file for everything that it stores for this origin; what lies in the old one is kept in
 * order first. Never fails: where it cannot be done (a full disk, a private window) all is as it was.
 *
 * Chromium writes behind the last line of the file that it wrote before. When it was killed, or the power went, in the midst
 * of a line, the next start reads up to there and writes behind the torn line; the start after that takes torn and new for
 * damage and throws the origin's whole store away, what was acknowledged with it. Deleting a database, an empty one too, is
 * what makes it close a file: it puts what it holds in order before it says that it is done.
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
