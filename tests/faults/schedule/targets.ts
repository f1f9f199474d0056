import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from '../../bench/programs.ts';

export interface Target {
	readonly url: string;
	readonly port: number;
}

/** The programs of a run, of which now and then one is killed and comes back. */
export class Targets {
	kills = 0;
	private readonly down = new Set<Target>();

	constructor(private readonly programs: readonly Program[]) {}

	/** The one that is meant, or another one while that is dead, as a device would find it. */
	async up(index: number): Promise<Target> {
		for (;;) {
			const meant = this.programs[index % this.programs.length]!;
			if (!this.down.has(meant)) return meant;
			const other = this.programs.find((program) => !this.down.has(program));
			if (other) return other;
			await sleep(20);
		}
	}

	/** Ends one without a word, and starts it again. @param killed told at that moment */
	async kill(index: number, killed: (target: Target) => void): Promise<void> {
		const program = this.programs[index]!;
		this.kills++;
		program.kill();
		this.down.add(program);
		killed(program);
		await program.start();
		this.down.delete(program);
	}
}
