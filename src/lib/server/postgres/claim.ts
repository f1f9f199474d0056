import { createHash } from 'node:crypto';
import { chmodSync, linkSync, renameSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeUnderVarLib } from './place.ts';
import { runFolders } from './run-folder.ts';
import { StartTrouble } from './start-trouble.ts';

/** The right to start and stop the PostgreSQL of one place, held while the program lives. */
export type Claim = { release(): Promise<void> };

/** Asks whoever listens at a socket for its address: null when nobody does, '' when it does not say. */
function ask(socket: string): Promise<string | null> {
	return new Promise((resolve) => {
		let said = '';
		const peer = net.connect(socket);
		peer.setEncoding('utf8');
		peer.setTimeout(2000, () => peer.destroy());
		peer.on('data', (text) => (said += text));
		peer.on('error', (error: NodeJS.ErrnoException) => {
			resolve(error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? null : '');
		});
		peer.on('close', () => resolve(said.trim()));
	});
}

function listen(server: net.Server, socket: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		server.once('listening', () => resolve(true));
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE') resolve(false);
			else reject(error);
		});
		server.listen(socket);
	});
}

/** Takes away the socket of a program that was killed; false when it turns out to be alive. */
async function clearDead(socket: string): Promise<boolean> {
	// Moved aside before it is asked: of two programs that clear up at once, one must not remove what the
	// other has just put there. A moved socket still answers, and then goes back.
	const aside = path.join(path.dirname(socket), `p.${process.pid}`); // no longer than the name before
	try {
		renameSync(socket, aside);
	} catch {
		return true;
	}
	const alive = (await ask(aside)) !== null;
	try {
		if (alive) linkSync(aside, socket);
	} catch {
		// Another program has taken the name meanwhile; it will be asked next.
	}
	rmSync(aside, { force: true });
	return !alive;
}

/** Another start may be asking the new socket under another name in this very moment; it puts it back. */
async function closeToOthers(socket: string): Promise<void> {
	for (let tries = 0; ; tries += 1) {
		try {
			return chmodSync(socket, 0o600);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || tries >= 100) throw error;
			await sleep(20);
		}
	}
}

function alreadyRuns(folder: string, address: string): StartTrouble {
	return new StartTrouble(
		`Chương trình đã chạy sẵn từ thư mục dữ liệu này (${folder})${address ? `, mời mở ${address}` : ''}; để chạy thêm một chương trình riêng, hãy đặt DATA_DIR sang thư mục khác.`,
		`The program already runs from this data folder (${folder})${address ? `, open ${address}` : ''}; to run another one beside it, set DATA_DIR to another folder.`
	);
}

function socketOf(runFolder: string, folder: string): string {
	if (process.platform !== 'win32') return path.join(runFolder, 'program.sock');
	const name = createHash('sha256').update(folder).digest('hex').slice(0, 24);
	return `\\\\.\\pipe\\ngayhoi-${name}`;
}

/** Where the program that runs over a data folder can be opened; '' when none runs, or it does not say. */
export async function findProgram(dataDir: string): Promise<string> {
	const wanted = path.resolve(dataDir);
	for (const folder of [wanted, placeUnderVarLib(wanted)]) {
		for (const run of runFolders(folder, process.env, process.getuid?.() === 0)) {
			const said = await ask(socketOf(run, folder));
			if (said) return said;
		}
	}
	return '';
}

/**
 * Claims the place for this program, by a socket (on Windows a pipe) that dies with the process however it
 * ends: no process ids, which are reused and mean nothing between containers.
 * @param runFolder the closed folder of the sockets
 * @param folder the data folder, for the message
 * @param address where this program can be opened; told to a second program that is started here
 * @throws StartTrouble when a living program holds the place
 */
export async function claim(
	runFolder: string,
	folder: string,
	address: () => string
): Promise<Claim> {
	const windows = process.platform === 'win32';
	const socket = socketOf(runFolder, folder);
	for (let tries = 0; tries < 5; tries += 1) {
		const server = net.createServer((peer) => {
			peer.on('error', () => peer.destroy());
			peer.end(`${address()}\n`);
		});
		if (await listen(server, socket)) {
			server.unref();
			if (!windows) await closeToOthers(socket);
			return { release: () => new Promise((resolve) => server.close(() => resolve())) };
		}
		const said = await ask(socket);
		if (said !== null) throw alreadyRuns(folder, said);
		if (!windows && !(await clearDead(socket))) throw alreadyRuns(folder, '');
	}
	throw alreadyRuns(folder, '');
}
