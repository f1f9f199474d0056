import type { Answer } from '#lib/core/answer.ts';
import type { TestHall } from '#lib/core/hall.fixture.ts';
import { boothView } from '#lib/core/view/booth-view.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Sent } from '#lib/live/command.ts';
import { BoothDesk } from './booth-desk.svelte.ts';

/** An officer at a desk of a small hall; the line to the server is cut and mended by the test. */
export class Officer {
	readonly desk: BoothDesk;
	readonly sent: { wish: Wish; operationId: string }[] = [];
	/** What happens to the next press: answered, lost on the way back, or never taken. */
	line: 'good' | 'answer-lost' | 'away' | 'signed-out' = 'good';
	now = 0;
	readonly kept = new Map<string, string>();
	private readonly answers = new Map<string, Answer>();

	constructor(
		readonly hall: TestHall,
		readonly boothId: string,
		readonly me = `officer-${boothId.slice(1)}`
	) {
		this.desk = this.sitDown();
	}

	/** The page opened anew on the same machine. */
	sitDown(): BoothDesk {
		const { hall, boothId } = this;
		return new BoothDesk({
			live: {
				get state() {
					return boothView(hall.floor, hall.at, boothId)!;
				},
				get clock() {
					return hall.floor.clock;
				},
				refresh: async () => {}
			},
			fieldEventId: 7,
			boothId,
			me: this.me,
			send: (wish, operationId) => this.send(wish, operationId),
			storage: {
				getItem: (key) => this.kept.get(key) ?? null,
				setItem: (key, text) => void this.kept.set(key, text),
				removeItem: (key) => void this.kept.delete(key)
			},
			now: () => this.now
		});
	}

	/** Presses the large button, a while after the last press. */
	async press(options?: { callNext: boolean }): Promise<void> {
		this.now += 1_000;
		await this.desk.advance(options);
	}

	private async send(wish: Wish, operationId: string): Promise<Sent> {
		this.sent.push({ wish, operationId });
		if (this.line === 'away') return { ok: false, refused: 'unreachable' };
		if (this.line === 'signed-out') return { ok: false, refused: 'signed-out' };
		const answer = this.answers.get(operationId) ?? this.take(wish, operationId);
		if (answer.ok) this.answers.set(operationId, answer);
		return this.line === 'answer-lost' ? { ok: false, refused: 'unreachable' } : answer;
	}

	private take(wish: Wish, operationId: string): Answer {
		const { refused, then, tickets } = this.hall.press(wish, this.me, operationId);
		if (refused) return { ok: false, refused: refused as never };
		const clock = this.hall.floor.clock;
		return { ok: true, operationId, clock, tickets, then: then as never };
	}
}
