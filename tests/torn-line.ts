import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Checksum, length and kind of a line of 16 bytes, of which nothing more was written. */
const HEAD = Buffer.from([0x5a, 0x5a, 0x5a, 0x5a, 0x10, 0x00, 0x01]);

/**
 * Leaves a browser's store as a death in the midst of a line leaves it: each origin's last file (LevelDB's log) ends with
 * the head of a line.
 * @param profile folder of a browser that is not running
 */
export function tearLastLine(profile: string): void {
	const stores = join(profile, 'Default', 'IndexedDB');
	const origins = readdirSync(stores).filter((name) => name.endsWith('.leveldb'));
	if (origins.length === 0) throw new Error(`nothing is stored in ${stores}`);
	for (const origin of origins) {
		const logs = readdirSync(join(stores, origin)).filter((name) => /^\d+\.log$/.test(name));
		const last = logs.sort().at(-1);
		if (!last) throw new Error(`no log in ${origin}`);
		appendFileSync(join(stores, origin, last), HEAD);
	}
}
