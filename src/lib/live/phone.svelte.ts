import { isNear, type JoinReason } from '#lib/core/place.ts';
import {
	STALE_AFTER_MS,
	type Beat,
	type PhoneSnapshot,
	type QueueFrame,
	type TicketsFrame
} from '#lib/core/protocol.ts';
import type { PhoneState } from '#lib/core/view/phone-view.ts';
import { rangeOverHalves, waitRange } from '#lib/core/wait-range.ts';
import { applyFrame, type Place } from './place.ts';
import { RoomSocket } from './room-socket.ts';

/** Why a place got worse: somebody joined ahead, was kept for a booth, or something that the phone did not see. */
export type WorseReason = JoinReason | 'kept' | 'other';
export interface Worse {
	/** The best place shown before, and since when (hall time) it is no longer true. */
	from: number;
	at: number;
	why: WorseReason[];
}

/** Without a socket the snapshot is read every 5 to 10 s, and now and then in any case: words and booths may change. */
const POLL_MS = 5_000;
const LOOK_ANYWAY_MS = 60_000;
/** Thousands of phones that missed the same frame do not ask in the same instant. */
const SPREAD_MS = 2_000;
/** The range moves on with the clock, in steps that nobody has to watch. */
const RANGE_STEP_MS = 15_000;

/**
 * A citizen's page that stays true: starts from what the server rendered, counts its own place from the frames that all
 * phones of its queue share, asks for its snapshot when a frame was missed or is about its own ticket, and says how old
 * it is. Nothing of it runs on the server but the constructor.
 */
export class Phone {
	state: PhoneState = $state.raw() as PhoneState;
	/** Hall time now, in ms. */
	at = $state(0);
	/** Hall time of the last sign of the server. */
	heardAt = $state(0);
	/** No sign of the server for longer than it should take. */
	stale = $state(false);
	/** The place got worse than what was shown; null when it did not, or is as good again. */
	worse: Worse | null = $state.raw(null);
	/** The page is alive: it moves by itself. */
	alive = $state(false);

	/** When the turn is likely to come, from now on, over the breaks. */
	readonly between = $derived.by(() => {
		const { wait, halves, pause } = this.state;
		const at = Math.floor(this.at / RANGE_STEP_MS) * RANGE_STEP_MS;
		if (!wait) return null;
		return rangeOverHalves(halves, at, wait, pause !== null);
	});

	private place: Place | null = null;
	private clock = 0;
	/** Which version of the snapshot was read last. */
	private tag = '';
	/** A frame told of something at this clock; an answer of before (another node's) is not what was asked for. */
	private needed = 0;
	private failed = false;
	private speed = 1;
	private heardReal = 0;
	private socket: RoomSocket | null = null;
	private room: string | null = null;
	private asking: ReturnType<typeof setTimeout> | null = null;
	private moving: ReturnType<typeof setTimeout> | null = null;
	private ticking: ReturnType<typeof setInterval> | null = null;
	private lookAt = 0;
	private closed = false;
	/** What the last sign of the server said of silent gates. */
	private lateTold: number | null = null;
	private readonly onshow = () => {
		if (document.visibilityState === 'visible') void this.refresh();
	};

	/**
	 * @param ticket what follows `/t/` in the link
	 * @param seen the place that an earlier page without JavaScript has shown; null when none did
	 * @param away the server could not look at its data, so what it rendered may be old
	 */
	constructor(
		private readonly ticket: string,
		first: PhoneSnapshot,
		seen: number | null = null,
		away = false
	) {
		this.take(first);
		this.stale = away;
		if (seen !== null && (first.state.ahead ?? 0) > seen) {
			this.worse = { from: seen, at: first.at, why: ['other'] };
		}
	}

	/** Goes live, after the page was painted. */
	start(): void {
		this.heardReal = performance.now() - (this.stale ? STALE_AFTER_MS : 0);
		this.alive = true;
		if (this.state.reissued) return;
		this.lookAt = performance.now() + LOOK_ANYWAY_MS * (1 + Math.random());
		this.ticking = setInterval(() => this.tick(), 500);
		document.addEventListener('visibilitychange', this.onshow);
		this.socket = new RoomSocket(
			{ view: 'phone', ticket: this.ticket },
			(event, value) => {
				if (event === 'queue') this.hearQueue(value);
				else if (event === 'tickets') this.hearTickets(value);
				else if (event === 'beat') this.hear(value);
			},
			() => {
				this.room = null;
				this.lookAt = Math.min(this.lookAt, performance.now() + Math.random() * SPREAD_MS);
			}
		);
	}

	close(): void {
		this.closed = true;
		for (const timer of [this.ticking, this.asking, this.moving]) if (timer) clearTimeout(timer);
		document.removeEventListener('visibilitychange', this.onshow);
		this.socket?.close();
	}

	/** Reads the snapshot now. */
	async refresh(): Promise<void> {
		if (this.asking) clearTimeout(this.asking);
		this.asking = null;
		this.lookAt = performance.now() + POLL_MS * (1 + Math.random());
		try {
			const response = await fetch(`/t/${this.ticket}/snapshot`, {
				headers: { 'if-none-match': this.tag },
				cache: 'no-store',
				signal: AbortSignal.timeout(POLL_MS)
			});
			if (this.closed) return;
			if (response.status === 404) location.reload();
			else if (response.status === 304)
				this.hear({
					at: this.at,
					speed: this.speed,
					...(this.lateTold !== null && { late: this.lateTold })
				});
			else if (response.ok) {
				this.take((await response.json()) as PhoneSnapshot);
				this.tag = response.headers.get('etag') ?? '';
			} else this.failed = true;
		} catch {
			this.failed = true;
		}
		if (this.clock < this.needed && !this.failed) this.ask(SPREAD_MS);
	}

	private take(snapshot: PhoneSnapshot): void {
		if (snapshot.clock < Math.max(this.clock, this.needed)) return;
		const { state } = snapshot;
		const seed = state.state === 'waiting' ? state.seed : null;
		this.place = seed && { number: state.number, seed, clock: snapshot.clock };
		this.clock = snapshot.clock;
		this.show(state, snapshot.at, []);
		this.hear(this.lateTold === null ? snapshot : { ...snapshot, late: this.lateTold });
		if (this.room !== null && this.room !== this.wantedRoom()) this.changeRoom();
	}

	private hearQueue(frame: QueueFrame): void {
		this.hear(frame);
		this.room = frame.serviceId;
		if (this.room !== this.wantedRoom()) return this.ask(0);
		if (!this.place) {
			// Kept for one booth: only that booth's list counts, which the frame does not carry.
			if (frame.clock > this.clock) this.ask(SPREAD_MS);
			return;
		}
		const applied = applyFrame(this.place, frame);
		if (applied.kind === 'gap') this.ask(SPREAD_MS);
		if (applied.kind === 'own') {
			this.needed = frame.clock;
			if (applied.called) this.showCall(applied.called, frame.at);
			void this.refresh();
		}
		if (applied.kind === 'counted') {
			const kept = frame.kept > this.place.seed.kept;
			this.place = applied.place;
			this.clock = frame.clock;
			this.showPlace(frame, applied.ahead, [...applied.joined, ...(kept ? ['kept' as const] : [])]);
		}
	}

	private hearTickets(frame: TicketsFrame): void {
		this.hear(frame);
		this.room = 'tickets';
		if (this.room !== this.wantedRoom()) return this.ask(0);
		if (frame.changed.includes(this.state.number)) {
			this.needed = frame.clock;
			return this.ask(0);
		}
		if (frame.after > this.clock || frame.refresh) this.ask(SPREAD_MS);
		else this.clock = Math.max(this.clock, frame.clock);
	}

	private showPlace(frame: QueueFrame, ahead: number, why: WorseReason[]): void {
		const { lane = 'regular', rankAt = frame.at } = this.place?.seed ?? {};
		const wait = waitRange(frame, ahead, lane, frame.at - rankAt);
		const near = isNear(ahead, wait && wait.fromMs);
		this.show({ ...this.state, ahead, wait, near, pause: frame.pause }, frame.at, why);
	}

	/** The booth is in the frame, so nobody waits for an answer to learn where to go. */
	private showCall([, number, word]: QueueFrame['called'][number], at: number): void {
		const step = this.state.steps[this.state.active ?? -1];
		const known = step?.booths.find((booth) => booth.number === number);
		const booth = known ?? { id: '', number, word, seats: 1, area: null, place: null };
		const call = { booth, calledAt: at, calls: 1 };
		this.show({ ...this.state, state: 'called', call, ahead: null, wait: null }, at, []);
	}

	/** A place shown never gets worse without a reason shown. */
	private show(state: PhoneState, at: number, why: WorseReason[]): void {
		// Nothing is shown yet when the first snapshot comes.
		const before = this.state as PhoneState | undefined;
		const waitsOn = before?.state === state.state && before.active === state.active;
		// What was shown was a range while a gate was silent: within it nothing has got worse.
		const was = waitsOn && before.ahead !== null ? before.ahead + (before.late?.more ?? 0) : null;
		const now = state.ahead;
		// Whoever steps back has asked for it: the page says so by itself.
		const asked = before !== undefined && state.stepBack.times > before.stepBack.times;
		if (was === null || now === null || asked) this.worse = null;
		else if (now > was) {
			const told = this.worse?.why ?? [];
			const reasons = new Set([...told, ...(why.length > 0 ? why : ['other' as const])]);
			this.worse = { from: Math.min(this.worse?.from ?? was, was), at, why: [...reasons] };
		} else if (this.worse && now <= this.worse.from) this.worse = null;
		this.state = state;
	}

	private hear(beat: Pick<Beat, 'at' | 'speed' | 'late'>): void {
		// A gate has fallen silent, or was heard again: whether that touches this ticket the server tells.
		const told = beat.late ?? null;
		if (this.alive && told !== this.lateTold && this.state.state === 'waiting') {
			this.ask(SPREAD_MS);
		}
		this.lateTold = told;
		this.failed = false;
		this.speed = beat.speed;
		this.heardAt = this.at = beat.at;
		this.heardReal = performance.now();
		this.stale = false;
	}

	private tick(): void {
		const now = performance.now();
		const silent = now - this.heardReal;
		this.at = Math.round(this.heardAt + silent * this.speed);
		const live = this.socket?.connected ?? false;
		// Whoever reads by HTTP hears nothing between two answers.
		this.stale = silent > STALE_AFTER_MS + (live || this.failed ? 0 : 2 * POLL_MS);
		if (!live && now > this.heardReal + POLL_MS && now > this.lookAt) void this.refresh();
		if (live && now > this.lookAt && document.visibilityState === 'visible') {
			void this.refresh().then(() => (this.lookAt = now + LOOK_ANYWAY_MS * (1 + Math.random())));
		}
	}

	/** Asks for the snapshot within this time; an earlier wish to ask stands. */
	private ask(withinMs: number): void {
		this.asking ??= setTimeout(() => void this.refresh(), Math.random() * withinMs);
	}

	private wantedRoom(): string {
		const { state, steps, active } = this.state;
		return state === 'waiting' ? (steps[active ?? -1]?.serviceId ?? 'tickets') : 'tickets';
	}

	/** The server puts a socket into its room when it connects, so another room is another connection. */
	private changeRoom(): void {
		this.moving ??= setTimeout(
			() => {
				this.moving = null;
				if (this.room !== null && this.room !== this.wantedRoom()) this.socket?.reconnect();
			},
			200 + Math.random() * 800
		);
	}
}
