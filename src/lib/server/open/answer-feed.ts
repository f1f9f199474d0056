import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Sql } from 'postgres';
import { notModified } from '#lib/server/http/etag.ts';
import { admitFeedKey } from './feed-key.ts';
import { feedEvents, feedFigures, feedTag, type FeedFigures } from './feed-figures.ts';
import { csvText, FEED_TABLES, feedTable, jsonRows } from './feed-tables.ts';
import { openApi } from './openapi.ts';

/** Requests in a minute: for one key, and of one address without a key that works. */
const perKey = new RateLimiterMemory({ points: 120, duration: 60 });
const perStranger = new RateLimiterMemory({ points: 30, duration: 60 });

export interface FeedAsked {
	/** What follows `/api/open/v1/`. */
	path: string;
	query: URLSearchParams;
	request: Request;
	/** Where the request comes from. */
	address: string;
}

/**
 * Answers a request to the feed of open figures: GET only, by key, described by `openapi.json`. Nothing in it names a
 * person or a ticket.
 */
export async function answerFeed(sql: Sql, asked: FeedAsked): Promise<Response> {
	const { path, query, request, address } = asked;
	if (path === 'openapi.json') return Response.json(openApi());
	const key = await admitFeedKey(sql, request.headers.get('authorization'));
	const wait = await (key ? secondsToWait(perKey, key) : secondsToWait(perStranger, address));
	if (wait > 0) return refused(429, 'too-many', { 'retry-after': String(wait) });
	if (!key) return refused(401, 'no-key', { 'www-authenticate': 'Bearer' });
	const [room, id, name, ...more] = path.split('/');
	if (room !== 'field-events' || more.length > 0) return refused(404, 'no-such-path');
	if (id === undefined) return Response.json({ rows: await feedEvents(sql) });
	return answerEvent(sql, { id, name: name ?? null, query, request });
}

async function answerEvent(
	sql: Sql,
	asked: { id: string; name: string | null; query: URLSearchParams; request: Request }
): Promise<Response> {
	const { id, name, query, request } = asked;
	const fieldEventId = /^[1-9]\d{0,15}$/.test(id) ? Number(id) : NaN;
	if (!Number.isSafeInteger(fieldEventId)) return refused(404, 'no-such-field-event');
	const table = name === null ? null : feedTable(name);
	if (name !== null && !table) return refused(404, 'no-such-path');
	const csv = table !== null && query.get('format') === 'csv';
	const tag = await feedTag(sql, fieldEventId);
	if (tag === null) return refused(404, 'no-such-field-event');
	const etag = `"${tag}-${name ?? 'all'}-${csv ? 'csv' : 'json'}"`;
	const unchanged = notModified(request, etag);
	if (unchanged) return unchanged;
	const figures = await countedOnce(sql, fieldEventId, tag);
	if (!figures) return refused(404, 'no-such-field-event');
	const headers = { etag, 'cache-control': 'private, no-cache' };
	if (table && csv) {
		const type = { ...headers, 'content-type': 'text/csv; charset=utf-8; header=present' };
		return new Response(csvText(table, figures), { headers: type });
	}
	const body = table ? { rows: jsonRows(table, figures) } : allTables(figures);
	return Response.json({ ...head(figures), ...body }, { headers });
}

/** The figures that were counted last: whoever reads table after table has them counted once. */
const counted = new Map<number, { tag: string; figures: FeedFigures }>();
const MOST_KEPT = 8;

async function countedOnce(sql: Sql, id: number, tag: string): Promise<FeedFigures | null> {
	const known = counted.get(id);
	if (known?.tag === tag) return known.figures;
	const figures = await feedFigures(sql, id);
	if (!figures) return null;
	counted.delete(id);
	counted.set(id, { tag, figures });
	if (counted.size > MOST_KEPT) counted.delete(counted.keys().next().value!);
	return figures;
}

function head({ fieldEventId, status, report }: FeedFigures) {
	const { name, place, clock, lastAt } = report;
	const at =
		lastAt === null
			? null
			: new Date(Number(lastAt) + 7 * 3_600_000).toISOString().replace('Z', '+07:00');
	return { id: String(fieldEventId), name, place, status, clock: Number(clock), last_at: at };
}

function allTables(figures: FeedFigures) {
	return Object.fromEntries(
		Object.entries(FEED_TABLES).map(([name, table]) => [name, jsonRows(table, figures)])
	);
}

function refused(status: number, code: string, headers: Record<string, string> = {}): Response {
	return Response.json({ refused: code }, { status, headers });
}

async function secondsToWait(limiter: RateLimiterMemory, who: string): Promise<number> {
	try {
		await limiter.consume(who);
		return 0;
	} catch (full) {
		if (!(full instanceof RateLimiterRes)) throw full;
		return Math.max(1, Math.ceil(full.msBeforeNext / 1000));
	}
}
