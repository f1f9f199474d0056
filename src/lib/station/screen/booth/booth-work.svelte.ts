import type { Booth, Outcome, Service } from '#lib/core/catalogue.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import type { PauseNotice } from '#lib/core/view/hall-view.ts';
import type { Slip } from '#lib/core/station/read-slip.ts';
import type { HeldLease } from '#lib/core/station/station.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { SlipTrouble } from '#lib/station/app/slip-link.ts';
import type { StationApp } from '#lib/station/app/station-app.svelte.ts';
import type { SittingDesk } from '#lib/station/sitting/sitting-desk.ts';
import {
	EMPTY_DRAFT,
	reasonsFor,
	resultsOf,
	type Draft,
	type SittingParts
} from '#lib/station/sitting/sitting.ts';

/** A second press this soon after the first belongs to the same double click (real ms). */
const SAME_PRESS_MS = 500;

/** What the large button does now. */
export type Next = 'call' | 'begin' | 'finish' | 'nobody' | 'hand' | 'resume' | 'stopped';

/** A slip that was read, or why it was not. */
export type Read = { slip: Slip } | { trouble: SlipTrouble } | null;

/** A booth that calls its own leased numbers, and serves by slips when these have run out. */
export class BoothWork implements SittingDesk {
	panel = $state<'failed' | 'hand' | 'pause' | null>(null);
	thenCall = $state(true);
	busy = $state<'pressing' | null>(null);
	refusal = $state.raw<Refusal | null>(null);
	read = $state.raw<Read>(null);
	/** The call that is shown over the whole screen. */
	shownCall = $state(false);
	seatNo = $state(1);
	private drafts = $state.raw<Record<string, Draft>>({});
	private chosenLevels = $state.raw<Record<string, number>>({});
	private readyAt = 0;

	/**
	 * @param app the station that does it
	 * @param booth whose place it is
	 * @param oncall told of each call once it lies on the disk, to be spoken
	 */
	constructor(
		private readonly app: StationApp,
		private readonly booth: () => Booth,
		private readonly oncall: (call: { prefix: string; number: number; calls: number }) => void
	) {
		const busySeat = app.state.seats.findIndex((sitting) => sitting !== null);
		if (busySeat >= 0) this.seatNo = busySeat + 1;
	}

	/** Services that this booth serves. */
	readonly services: readonly Service[] = $derived.by(() =>
		this.app.pack.catalogue.services.filter(
			({ id, withdrawn }) => !withdrawn && this.booth().services.includes(id)
		)
	);

	readonly seated = $derived.by(() => this.app.state.seats[this.seatNo - 1] ?? null);
	readonly number: string = $derived.by(() =>
		this.seated ? formatNumber(this.seated.prefix, this.seated.number) : ''
	);

	/** The lease that the next call is made on; none counts whose time is nearly over. */
	readonly lease: HeldLease | null = $derived.by(() => {
		void this.app.at;
		const now = performance.now();
		return this.app.state.leases.find(({ liveUntil }) => liveUntil > now) ?? null;
	});

	readonly sitting: SittingParts | null = $derived.by(() => {
		const { seated } = this;
		const { services, reasons } = this.app.pack.catalogue;
		const service = services.find(({ id }) => id === seated?.serviceId);
		if (!seated || !service) return null;
		const { people, done } = seated;
		return {
			number: this.number,
			service,
			also: service.also
				.filter((id) => !done.includes(id))
				.flatMap((id) => services.filter((other) => other.id === id))
				.map((other) => ({ service: other, people })),
			reasons: reasonsFor(
				reasons.filter((reason) => !reason.withdrawn),
				'failure',
				service.id
			),
			ticket: { steps: [] },
			step: { no: seated.step ?? 0, people }
		};
	});

	/** Why nobody is called here now, as the hall or this device says; null where nothing stops it. */
	readonly stop: PauseNotice | null = $derived.by(() => {
		const { app } = this;
		const { rest } = app;
		if (app.booth?.pause) return app.booth.pause;
		if (rest?.kind === 'resting') {
			const reason = app.pack.catalogue.reasons.find(({ id }) => id === rest.reasonId);
			const words = reason?.public ?? { vi: '', en: '' };
			return { scope: 'booth', id: this.booth().id, words, since: rest.since };
		}
		if (app.link === 'silent') return null;
		// People wait, but for services that stand still by a pause of their own.
		const own = app.waiting.filter(
			({ serviceId, waiting }) => waiting > 0 && this.booth().services.includes(serviceId)
		);
		return own.every(({ pause }) => pause) ? (own[0]?.pause ?? null) : null;
	});

	/** Whether whoever works here has said so: they go on when they say so. */
	get restsByItself(): boolean {
		return this.app.rest !== null || this.app.booth?.rests === true;
	}

	get standsStill(): boolean {
		return this.restsByItself || this.stop !== null;
	}

	/** How many wait for this booth's services; null while nobody tells. */
	get waiting(): number | null {
		if (this.app.link === 'silent') return null;
		return this.app.waiting
			.filter(({ serviceId }) => this.booth().services.includes(serviceId))
			.reduce((sum, { waiting }) => sum + waiting, 0);
	}

	readonly next: Next = $derived.by(() => {
		if (this.app.viewer) return 'stopped';
		if (this.seated) return this.seated.state === 'called' ? 'begin' : 'finish';
		if (this.app.closed) return 'stopped';
		if (this.restsByItself) return 'resume';
		if (this.stop) return 'stopped';
		if (this.lease) return 'call';
		return this.app.link === 'silent' ? 'hand' : 'nobody';
	});

	readonly levels: Record<string, number | null> = $derived.by(() =>
		Object.fromEntries(
			this.app.pack.catalogue.services.map((service) => {
				const level = this.chosenLevels[service.id] ?? this.booth().presetLevel;
				return [service.id, level !== null && service.levels.includes(level) ? level : null];
			})
		)
	);
	readonly draft: Draft = $derived.by(() => this.drafts[this.draftKey] ?? EMPTY_DRAFT);

	private get draftKey(): string {
		return this.seated ? `${this.seated.ticketId}/${this.seated.serviceId}` : '';
	}

	setDraft(draft: Draft): void {
		this.drafts = { [this.draftKey]: draft };
	}

	setLevel(serviceId: string, level: number): void {
		this.chosenLevels = { ...this.chosenLevels, [serviceId]: level };
		if (this.refusal?.refused === 'level-missing') this.refusal = null;
	}

	toggle(panel: 'failed' | 'hand' | 'pause'): void {
		this.panel = this.panel === panel ? null : panel;
		this.refusal = null;
		this.read = null;
	}

	choose(seatNo: number): void {
		this.seatNo = seatNo;
		this.panel = null;
		this.refusal = null;
	}

	/** The large button. A double click is one press. */
	async advance({ callNext = true } = {}): Promise<void> {
		if (this.busy || performance.now() < this.readyAt) return;
		if (this.next === 'call') await this.call();
		else if (this.next === 'resume') await this.press(() => this.app.stand(null));
		else if (this.next === 'begin') await this.begin();
		else if (this.next === 'finish') await this.finish(this.draft, callNext);
	}

	call(): Promise<boolean> {
		return this.press(async () => {
			const called = await this.app.call(this.seatNo);
			if ('refused' in called) return called;
			this.said();
			return null;
		});
	}

	callAgain(): Promise<boolean> {
		return this.press(async () => {
			const called = await this.app.callAgain(this.seatNo);
			if ('refused' in called) return called;
			this.said();
			return null;
		});
	}

	begin(): Promise<boolean> {
		return this.press(() => this.app.begin(this.seatNo));
	}

	miss(): Promise<boolean> {
		return this.press(() => this.app.miss(this.seatNo));
	}

	async finishAll(outcome: Outcome, reasonId: string | null): Promise<void> {
		const people = this.sitting?.step.people ?? 1;
		const others = { [outcome]: people };
		await this.finish({ ...this.draft, others, stays: 0, reasonId }, this.thenCall);
	}

	/** Ends the sitting as drafted; what is still to be chosen is told, and nothing is written. */
	private async finish(draft: Draft, callNext: boolean): Promise<void> {
		const { sitting } = this;
		if (!sitting) return;
		const results = resultsOf(sitting, draft, this.levels);
		if (typeof results === 'string') {
			this.refusal = { refused: results };
			if (results === 'reason-missing') this.panel = 'failed';
			return;
		}
		const ended = await this.press(() => this.app.end(this.seatNo, results));
		if (ended && callNext && this.next === 'call') await this.call();
	}

	/** A break with its reason; whoever sits here is served to the end. */
	pause(reasonId: string): Promise<boolean> {
		return this.press(() => this.app.stand({ kind: 'resting', reasonId, since: this.app.at }));
	}

	/** Nobody works here any more; refused while somebody sits here. */
	leave(): Promise<boolean> {
		return this.press(() => this.app.stand({ kind: 'left', since: this.app.at }));
	}

	/** Something was scanned or typed: whoever holds this slip may be served here. */
	async take(text: string): Promise<void> {
		if (this.restsByItself) return;
		const slip = await this.app.readSlip(text);
		this.panel = 'hand';
		this.refusal = null;
		this.read = 'refused' in slip ? { trouble: slip.refused } : { slip };
	}

	/** Serves whoever holds the slip that was read. */
	async serve(serviceId: string): Promise<void> {
		const { read } = this;
		if (!read || !('slip' in read)) return;
		if (await this.press(() => this.app.byHand(read.slip, serviceId, this.seatNo)))
			this.read = null;
	}

	private said(): void {
		const { seated } = this;
		if (!seated) return;
		// Where no board answers, the number is shown and spoken here.
		this.shownCall = this.app.link === 'silent';
		this.oncall(seated);
	}

	/** One press at a time; gives whether it was done. */
	private async press(deed: () => Promise<object | null>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = 'pressing';
		this.refusal = null;
		try {
			const done = await deed();
			const refusal = done && 'refused' in done ? (done as Refusal) : null;
			this.refusal = refusal;
			if (!refusal) this.panel = null;
			if (this.seated?.state !== 'called') this.shownCall = false;
			return !refusal;
		} finally {
			this.busy = null;
			this.readyAt = performance.now() + SAME_PRESS_MS;
		}
	}
}
