import { sql } from '../db/connection.ts';
import { log } from '../log.ts';
import { followedScreens } from '../realtime/io.ts';
import { TELL_MS, tellScreens } from './board-watch.ts';

let toldAt = 0;
let known = 0;

/** Asked every second: the screens on this node's sockets are told of every ten seconds, and at once when one has come. */
export async function watchBoards(): Promise<void> {
	const screens = followedScreens();
	const hasCome = screens.length > known;
	known = screens.length;
	if (!hasCome && Date.now() - toldAt < TELL_MS) return;
	toldAt = Date.now();
	try {
		await tellScreens(sql, screens);
	} catch (fault) {
		log.warn({ err: fault }, 'screens could not be told of');
	}
}
