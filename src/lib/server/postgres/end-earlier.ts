import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, inhabitants, readPidFile } from './inhabitants.ts';
import { OWN_SERVER_EN, OWN_SERVER_VI, StartTrouble } from './start-trouble.ts';

async function goneWithin(cluster: string, ms: number): Promise<boolean> {
	const until = performance.now() + ms;
	while (inhabitants(cluster).length > 0) {
		if (performance.now() > until) return false;
		await sleep(20);
	}
	return true;
}

function tell(pids: number[], signal: NodeJS.Signals): void {
	for (const pid of pids) {
		try {
			process.kill(pid, signal);
		} catch {
			// It went by itself.
		}
	}
}

/**
 * Ends what an earlier program left in the cluster, so that the coming start finds it free: a whole PostgreSQL
 * (the program was killed with -9: stopped "fast", as by its own program), the children of a killed postmaster (they
 * notice by themselves within seconds), or only a `postmaster.pid` that names nobody.
 *
 * The caller holds the place (`claim`), so nothing found here can belong to a living program. An orphan is
 * stopped and not taken over: it costs 0.1 s more, and from then on there is one way to start, watch and
 * stop the server, with the settings and the binaries of this program.
 * @param socket where the server of this place listens, null where it listens on a port
 * @returns whether a living PostgreSQL was found
 * @throws StartTrouble when something answers that cannot be reached by its process id
 */
export async function endEarlier(cluster: string, socket: string | null): Promise<boolean> {
	const [first] = inhabitants(cluster);
	const file = readPidFile(cluster);
	if (first !== undefined) {
		const postmaster = typeof file === 'object' && file.pid === first;
		if (postmaster) tell([first], 'SIGINT');
		if (!(await goneWithin(cluster, postmaster ? 20_000 : 6_000))) {
			tell(inhabitants(cluster), 'SIGQUIT');
			if (!(await goneWithin(cluster, 5_000))) tell(inhabitants(cluster), 'SIGKILL');
			await goneWithin(cluster, 5_000);
		}
	}
	if (first === undefined && socket && (await answers(socket))) {
		throw new StartTrouble(
			`Một PostgreSQL khác (có lẽ trong container khác) đang dùng thư mục ${cluster}: hãy dừng nó trước, ${OWN_SERVER_VI}.`,
			`Another PostgreSQL (perhaps in another container) is using the folder ${cluster}: stop it first, ${OWN_SERVER_EN}.`
		);
	}
	// PostgreSQL itself refuses to start over an empty or garbled file, and over one whose number was given
	// to another process of the same user after a power cut, or still stands for a dead process that nobody
	// has reaped. Nobody lives here: the files say nothing.
	for (const lock of [path.join(cluster, 'postmaster.pid'), socket && `${socket}.lock`]) {
		if (lock) rmSync(lock, { force: true });
	}
	return first !== undefined;
}
