import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoCommands } from '../../run/machine.js';

function run(program: string, ...args: string[]): string {
	return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Why no power cut can be made here; null when one can. */
export async function whyNoDisk(): Promise<string | null> {
	if (process.platform !== 'linux') return 'Linux only';
	if (process.getuid?.() !== 0) return 'needs root (loop devices)';
	const why = await whyNoCommands({
		'mkfs.btrfs': 'btrfs-progs',
		'mkfs.ext4': 'e2fsprogs',
		losetup: 'mount'
	});
	if (why) return why;
	try {
		run('losetup', '-f');
	} catch {
		return 'needs a free loop device';
	}
	return null;
}

/** Helpers of a killed browser take a moment to let go of their files. */
async function unmounted(path: string): Promise<void> {
	for (let tried = 0; tried < 50; tried++) {
		try {
			run('umount', path);
			return;
		} catch {
			await sleep(100);
		}
	}
	run('umount', '-l', path);
}

/**
 * A tablet's disk: an ext4 image in a file of a copy-on-write file system. A copy of the image is made in milliseconds and
 * holds what had reached the disk, and nothing of what the machine still had in memory: that is a power cut.
 */
export class TabletDisk {
	private cuts = 0;

	private constructor(
		private readonly folder: string,
		private readonly base: string
	) {}

	/** Profiles live below this. */
	get path(): string {
		return join(this.folder, 'tablet');
	}

	static make(folder: string): TabletDisk {
		const base = join(folder, 'base');
		const disk = new TabletDisk(folder, base);
		for (const made of [base, disk.path, join(folder, 'after')])
			mkdirSync(made, { recursive: true });
		const store = join(folder, 'base.img');
		run('truncate', '-s', '3G', store);
		run('mkfs.btrfs', '-q', store);
		run('mount', '-o', 'loop', store, base);
		const image = join(base, 'tablet.img');
		run('truncate', '-s', '512M', image);
		run('mkfs.ext4', '-q', image);
		run('mount', '-o', 'loop', image, disk.path);
		return disk;
	}

	/** The power goes, for a copy of the disk; the tablet itself goes on. Gives the copy's name. */
	cut(): string {
		const image = join(this.base, `cut-${++this.cuts}.img`);
		run('cp', '--reflink=always', join(this.base, 'tablet.img'), image);
		return image;
	}

	/** The tablet is switched on again after a cut: its disk is mounted while `use` runs, then thrown away. */
	async after<T>(image: string, use: (path: string) => Promise<T>): Promise<T> {
		const path = join(this.folder, 'after');
		run('mount', '-o', 'loop', image, path);
		try {
			return await use(path);
		} finally {
			await unmounted(path);
			rmSync(image);
		}
	}

	remove(): void {
		for (const path of [join(this.folder, 'after'), this.path, this.base]) {
			try {
				run('umount', '-l', path);
			} catch {
				// Was not mounted: a making that failed half way.
			}
		}
		rmSync(this.folder, { recursive: true, force: true });
	}
}
