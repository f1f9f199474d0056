import type { Contact } from '#lib/core/station/contact.ts';
import { contactOf, parcelOf } from './contact-of.ts';
import { ContactLoop } from './contact-loop.ts';
import type { Asking, Contacted } from './send-contact.ts';
import { deviceFacts } from './device.ts';
import type { Keeper } from './keeper.ts';
import { EarlierEpochs } from './earlier-epochs.ts';
import { HallAddress } from './hall-address.ts';
import { standsStill } from './rest.ts';

/** After the hall refused numbers it is asked again only now and then. */
const REFUSED_NUMBERS_MS = 20_000;
/** A booth that nobody has touched for this long asks for nobody. */
const ATTENDED_MS = 20 * 60_000;
/** So long a station that has just been opened waits for the hall's first word before it takes on something new. */
const FIRST_WORD_MS = 1_500;
/** So long the disk may take to note that a run has begun. */
const WRITTEN_MS = 1_000;
const TOUCHES = ['pointerdown', 'keydown', 'touchstart'] as const;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Tells the hall what the station did and asks it for what the station needs. */
export class Speaker {
	/**
	 * The hall has answered once, or was not reached. A store that was copied from another device, or put back, learns so
	 * before it gives a number twice; a hall that is out of reach holds nobody up for long.
	 */
	readonly firstWord: Promise<void>;
	readonly address: HallAddress;
	private readonly loop: ContactLoop;
	private readonly sent = new Set<string>();
	private touchedMono = performance.now();
	private askNumbersMono = -Infinity;
	private readonly touch = () => {
		this.touchedMono = performance.now();
	};

	private constructor(
		private readonly keeper: Keeper,
		private readonly earlier: EarlierEpochs,
		private device: Awaited<ReturnType<typeof deviceFacts>>,
		private readonly build: string,
		changed: () => void
	) {
		for (const touch of TOUCHES) addEventListener(touch, this.touch, { passive: true });
		let said = () => {};
		this.firstWord = new Promise<void>((done) => {
			said = done;
			setTimeout(done, FIRST_WORD_MS);
		});
		const keep = (address: string) => keeper.knowAddress(address);
		this.address = new HallAddress(keeper.epoch, () => keeper.known, keep);
		this.loop = new ContactLoop({
			send: (asking) => this.send(asking),
			take: (contacted) => this.take(contacted),
			changed: () => {
				said();
				changed();
			}
		});
		void this.loop.run();
	}

	static async start(keeper: Keeper, build: string, changed: () => void): Promise<Speaker> {
		const [earlier, device] = await Promise.all([
			EarlierEpochs.read(keeper.store, keeper.epoch.id),
			deviceFacts(build),
			// A disk that does not answer must not keep the station from speaking.
			Promise.race([keeper.beginRun(), pause(WRITTEN_MS)])
		]);
		return new Speaker(keeper, earlier, device, build, changed);
	}

	get isSilent(): boolean {
		return this.loop.isSilent;
	}

	get refused(): string | null {
		return this.loop.refused;
	}

	/** Whether it is on its way now; what was sent in vain is not. */
	hasSent(operationId: string): boolean {
		return this.sent.has(operationId);
	}

	/** Somebody says where the server is now: it is spoken to there at once. */
	async serverIsAt(origin: string): Promise<void> {
		await this.address.useFromNow(origin);
		this.loop.tryNow();
	}

	pressed(): void {
		this.touch();
		this.loop.soon();
	}

	stop(): void {
		for (const touch of TOUCHES) removeEventListener(touch, this.touch);
		this.loop.stop();
	}

	private get isAttended(): boolean {
		const { rest, known } = this.keeper;
		if (standsStill(rest, known.booth) || document.visibilityState !== 'visible') return false;
		return performance.now() - this.touchedMono < ATTENDED_MS;
	}

	private get isWaitedFor(): boolean {
		const { place } = this.keeper.state;
		if (place.kind !== 'booth') return false;
		const { catalogue } = this.keeper.known.pack;
		const booth = catalogue.booths.find(({ id }) => id === place.boothId);
		return this.keeper.known.waiting.some(
			({ serviceId, waiting }) => waiting > 0 && booth?.services.includes(serviceId)
		);
	}

	private async send(asking: Asking): Promise<Contacted> {
		const body = this.contact(asking.parcels);
		for (const { operationId } of body.parcels) this.sent.add(operationId);
		this.device = await deviceFacts(this.build);
		// After a failure: the server may have come back somewhere else.
		const contacted =
			asking.parcels === 0
				? await this.address.look(body, asking)
				: await this.address.speak(body, asking);
		// Nobody has said that it arrived: it lies on this machine, and no more is claimed of it.
		if (!contacted.ok) for (const { operationId } of body.parcels) this.sent.delete(operationId);
		return contacted;
	}

	private contact(most: number): Contact {
		const { keeper } = this;
		const { state, known, clock } = keeper;
		const parcels = state.outbox
			.slice(0, most)
			.map(({ operationId }) => parcelOf(keeper.open.get(operationId)!));
		return contactOf({
			state,
			parcels,
			boot: clock.boot,
			after: keeper.afterRun,
			mono: performance.now(),
			packMark: known.pack.mark,
			days: known.pack.catalogue.rules.days.length,
			rest: keeper.rest,
			booth: known.booth,
			line: {
				attended: this.isAttended && keeper.closed === null,
				failures: Math.floor(this.loop.failures),
				isWaitedFor: this.isWaitedFor,
				asksNumbers: keeper.closed === null && performance.now() > this.askNumbersMono
			},
			device: this.device
		});
	}

	private async take({ answer, sentAt }: Extract<Contacted, { ok: true }>): Promise<boolean> {
		const { keeper, earlier } = this;
		const [before, waitedFor] = [keeper.open.size, this.isWaitedFor];
		await keeper.take(answer, sentAt);
		for (const { operationId } of answer.acknowledgements) this.sent.delete(operationId);
		if (answer.numbersRefused !== null) {
			this.askNumbersMono = performance.now() + REFUSED_NUMBERS_MS;
		}
		await earlier.tell(this.address.current);
		if (this.isWaitedFor && !waitedFor) return true;
		// Told again at once while the telling gets on; a hall that hears nothing new is asked at its usual beat.
		if (before === 0) return keeper.open.size > 0;
		const told = keeper.open.size < before;
		// A booth that has told everything asks for tickets in the next contact.
		return told && (keeper.open.size > 0 || keeper.state.place.kind === 'booth');
	}
}
