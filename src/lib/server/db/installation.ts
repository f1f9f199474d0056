import type { Sql } from 'postgres';

export interface Installation {
	kind: 'real' | 'demo';
	hallAnchor: number | null;
	realAnchor: number | null;
	hallSpeed: number | null;
}

/**
 * Marks an empty database as real or demo, once and for ever.
 * A real database can never become a demo, so nobody's hall time can be scaled by a wrong flag.
 */
export async function markInstallation(sql: Sql, kind: 'real' | 'demo'): Promise<Installation> {
	await sql`insert into installation (one, kind) values (1, ${kind}) on conflict do nothing`;
	const [row] = await sql<Installation[]>`
		select kind, hall_anchor as "hallAnchor", real_anchor as "realAnchor", hall_speed as "hallSpeed"
		from installation where one = 1`;
	if (row!.kind !== kind) {
		throw new Error(
			kind === 'demo'
				? 'Cơ sở dữ liệu này là dữ liệu thật, không chạy mô phỏng trên đó. / This database holds real data; the demo will not run on it. Choose another DATABASE_URL or DATA_DIR.'
				: 'Cơ sở dữ liệu này là dữ liệu mô phỏng. / This database was made by the demo. Choose another DATABASE_URL or DATA_DIR, or run npm run demo.'
		);
	}
	return row!;
}
