import type { Sql } from 'postgres';

/** A screen on a wall, and which board it shows. */
export interface Screen {
	fieldEventId: number;
	screenId: string;
	boardId: string;
}

/** A screen as it was heard last. */
export interface SeenScreen {
	screenId: string;
	boardId: string;
	/** Real ms since it was there last; a screen on a socket was there within `TELL_MS`. */
	silentMs: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Whether a text may be what a screen calls itself. */
export const isScreenId = (text: unknown): text is string =>
	typeof text === 'string' && UUID.test(text);

/** How often a node tells of its screens. */
export const TELL_MS = 10_000;
/** A screen is missed after three tellings without it, and what a socket takes to notice a pulled cable. */
export const MISSED_MS = 60_000;
/** Whoever only looked at a board for a moment is no screen on a wall [assumed]. */
const STOOD_MS = 10 * 60_000;
/** A screen that was last there longer ago belongs to another day. */
const TODAY_MS = 12 * 3_600_000;
/** Boards are public: as many as a large hall has, and no more from whoever plays with the address. */
const MOST = 200;

/** Tells which screens a node has on its sockets now. A screen that shows another board than before begins anew. */
export async function tellScreens(
	sql: Sql,
	screens: readonly Screen[],
	now = new Date()
): Promise<void> {
	if (screens.length === 0) return;
	const rows = screens.map(({ fieldEventId, screenId, boardId }) => ({
		field_event_id: fieldEventId,
		screen_id: screenId,
		board_id: boardId
	}));
	const at = now.toISOString();
	await sql`
		insert into board_watch (field_event_id, screen_id, board_id, since, seen_at)
		select x.field_event_id, x.screen_id, x.board_id, ${at}, ${at}
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
			as x(field_event_id bigint, screen_id uuid, board_id text)
		where exists (select from board_watch w
				where w.field_event_id = x.field_event_id and w.screen_id = x.screen_id)
			or (select count(*) from board_watch w where w.field_event_id = x.field_event_id
				and w.seen_at > ${new Date(now.getTime() - TODAY_MS).toISOString()}) < ${MOST}
		on conflict (field_event_id, screen_id) do update set board_id = excluded.board_id,
			since = case when board_watch.board_id = excluded.board_id then board_watch.since
				else excluded.since end,
			seen_at = excluded.seen_at`;
}

/**
 * Screens that stood in the hall today and are not heard from, those missed longest first. One that was started anew
 * calls itself otherwise: whoever came to show the same board since stands for one that is missed.
 */
export async function missedScreens(
	sql: Sql,
	fieldEventId: number,
	now = new Date()
): Promise<SeenScreen[]> {
	const rows = await sql<(SeenScreen & { stoodMs: number })[]>`
		select screen_id as "screenId", board_id as "boardId",
			(extract(epoch from ${now.toISOString()}::timestamptz - seen_at) * 1000)::float8 as "silentMs",
			(extract(epoch from seen_at - since) * 1000)::float8 as "stoodMs"
		from board_watch
		where field_event_id = ${fieldEventId}
			and seen_at > ${new Date(now.getTime() - TODAY_MS).toISOString()}
		order by seen_at, screen_id`;
	const missed = rows.filter(
		({ silentMs, stoodMs }) => silentMs > MISSED_MS && stoodMs >= STOOD_MS
	);
	const standIns = rows.filter(({ silentMs }) => silentMs <= MISSED_MS);
	return missed
		.filter((one) => {
			const found = standIns.findIndex(
				({ boardId, silentMs, stoodMs }) =>
					boardId === one.boardId && silentMs + stoodMs < one.silentMs
			);
			if (found >= 0) standIns.splice(found, 1);
			return found < 0;
		})
		.map(({ screenId, boardId, silentMs }) => ({ screenId, boardId, silentMs }));
}

/** Nobody waits for this screen any more: it was put away. */
export async function forgetScreen(
	sql: Sql,
	fieldEventId: number,
	screenId: string
): Promise<void> {
	await sql`
		delete from board_watch
		where field_event_id = ${fieldEventId} and screen_id = ${screenId}`;
}
