import path from 'node:path';

/**
 * Every environment variable that the server reads, in one place.
 * `address` is filled in when the program listens.
 */
export const environment = {
	databaseUrl: process.env.DATABASE_URL || null,
	/** For LISTEN, when DATABASE_URL goes through a pooler that cannot. */
	listenUrl: process.env.LISTEN_DATABASE_URL || null,
	demo: process.env.NGAYHOI_DEMO === '1',
	dataDir: path.resolve(
		process.env.DATA_DIR || (process.env.NGAYHOI_DEMO === '1' ? 'data-demo' : 'data')
	),
	migrations: path.resolve(process.env.MIGRATIONS_DIR || 'drizzle'),
	publicUrl: (process.env.PUBLIC_URL ?? '').replace(/\/+$/, '') || null,
	tlsCert: process.env.TLS_CERT || null,
	tlsKey: process.env.TLS_KEY || null,
	address: ''
};
