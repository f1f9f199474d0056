import { randomUUID } from 'node:crypto';
import { sql } from '../db/connection.ts';
import { log } from '../log.ts';
import { endSocketsOfLink, followedLinks } from '../realtime/io.ts';
import { openLeaderLinks, tellWatching } from './leader-link.ts';

const TELL_MS = 5_000;
/** This node, among several over one database. */
const node = randomUUID();

let told = new Map<string, number>();
let toldAt = 0;

/**
 * Asked every second: links that ended, here or on another node, lose their open views; and every five seconds the
 * other nodes learn how many look through each.
 */
export async function watchLeaderLinks(): Promise<void> {
	const followed = followedLinks();
	if (followed.size === 0 && told.size === 0) return;
	try {
		if (followed.size > 0) {
			const open = await openLeaderLinks(sql, [...followed.keys()]);
			for (const id of followed.keys()) if (!open.has(id)) endSocketsOfLink(id);
		}
		if (Date.now() - toldAt < TELL_MS) return;
		toldAt = Date.now();
		const gone = [...told.keys()].filter((id) => !followed.has(id));
		await tellWatching(sql, node, new Map([...followed, ...gone.map((id) => [id, 0] as const)]));
		told = followed;
	} catch (fault) {
		log.warn({ err: fault }, 'leader links could not be checked');
	}
}
