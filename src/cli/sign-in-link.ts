/**
 * Prints a one-time link by which an organiser who lost the password signs in and sets a new one.
 *
 *     npm run sign-in-link [-- SIGN-IN-NAME]
 *
 * Works beside the running program, for whoever may read its data folder (or knows DATABASE_URL). Ends with 1 when
 * there is no such organiser, with 2 when the program does not run.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { organiserLink } from '#lib/server/account/organiser-link.ts';
import { connectionOptions } from '#lib/server/db/connection-options.ts';
import { findProgram } from '#lib/server/postgres/claim.ts';
import { findRunning } from '#lib/server/postgres/find-running.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { DATABASE_URL, DATA_DIR, PORT, PUBLIC_URL } = process.env;
const [signInName = null] = process.argv.slice(2);

function end(code: number, ...sentences: string[]): never {
	for (const sentence of sentences) console.error(sentence);
	process.exit(code);
}

/** The database, and where the program says it is open; '' when it cannot be asked. */
async function open(): Promise<{ sql: Sql; address: string } | null> {
	if (DATABASE_URL) {
		return {
			sql: postgres(DATABASE_URL, connectionOptions({ max: 1 })) as unknown as Sql,
			address: ''
		};
	}
	const dataDir = path.resolve(DATA_DIR || 'data');
	const running = await findRunning(dataDir);
	if (!running) return null;
	const sql = postgres(connectionOptions({ ...running, max: 1 })) as unknown as Sql;
	return { sql, address: await findProgram(dataDir) };
}

const opened = await open();
if (!opened) {
	end(
		2,
		'Chương trình chưa chạy từ thư mục dữ liệu này: mời chạy npm start, rồi chạy lại lệnh này ở một cửa sổ khác.',
		'The program does not run from this data folder: run npm start, then this command again in another window.'
	);
}
const { sql, address } = opened;
const made = await organiserLink(drizzle(sql), signInName).catch((fault: Error) =>
	end(
		2,
		`Chưa dùng được cơ sở dữ liệu (${fault.message}): mời xem chương trình có đang chạy không.`,
		`The database cannot be used (${fault.message}): see whether the program runs.`
	)
);
await sql.end({ timeout: 5 });

if (!made.ok && made.code === 'no-organiser') {
	end(
		1,
		'Chưa có người tổ chức nào: mời mở liên kết thiết lập mà chương trình in ra khi khởi động.',
		'There is no organiser yet: open the set-up link that the program prints when it starts.'
	);
}
if (!made.ok) {
	const names = made.signInNames.join(', ');
	end(
		1,
		`Vui lòng thêm tên đăng nhập của một người tổ chức: npm run sign-in-link -- <tên>. Đang có: ${names}`,
		`Please add the sign-in name of an organiser: npm run sign-in-link -- <name>. There are: ${names}`
	);
}
const base = (PUBLIC_URL || address || `http://localhost:${PORT || 3000}`).replace(/\/+$/, '');
console.log(
	[
		'',
		`Liên kết đăng nhập một lần cho ${made.name} (${made.signInName}), dùng được trong 15 phút; sau đó mời đặt mật khẩu mới:`,
		`A one-time sign-in link for ${made.name} (${made.signInName}), valid for 15 minutes; then set a new password:`,
		'',
		`  ${base}${made.code.path}`,
		'',
		`Hoặc gõ mã này ở trang đăng nhập · Or type this code on the sign-in page: ${made.code.shown}`,
		''
	].join('\n')
);
