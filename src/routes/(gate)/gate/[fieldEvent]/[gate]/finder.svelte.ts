import { deserialize } from '$app/forms';
import { recogniseScan, type Scanned } from '#lib/core/scanned-code.ts';
import { signedPartOf } from '#lib/core/ticket-link.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { FoundTicket } from '#lib/core/view/found-view.ts';
import { refusalText, type Refused } from '#lib/i18n/refusal-words.ts';
import { scanRefusalWords } from '#lib/i18n/scan-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { GateDesk } from './gate-desk.svelte.ts';

/** Years are counted as the hall does, in Viet Nam. */
const ZONE_MS = 7 * 3_600_000;
const TRY_MS = 5_000;

/**
 * Takes whatever was scanned or typed at a gate: finds a ticket, picks up a sheet, keeps an identity card for the
 * next ticket, or says what the code is instead. The text itself is kept nowhere.
 */
export class Finder {
	/** Tickets that fit; one is shown, several are to choose from. */
	found = $state.raw<FoundTicket[]>([]);
	/** What to say of the last scan when there is nothing to show. */
	words = $state<string | null>(null);
	/** The signed link of a slip that was not found, which may be true all the same; and what was scanned. */
	unheard = $state.raw<{ link: string; text: string } | null>(null);
	busy = $state(false);
	/** Counts what was asked, and closed: an answer that comes after another question is nobody's. */
	private asked = 0;

	constructor(
		private readonly fieldEventId: number,
		private readonly desk: GateDesk,
		private readonly hallTime: () => number
	) {}

	/** @param imeSeen a Vietnamese typing tool was at work while the text came in */
	async take(text: string, imeSeen = false): Promise<void> {
		const year = new Date(this.hallTime() + ZONE_MS).getUTCFullYear();
		this.close();
		const scanned = recogniseScan(text, { year, imeSeen });
		if (scanned.kind === 'card') this.keepCard(scanned.card, year);
		else if (scanned.kind === 'personal-id') this.keepCard(scanned.id, year);
		else if (scanned.kind === 'refused') this.words = scanRefusalWords[scanned.code]();
		else await this.find(scanned, text);
	}

	private keepCard(read: Parameters<GateDesk['identity']['take']>[0], year: number): void {
		if (this.desk.identity.isOn) this.desk.identity.take(read, year);
		else this.words = m.gate_identity_off();
	}

	private async find(
		scanned: Extract<Scanned, { kind: 'ticket' | 'number' | 'number-without-letter' }>,
		text: string
	): Promise<void> {
		switch (scanned.kind) {
			case 'ticket': {
				const found = await this.ask({ token: scanned.ticketId });
				const link = signedPartOf(scanned);
				if (found?.length === 0 && link) {
					this.unheard = { link, text };
					return;
				}
				return this.show(found);
			}
			case 'number-without-letter': {
				const found = await this.ask({ digits: String(scanned.number) });
				// Without its letter a number is this gate's own one first.
				const own = found?.filter(({ brief }) => brief.prefix === this.desk.state.gate.prefix);
				return this.show(own?.length ? own : found);
			}
			case 'number':
				for (const { prefix, number } of [scanned, ...scanned.others]) {
					const name = formatNumber(prefix, number);
					const found = await this.ask({ number: name });
					if (found === null) return;
					if (found.length > 0) return this.show(found, name);
				}
				return this.show([], formatNumber(scanned.prefix, scanned.number));
		}
	}

	/** Opens the ticket with this id: the first one of the same person, or one of the last given. */
	async open(ticketId: string): Promise<void> {
		this.close();
		this.show(await this.askById(ticketId));
	}

	/** Looks for the ticket of the person whose card was read. */
	async openByCard(): Promise<void> {
		const digits = this.desk.identity.pending?.digits;
		if (digits === undefined) return;
		this.close();
		const body = new FormData();
		body.set('digits', digits);
		const ticketId = await this.wait(async () => {
			const response = await fetch('?/card', {
				method: 'POST',
				headers: { 'x-sveltekit-action': 'true', accept: 'application/json' },
				body,
				signal: AbortSignal.timeout(TRY_MS)
			});
			const result = deserialize<{ ticketId: string | null }, never>(await response.text());
			if (result.type !== 'success') throw new Error('unreachable');
			return result.data?.ticketId ?? '';
		});
		if (ticketId === null) return;
		if (ticketId === '') this.words = m.gate_identity_none();
		else this.show(await this.askById(ticketId));
	}

	private show(found: FoundTicket[] | null, name?: string): void {
		if (found === null) return;
		if (found.length === 0) {
			this.words = refusalText('no-such-ticket', name ? { ticket: name } : {});
			return;
		}
		const [only] = found;
		// A sheet that nobody holds yet is what the next tap brings to life.
		if (found.length === 1 && only?.brief.state === 'blank' && this.desk.mayIssue) {
			if (this.desk.givesRuns) this.desk.choice.takeSheet(only.number);
			else this.desk.choice.sheet = { ticketId: only.brief.id, number: only.number };
			return;
		}
		this.found = found;
	}

	/**
	 * Reads the ticket that is shown again: it was changed here, or may have been elsewhere.
	 * @param after the clock of what was done to it just now
	 */
	async refresh(after = 0): Promise<void> {
		const [only] = this.found;
		if (this.found.length !== 1 || !only) return;
		const again = await this.askById(only.brief.id, { after: String(after) });
		if (!again?.length) return;
		this.found = again;
		this.words = null;
	}

	close(): void {
		this.asked++;
		this.busy = false;
		this.found = [];
		this.words = null;
		this.unheard = null;
	}

	/** Nobody holds a paper to this question, so that it is not an old one. */
	private async askById(
		ticketId: string,
		more: Record<string, string> = {}
	): Promise<FoundTicket[] | null> {
		const found = await this.ask({ token: ticketId, ...more });
		return found && found.map((ticket) => ({ ...ticket, oldPaper: false }));
	}

	private ask(query: Record<string, string>): Promise<FoundTicket[] | null> {
		return this.wait(async () => {
			const address = `/api/floor/${this.fieldEventId}/tickets?${new URLSearchParams(query)}`;
			const response = await fetch(address, { signal: AbortSignal.timeout(TRY_MS) });
			if (response.status === 401) throw new Error('signed-out');
			if (response.status === 403) throw new Error('not-allowed');
			if (!response.ok) throw new Error('unreachable');
			const { tickets } = (await response.json()) as { tickets: FoundTicket[] | null };
			return tickets ?? [];
		});
	}

	/** Null when nobody answered, which is said, and when something else was asked since. */
	private async wait<T>(act: () => Promise<T>): Promise<T | null> {
		const mine = ++this.asked;
		// Whoever has a ticket before them waits for nothing: it is only read again.
		this.busy = this.found.length === 0;
		try {
			const answer = await act();
			return mine === this.asked ? answer : null;
		} catch (fault) {
			if (mine !== this.asked) return null;
			const known: Refused[] = ['signed-out', 'not-allowed'];
			const code = known.find((name) => fault instanceof Error && fault.message === name);
			this.words = code ? refusalText(code) : m.gate_find_unreachable();
			return null;
		} finally {
			if (mine === this.asked) this.busy = false;
		}
	}
}
