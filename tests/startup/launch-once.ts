// Starts the embedded PostgreSQL as the program does, says so in one line of JSON, and stops it on a signal.
// usage: node --import tsx tests/startup/launch-once.ts <data folder> [os users, comma separated]
import postgres from 'postgres';
import { startPostgres } from '#lib/server/postgres/launch.ts';

const [dataDir = '', osUsers] = process.argv.slice(2);
const say = (line: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(line)}\n`);

const end = async (stop: () => Promise<void>) => {
	await stop();
	say({ stopped: true });
	process.exit(0);
};

try {
	const running = await startPostgres({
		dataDir,
		osUsers: osUsers?.split(','),
		address: () => 'http://localhost:3999',
		log: (message, facts) => say({ message, ...facts })
	});
	const sql = postgres({ ...running.connection, max: 2, onnotice: () => {}, connect_timeout: 5 });
	await sql`create table if not exists heartbeat (at timestamptz not null default now())`;
	await sql`insert into heartbeat default values`;
	const [row] = await sql`select count(*)::int as beats,
		current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
		current_setting('full_page_writes') as full_page_writes, current_setting('data_checksums') as data_checksums,
		upper('đặng') as upper, (select rolpassword like 'SCRAM%' from pg_authid where rolname = current_user) as scram
		from heartbeat`;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => void end(() => sql.end({ timeout: 2 }).then(running.stop)));
	}
	say({
		ready: true,
		folder: running.folder,
		path: running.connection.path,
		foundOrphan: running.foundOrphan,
		...row
	});
	setInterval(() => {
		sql`insert into heartbeat default values`.then(
			() => say({ beat: true }),
			() => say({ beat: false })
		);
	}, 250);
} catch (error) {
	say({ trouble: (error as Error).name, message: (error as Error).message });
	process.exit(1);
}
