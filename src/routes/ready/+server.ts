import { sql } from '#lib/server/db/connection.ts';

/** Ready means: migrated (or the app would not have started), and PostgreSQL answers within a second. */
export async function GET(): Promise<Response> {
	const late = new Promise<boolean>((done) => setTimeout(() => done(false), 1_000).unref());
	const answers = sql`select 1`.then(
		() => true,
		() => false
	);
	const ready = await Promise.race([answers, late]);
	return new Response(ready ? 'ready\n' : 'waiting for PostgreSQL\n', {
		status: ready ? 200 : 503
	});
}
