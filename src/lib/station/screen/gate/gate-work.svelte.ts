import { SvelteMap } from 'svelte/reactivity';
import type { Service } from '#lib/core/catalogue.ts';
import type { Operation } from '#lib/core/operation.ts';
import {
	checkedJourney,
	questionsOf,
	type PreCheckAnswer,
	type WantedService
} from '#lib/core/pre-check.ts';
import type { Refusal } from '#lib/core/refusal.ts';
import { Asking } from '#lib/station/gate/asking.svelte.ts';
import { PartyChoice } from '#lib/station/gate/party-choice.svelte.ts';
import type { Done } from '#lib/station/app/shown.ts';
import type { StationApp } from '#lib/station/app/station-app.svelte.ts';

/** A second tap this soon after the first is the same hand (real ms). */
const SAME_HAND_MS = 700;

/** A gate that gives its own numbers: what is being chosen, and what was given last. */
export class GateWork {
	readonly choice = new PartyChoice();
	busy = $state(false);
	refusal = $state.raw<Refusal | null>(null);
	/** What is on show: the numbers of one press, in order. */
	run = $state.raw<readonly Operation[]>([]);
	/** Links of numbers given, once they are signed, by operation id. */
	readonly links = new SvelteMap<string, string>();
	/** The numbers of the last press of this page. */
	private pressed = $state.raw<readonly Operation[]>([]);
	private questions = $state.raw<Asking | null>(null);
	private lastTap = -Infinity;

	/**
	 * @param app the station that gives the numbers
	 * @param ongiven told of the numbers of a press once they lie on the disk
	 */
	constructor(
		private readonly app: StationApp,
		private readonly ongiven: (run: readonly Operation[]) => void
	) {}

	readonly services: readonly Service[] = $derived.by(() =>
		this.app.pack.catalogue.services.filter((service) => !service.withdrawn)
	);

	/** How many numbers are left that this station may give today; null before any were granted. */
	readonly left: number | null = $derived.by(() => {
		const { state } = this.app;
		const stock = state.numbers.find(({ day }) => day === state.day);
		return stock ? Math.max(0, stock.ceiling - stock.next + 1) : null;
	});

	/** Whoever comes is counted, whether or not there is a number for them. */
	readonly mayCount: boolean = $derived.by(
		() => !this.app.viewer && !this.app.closed && this.app.state.day > 0
	);

	readonly mayGive: boolean = $derived.by(() => this.mayCount && (this.left ?? 0) > 0);

	private readonly ticketsOnShow: string[] = $derived.by(() =>
		this.run.flatMap(({ deed }) => (deed.kind === 'issued' ? [deed.ticketId] : []))
	);

	/** Tickets that were taken back lately, and by which word. */
	private readonly takeBacks: ReadonlyMap<string, Done> = $derived.by(
		() =>
			new Map(
				this.app.recent.flatMap((done) => {
					const { deed } = done.operation;
					const taken = deed.kind === 'numbers-taken-back' ? deed.ticketIds : [];
					return taken.map((id) => [id, done]);
				})
			)
	);

	/** The word that takes a ticket back; null when there is none, or the hall had called one of them by then. */
	readonly takenBackBy = (ticketId: string): Done | null => {
		const done = this.takeBacks.get(ticketId);
		return done && !done.acknowledgement?.why ? done : null;
	};

	/**
	 * The last number on show: taken back out of the list of what was done, so that its standing is always the true one.
	 * Operations are told in order, so those before it stand no worse.
	 */
	readonly given: Done | null = $derived.by(() => {
		const last = this.run.at(-1)?.operationId;
		return this.app.recent.find(({ operation }) => operation.operationId === last) ?? null;
	});

	/** The word that takes what is on show back; null while it stands. */
	readonly takenBack: Done | null = $derived.by(() => {
		const [first] = this.ticketsOnShow;
		return first === undefined ? null : this.takenBackBy(first);
	});

	/** Of what is on show something was called before the hall heard that it was taken back: this alone, or the rest went. */
	readonly takenBackLate: 'all' | 'partly' | null = $derived.by(() => {
		const [first] = this.ticketsOnShow;
		const done = first === undefined || this.takenBack ? undefined : this.takeBacks.get(first);
		if (!done) return null;
		return done.acknowledgement?.verdict === 'applied' ? 'partly' : 'all';
	});

	/** What is on show may be taken back: it came of the last press here, so that nobody else's number is. */
	readonly mayTakeBack: boolean = $derived.by(
		() =>
			this.run.length > 0 &&
			this.run === this.pressed &&
			!this.ticketsOnShow.some((id) => this.takeBacks.has(id)) &&
			!this.app.viewer
	);

	/** How many numbers a tap gives now. */
	get atOnce(): number {
		return this.choice.mode === 'many' ? this.choice.together : 1;
	}

	/** The questions to answer before the number is given; null when none are asked, or another way was chosen since. */
	get asked(): Asking | null {
		return this.questions?.mode === this.choice.mode ? this.questions : null;
	}

	get askedFor(): WantedService[] {
		if (this.choice.mode === 'several') return $state.snapshot(this.choice.chosen);
		return this.choice.forAll(this.asked?.services ?? []);
	}

	/** A station does not know how many places of a quota are left: it follows what the organiser has closed. */
	readonly takes = (service: Service): boolean => service.intakeOpen;

	tap(services: readonly string[]): void {
		this.giveOrAsk(services, this.choice.forAll(services));
	}

	tapChosen(): void {
		const chosen = $state.snapshot(this.choice.chosen);
		if (chosen.length > 0)
			this.giveOrAsk(
				chosen.map(({ serviceId }) => serviceId),
				chosen
			);
	}

	giveAsked(): void {
		if (this.asked) void this.give(this.askedFor, this.asked.given);
	}

	stopAsking(): void {
		this.questions = null;
	}

	/** The operation that counted them, by which they can be taken back; null when it was refused. */
	async countVisitors(count: number): Promise<string | null> {
		const counted = await this.app.countVisitors(count);
		this.refusal = 'refused' in counted ? counted : null;
		return 'refused' in counted ? null : counted.operationId;
	}

	/** Whether the count was taken back. */
	async takeBackVisitors(counted: string): Promise<boolean> {
		const done = await this.app.takeBackVisitors(counted);
		this.refusal = 'refused' in done ? done : null;
		return !this.refusal;
	}

	/** Takes back the numbers of the last press. */
	async takeBack(): Promise<boolean> {
		if (!this.mayTakeBack) return false;
		const done = await this.app.takeBackNumbers(this.ticketsOnShow);
		this.refusal = 'refused' in done ? done : null;
		return !this.refusal;
	}

	/** Puts a number given earlier on show again. */
	async show(operation: Operation): Promise<void> {
		await this.sign([operation]);
		this.run = [operation];
	}

	private async sign(run: readonly Operation[]): Promise<void> {
		for (const { operationId } of run) {
			if (!this.links.has(operationId))
				this.links.set(operationId, await this.app.slipLink(operationId));
		}
	}

	private giveOrAsk(services: readonly string[], wanted: WantedService[]): void {
		// People who came together are not asked one by one.
		const asks = this.choice.mode !== 'many';
		const questions = asks ? questionsOf(this.services, services) : [];
		if (questions.length === 0) return void this.give(wanted, []);
		if (this.takesTap()) this.questions = new Asking(this.choice.mode, services, questions);
	}

	private takesTap(): boolean {
		const now = performance.now();
		if (this.busy || now - this.lastTap < SAME_HAND_MS) return false;
		this.lastTap = now;
		return true;
	}

	private async give(wanted: WantedService[], answers: PreCheckAnswer[]): Promise<void> {
		if (!this.takesTap()) return;
		const known = new Map(this.services.map((service) => [service.id, service]));
		const journey = checkedJourney(known, wanted, answers, this.takes);
		const { lane, party } = this.choice;
		this.busy = true;
		try {
			const { services, first } = journey;
			const ticket = {
				...{ lane, party, services, first },
				...(journey.answers.length > 0 && { answers: journey.answers })
			};
			const given =
				this.atOnce > 1
					? await this.app.giveMany(ticket, this.atOnce)
					: await this.app.give(ticket);
			this.refusal = 'refused' in given ? given : null;
			if ('refused' in given) return;
			const run = Array.isArray(given) ? given : [given];
			this.run = run;
			this.pressed = run;
			this.questions = null;
			this.choice.reset();
			await this.sign(run);
			this.ongiven(run);
		} finally {
			this.busy = false;
		}
	}
}
