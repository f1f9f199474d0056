import type { Sql } from 'postgres';
import { evolve } from '#lib/core/evolve.ts';
import type { SilentGate } from '#lib/core/late-gate.ts';
import type { Floor } from '#lib/core/floor.ts';
import { BEAT_MS } from '#lib/core/protocol.ts';
import { dueByClock } from '#lib/core/verbs/hall.ts';
import { readEntries } from '../floor/journal.ts';
import { loadFloor } from '../floor/load.ts';
import type { HallTime } from '../hall-time.ts';
import { log } from '../log.ts';
import { silentGates } from '../station/silent-gates.ts';
import { QueueNews } from './queue-news.ts';
import { Rooms, type RoomSource } from './rooms.ts';

/**
 * Keeps the shown floor of one field event: evolved from committed entries only, whoever wrote them.
 * On a ring, on (re)connect and every two seconds it reads the journal after its own clock and tells the rooms.
 */
export class Relay {
	readonly rooms: Rooms;
	private floor: Floor | null = null;
	private reading: Promise<void> | null = null;
	/** A ring came while the journal was being read: its entry may have been missed. */
	private rungAgain = false;
	/** The furthest clock that this node was told of, by its own clerk or by another node. */
	private rungTo = 0;
	/** Whether the last look at PostgreSQL succeeded, or something was heard of it since. */
	reachable = true;
	private lookedAt = 0;
	private silentAt = 0;
	private readonly timer: NodeJS.Timeout;
	private readonly news = new QueueNews();
	/** Gates of which nothing was heard for a while, as of the last look. */
	silent: SilentGate[] = [];
	/** Asked when the hall's own clock has something due; set by whoever owns the clerk. */
	onDue: (() => void) | null = null;

	constructor(
		private readonly sql: Sql,
		private readonly fieldEventId: number,
		private readonly time: HallTime
	) {
		const source: RoomSource = {
			fieldEventId,
			floor: () => this.floor,
			now: () => this.time.now(),
			speed: () => this.time.speed,
			news: this.news,
			late: () => this.lateSince()
		};
		this.rooms = new Rooms(source);
		this.timer = setInterval(() => this.look(), BEAT_MS);
		this.timer.unref();
	}

	/**
	 * The shown floor with all that this node was told of: whoever was answered sees what was answered. As it stood last
	 * while PostgreSQL is away.
	 * @param atLeast a clock that the asker was told of, perhaps by another node
	 */
	async shown(atLeast = 0): Promise<Floor | null> {
		if (!this.floor || this.floor.status === 'draft') await this.read();
		const wanted = Math.max(atLeast, this.rungTo);
		const isBehind = () => this.reachable && this.floor !== null && this.floor.clock < wanted;
		// Two looks are enough: the one under way may have begun before the commit, the next one has not.
		if (isBehind()) await this.read();
		if (isBehind()) await this.read();
		return this.floor;
	}

	/** The shown floor after a look at the journal that began now: for what is known to be committed already. */
	async lookAgain(): Promise<Floor | null> {
		await this.reading;
		await this.read();
		return this.floor;
	}

	/** Hall time (ms) at which the shown floor was true: now, or the last look that succeeded while PostgreSQL is away. */
	trueAt(): number {
		return this.reachable ? this.time.now() : this.lookedAt;
	}

	private lateSince(): number | null {
		const since = this.silent.map(({ contactAt }) => contactAt);
		return since.length > 0 ? Math.min(...since) : null;
	}

	/** Whether a link's token is of a ticket on the shown floor. */
	knows(token: string): boolean {
		return this.floor !== null && (this.floor.tickets.has(token) || this.floor.tokens.has(token));
	}

	/** Somebody says that the clock has advanced to here; without a clock: look in any case. */
	ring(clock?: number): void {
		if (clock !== undefined) {
			this.rungTo = Math.max(this.rungTo, clock);
			// Whoever knows a clock has it from PostgreSQL.
			this.reachable = true;
			if (clock <= (this.floor?.clock ?? -1)) return;
		}
		if (this.reading) this.rungAgain = true;
		else void this.read();
	}

	end(): void {
		clearInterval(this.timer);
		this.rooms.end();
	}

	private look(): void {
		if (this.rooms.isEmpty && !this.floor) return;
		// No beat while the journal cannot be read: its screens must see that what they show grows old.
		void this.read().then(() => this.reachable && this.rooms.beat());
		if (this.floor && dueByClock(this.floor, this.time.now()).length > 0) this.onDue?.();
	}

	private read(): Promise<void> {
		this.reading ??= this.readOnce().finally(() => {
			this.reading = null;
			if (!this.rungAgain) return;
			this.rungAgain = false;
			void this.read();
		});
		return this.reading;
	}

	/** Reads the floor as a whole: what its phones missed nobody can tell them, so they read anew as well. */
	private async load(): Promise<void> {
		this.floor = await loadFloor(this.sql, this.fieldEventId);
		this.news.begin(this.floor?.clock ?? 0);
		this.rooms.refreshAll();
	}

	private async readOnce(): Promise<void> {
		try {
			await this.readEntriesOrAll();
			if (this.time.now() - this.silentAt >= (BEAT_MS / 2) * this.time.speed) {
				this.silentAt = this.time.now();
				const time = { now: this.silentAt, speed: this.time.speed };
				this.silent = await silentGates(this.sql, this.fieldEventId, time);
			}
			this.reachable = true;
			this.lookedAt = this.time.now();
		} catch (fault) {
			this.reachable = false;
			log.warn({ err: fault }, 'relay: the journal could not be read');
		}
	}

	private async readEntriesOrAll(): Promise<void> {
		// A draft has no facts yet: its rows are read anew.
		if (!this.floor || this.floor.status === 'draft') return this.load();
		const entries = await readEntries(this.sql, this.fieldEventId, this.floor.clock);
		if (entries.length === 0) return;
		if (entries[0]!.clock !== this.floor.clock + 1) {
			log.error({ clock: this.floor.clock }, 'relay: a gap in the journal, reading rows anew');
			return this.load();
		}
		for (const entry of entries) {
			this.news.before(this.floor, entry);
			evolve(this.floor, entry);
			this.news.after(this.floor, entry);
		}
		this.rooms.changed();
	}
}
