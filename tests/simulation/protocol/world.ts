import type { Answer } from '#lib/core/answer.ts';
import { HALL_START } from '#lib/core/hall.fixture.ts';
import type { Slip } from '#lib/core/station/read-slip.ts';
import type { StationState } from '#lib/core/station/station.ts';
import type { Wish } from '#lib/core/wish.ts';
import { Chance } from '../../../src/demo/chance.ts';
import { Checks } from './checks.ts';
import { Database } from './database.ts';
import { SIMULATED, type Manners } from './manners.ts';
import { randomHall } from './random-hall.ts';
import { Scheduler } from './scheduler.ts';
import type { ServerNode } from './server-node.ts';

/** How bad the day is. A calm one has neither loss nor cuts nor wrong presses: then nothing may conflict at all. */
export interface Weather {
	calm: boolean;
	loss: number;
	twice: number;
	/** Longest way of a message, ms. */
	slow: number;
	crash: number;
	/** A line is cut for a while, per look at it. */
	cut: number;
	wrong: number;
	wipe: number;
	clockJumps: boolean;
}

/** A way to the servers; cut while nothing goes through. */
export interface Line {
	cut: boolean;
}

/** One hall on one simulated day and a half: people, devices, lines, servers, one database. */
export class World {
	readonly chance: Chance;
	/** Of what gates take back, on the days when they do: a stream of its own, so that all other days stay what they were. */
	readonly regrets: Chance | null;
	readonly scheduler = new Scheduler();
	readonly catalogue;
	readonly weather: Weather;
	readonly checks: Checks;
	readonly database: Database;
	readonly nodes: ServerNode[];
	/** Slips that people hold in their hands. */
	readonly slips: (Slip & { services: string[] })[] = [];
	/** No new faults any more: lines are mended, servers stay up. */
	healed = false;
	/** Everybody is sent home at this instant, so that the second day can be opened; null on other seeds. */
	eveningAt: number | null = null;
	operations = 0;
	/** Stores of the stations when the day was over. */
	stationsAtTheEnd: StationState[] = [];
	private ids = 0;

	constructor(
		readonly seed: number,
		readonly manners: Manners = SIMULATED
	) {
		this.chance = new Chance(seed);
		const regrets = new Chance(seed + 1_000_003);
		this.regrets = regrets.is(0.2) ? regrets : null;
		this.catalogue = manners.catalogue(randomHall(this.chance));
		this.weather = randomWeather(this.chance);
		this.checks = new Checks(this.catalogue, seed);
		this.database = new Database((commit) => this.checks.committed(commit));
		const servers = this.chance.is(0.5) ? 2 : 1;
		this.checks.saw('two nodes', servers === 2);
		this.nodes = Array.from({ length: servers }, (_, i) =>
			manners.node(i, this.database, this.catalogue, () => this.time)
		);
	}

	/** Hall time in ms by a clock that is right. */
	get time(): number {
		return this.manners.instant(HALL_START + this.scheduler.now);
	}

	id(): string {
		const hex = (this.ids++).toString(16).padStart(12, '0');
		return `${hex8(this.chance)}-0000-4000-8000-${hex}`;
	}

	/** Whether nobody new is called any more until the next day opens. */
	get isEvening(): boolean {
		return (
			this.eveningAt !== null && this.scheduler.now > this.eveningAt && this.checks.floor.day === 1
		);
	}

	upNode(): ServerNode | undefined {
		const up = this.nodes.filter((node) => !node.down);
		return up.length > 0 ? this.chance.pick(up) : undefined;
	}

	/** Asks some server over a line; what is lost on the way is simply not answered. */
	request<T>(line: Line, serve: (node: ServerNode) => T, answered: (answer: T) => void): void {
		const { chance, weather, scheduler } = this;
		const copies = chance.is(weather.twice) ? 2 : 1;
		for (let i = 0; i < copies; i++) {
			if (this.lost(line)) continue;
			scheduler.in(chance.between(1, weather.slow), () => {
				const node = this.upNode();
				if (!node || line.cut) return;
				const answer = serve(node);
				if (!this.healed && chance.is(weather.crash)) return this.crash(node);
				if (this.lost(line)) return;
				scheduler.in(chance.between(1, weather.slow), () => {
					if (!line.cut) answered(answer);
				});
			});
		}
	}

	private lost(line: Line): boolean {
		return line.cut || (!this.healed && this.chance.is(this.weather.loss));
	}

	/** After its commit and before its reply. */
	private crash(node: ServerNode): void {
		node.crash();
		node.down = true;
		this.scheduler.in(this.chance.between(100, 20_000), () => (node.down = false));
	}

	/** Presses until there is an answer, as a person's screen does. */
	press(line: Line, wish: Wish, by: string, answered: (answer: Answer) => void = () => {}): void {
		const sent = { operationId: this.id(), wish, by: this.manners.by(by) };
		let done = false;
		this.operations++;
		const send = () => {
			if (done) return;
			this.request(
				line,
				(node) => {
					const answer = node.take(sent);
					if (!answer.ok) this.checks.refused(wish, answer, node.look());
					return answer;
				},
				(answer) => {
					if (done) return;
					done = true;
					if (answer.ok) this.checks.pressed(wish, answer);
					answered(answer);
				}
			);
			this.scheduler.in(4 * this.weather.slow, send);
		};
		send();
	}
}

function hex8(chance: Chance): string {
	return chance.whole(0, 0xffffffff).toString(16).padStart(8, '0');
}

function randomWeather(chance: Chance): Weather {
	if (chance.is(0.12)) {
		const still = { loss: 0, twice: 0, crash: 0, cut: 0, wrong: 0, wipe: 0 };
		return { calm: true, slow: 300, clockJumps: false, ...still };
	}
	const rough = (most: number) => (chance.is(0.7) ? chance.between(0, most) : 0);
	return {
		calm: false,
		loss: rough(0.3),
		twice: rough(0.3),
		slow: chance.pick([50, 500, 3_000]),
		crash: rough(0.05),
		cut: rough(0.15),
		wrong: rough(0.15),
		wipe: rough(0.02),
		clockJumps: chance.is(0.3)
	};
}
