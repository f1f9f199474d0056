import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { StationPlace } from '#lib/core/fact.ts';
import type { FaultHall } from './hall.ts';
import { Tablet } from './browser.ts';
import type { Line } from './line.ts';
import type { Kept } from './page.ts';

/** One station of a hall: a browser of its own with a line of its own, and what its screen has said so far. */
export class Post {
	readonly acked = new Map<string, Kept>();
	readonly slips: string[] = [];
	kills = 0;
	tablet: Tablet | null = null;

	private constructor(
		readonly name: string,
		readonly place: StationPlace,
		readonly line: Line,
		readonly profile: string
	) {}

	/** Starts a browser and enrols it. */
	static async enrol(hall: FaultHall, place: StationPlace, folder: string): Promise<Post> {
		const name = place.kind === 'gate' ? `gate-${place.gateId}` : `booth-${place.boothId}`;
		const post = new Post(name, place, await hall.lay(), join(folder, name));
		await post.start();
		await post.tablet!.grantStorage(post.line.url);
		const code = await hall.code(place);
		const refused = await post.page.evaluate((text) => window.rig.enrol(text), code);
		if (refused) throw new Error(`${name} was not enrolled: ${refused}`);
		return post;
	}

	/** The same station once more: a device whose disk is a copy of the other's. */
	static async copyOf(post: Post, folder: string): Promise<Post> {
		const profile = join(folder, `${post.name}-copy`);
		cpSync(post.profile, profile, {
			recursive: true,
			filter: (path) => !/\/Singleton\w+$/.test(path)
		});
		const copy = new Post(post.name, post.place, post.line, profile);
		await copy.start();
		return copy;
	}

	/** Opens the station that the store holds. */
	async open(): Promise<void> {
		const trouble = await this.page.evaluate(() => window.rig.open());
		if (trouble) throw new Error(`${this.name} did not open: ${trouble}`);
	}

	get page() {
		return this.tablet!.page;
	}

	async start(): Promise<void> {
		this.tablet = await Tablet.start(this.profile);
		const { page } = this.tablet;
		await page.exposeFunction('acked', (operations: Kept[]) => {
			for (const one of operations) this.acked.set(one[1], one);
		});
		await page.exposeFunction('slip', (link: string) => this.slips.push(link));
		await page.goto(`${this.line.url}/rig`);
	}

	/** The browser dies and is started again, with the line as it is. */
	async killAndReturn(): Promise<void> {
		this.kills++;
		await this.tablet!.kill();
		await this.start();
		await this.open();
	}

	/** Works from now on, until it is stopped or the browser dies. */
	work(everyMs: number): void {
		void this.page.evaluate((ms) => window.rig.work(ms), everyMs).catch(() => undefined);
	}

	/** People bring their slips. */
	async bring(links: string[]): Promise<void> {
		await this.page.evaluate((more) => void window.rig.slips.push(...more), links);
	}

	standing() {
		return this.page.evaluate(() => window.rig.standing());
	}

	async stop(): Promise<void> {
		await this.page.evaluate(() => window.rig.stop());
	}

	async end(): Promise<void> {
		await this.tablet?.kill();
	}
}
