import { io, type Socket } from 'socket.io-client';
import {
	STALE_AFTER_MS,
	type Beat,
	type Handshake,
	type Snapshot,
	type StateView,
	type StateViews
} from '#lib/core/protocol.ts';

/** Whoever has no socket reads the same snapshot this often (real ms). */
const POLL_MS = 5_000;

/**
 * A view that stays true: starts from the page's snapshot, follows the room's frames, reads the snapshot by HTTP while
 * there is no socket, and says how old what it shows is. Call `close` when the page goes.
 */
export class LiveState<V extends StateView> {
	/** The latest state. */
	state: StateViews[V] = $state.raw() as StateViews[V];
	/** Hall time now, in ms: ticks every second between frames. */
	at = $state(0);
	/** No sign of the server for longer than it should take; what is shown is of `heardAt`. */
	stale = $state(false);
	/** Hall time of the last sign of the server. */
	heardAt = $state(0);
	clock = $state(0);
	speed = $state(1);
	/** The server refused this view: the session ended, or the role does not admit it. */
	refused = $state<string | null>(null);

	private heardReal = performance.now();
	/** Which version of the snapshot was read last by HTTP. */
	private tag: string | null = null;
	private socket: Socket | null = null;
	private readonly timers: ReturnType<typeof setInterval>[] = [];

	constructor(
		private readonly asked: Extract<Handshake, { fieldEvent: string }> & { view: V },
		first: Snapshot<V>
	) {
		this.apply(first);
		// A page that is being rendered on the server shows its first snapshot and follows nothing.
		if (typeof window === 'undefined') return;
		// Sent by socket.io only in its handshake: another view is another connection.
		this.socket = io({
			transports: ['websocket'],
			auth: asked,
			reconnectionDelayMax: 5_000,
			forceNew: true
		});
		this.socket.on('state', (snapshot: Snapshot<V>) => this.apply(snapshot));
		this.socket.on('beat', (beat: Beat) => this.hear(beat));
		// The server has shut the door (a link that was revoked, a session that ended): asked at once, and told.
		this.socket.on('disconnect', (why) => {
			if (why === 'io server disconnect') void this.refresh();
		});
		this.socket.on('connect_error', (fault) => {
			if (fault.message === 'not-allowed') this.refused = 'not-allowed';
		});
		this.timers.push(
			setInterval(() => this.tick(), 250),
			setInterval(() => void this.poll(), POLL_MS)
		);
	}

	close(): void {
		this.timers.forEach(clearInterval);
		this.socket?.disconnect();
	}

	/** Reads the snapshot now: after a command whose frame should not be waited for. */
	async refresh(): Promise<void> {
		const { view, fieldEvent } = this.asked;
		const id =
			'booth' in this.asked ? this.asked.booth : 'gate' in this.asked ? this.asked.gate : '';
		const query = new URLSearchParams({ view, id });
		try {
			// Past the browser's own store, which would hand out an old answer with its old hall time for "nothing new".
			const response = await fetch(
				this.snapshotAt() ?? `/api/floor/${fieldEvent}/snapshot?${query}`,
				{
					cache: 'no-store',
					headers: this.tag === null ? {} : { 'if-none-match': this.tag },
					signal: AbortSignal.timeout(POLL_MS)
				}
			);
			if (response.status === 401 || response.status === 403) this.refused = 'not-allowed';
			else if (response.status === 304) this.hear(this);
			else if (response.ok) {
				this.apply((await response.json()) as Snapshot<V>);
				this.tag = response.headers.get('etag');
			}
		} catch {
			// Still away; staleness is shown by the clock.
		}
	}

	/** Whoever came by a leader's link reads by it as well. */
	private snapshotAt(): string | null {
		const link = 'link' in this.asked ? this.asked.link : undefined;
		return link === undefined ? null : `/l/${link}/snapshot`;
	}

	private apply(snapshot: Snapshot<V>): void {
		if (snapshot.clock < this.clock) return;
		this.state = snapshot.state;
		this.hear(snapshot);
	}

	private hear(beat: Pick<Beat, 'clock' | 'at' | 'speed'>): void {
		this.clock = Math.max(this.clock, beat.clock);
		this.speed = beat.speed;
		this.heardAt = this.at = beat.at;
		this.heardReal = performance.now();
		this.stale = false;
		this.refused = null;
	}

	private tick(): void {
		const silent = performance.now() - this.heardReal;
		this.at = Math.round(this.heardAt + silent * this.speed);
		this.stale = silent > STALE_AFTER_MS;
	}

	private async poll(): Promise<void> {
		if (!this.socket?.connected) await this.refresh();
	}
}
