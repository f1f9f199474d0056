import postgres from 'postgres';
import { ensureDatabase } from './ensure-database.ts';
import { StartTrouble } from './start-trouble.ts';

/** The oldest PostgreSQL that the migrations and statements were run on: Debian 12's. */
const OLDEST = 15;

/** Says why a server cannot be used; never with the address, which holds the password. */
function unusable(words: string, cause?: unknown): StartTrouble {
	return new StartTrouble(
		`Không dùng được PostgreSQL của DATABASE_URL (${words}): vui lòng kiểm tra máy chủ, tên, mật khẩu, hoặc bỏ DATABASE_URL để dùng PostgreSQL đi kèm.`,
		`The PostgreSQL of DATABASE_URL cannot be used (${words}): check the server, the name and the password, or unset DATABASE_URL to use the embedded PostgreSQL.`,
		{ cause }
	);
}

/**
 * Makes sure that the server of `DATABASE_URL` answers and has the database; a missing one is made (the demo's own is
 * missing at first).
 * @throws StartTrouble when it does not answer, refuses the role, or is too old
 */
export async function openOwnServer(databaseUrl: string): Promise<void> {
	const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
	const version = () =>
		sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
	try {
		const [row] = await version().catch(async (error: { code?: string }) => {
			if (error.code !== '3D000') throw error;
			const { user, database, pass, host, port } = sql.options;
			await ensureDatabase(
				{
					host: host[0],
					port: port[0],
					user,
					password: pass ?? undefined,
					ssl: sql.options.ssl
				},
				database
			);
			return version();
		});
		const major = Math.floor((row?.version ?? 0) / 10_000);
		if (major < OLDEST) throw unusable(`PostgreSQL ${major} < ${OLDEST}`);
	} catch (error) {
		if (error instanceof StartTrouble) throw error;
		throw unusable(error instanceof Error ? error.message : String(error), error);
	} finally {
		await sql.end({ timeout: 1 });
	}
}
