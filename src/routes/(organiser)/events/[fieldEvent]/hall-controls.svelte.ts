import type { Sent } from '#lib/live/command.ts';
import { command } from '#lib/live/command.ts';
import type { Area, Booth, Service, Words } from '#lib/core/catalogue.ts';
import type { PauseScope } from '#lib/core/fact.ts';
import type { Wish } from '#lib/core/wish.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { refusalText } from '#lib/i18n/refusal-words.ts';
import { boothName } from '#lib/i18n/words.ts';
import { newId } from '#lib/live/new-id.ts';
import { toasts } from '#lib/ui/toasts.svelte.ts';
import type { MessageDraft } from './ready-message.ts';

/** What a pause is laid on, with its name for the person who presses. */
export interface PauseTarget extends PauseScope {
	name: string;
}

/** The presses of whoever runs the day: each is sent at once, told when done, and can be taken back. */
export class HallControls {
	/** What messages are busy as, since they are of the whole hall. */
	readonly MESSAGES: PauseScope = { scope: 'field-event', id: 'messages' };
	/** Keys of what is under way: `scope/id`. */
	busy = $state<string[]>([]);
	/** Why the last press was not done; null when it was. */
	refusal = $state<string | null>(null);

	constructor(
		private readonly fieldEventId: number,
		/** Reads the hall anew, after a press. */
		private readonly refresh: () => void
	) {}

	isBusy(target: PauseScope): boolean {
		return this.busy.includes(keyOf(target));
	}

	async pause(target: PauseTarget, reasonId: string): Promise<boolean> {
		const { scope, id, name } = target;
		const done = await this.send(keyOf(target), { kind: 'pause', scope, id, reasonId });
		if (done) {
			const undo = () => void this.resume(target);
			toasts.say(m.organiser_run_paused({ what: name }), { undo });
		}
		return done;
	}

	/** @param again the reason to pause with once more, when resuming was a slip */
	async resume(target: PauseTarget, again?: string): Promise<void> {
		const { scope, id, name } = target;
		if (!(await this.send(keyOf(target), { kind: 'resume', scope, id }))) return;
		const undo = again ? () => void this.pause(target, again) : undefined;
		toasts.say(m.organiser_run_resumed({ what: name }), { undo });
	}

	async setIntake(
		service: Service,
		intake: Partial<Pick<Service, 'intakeOpen' | 'intakeQuota'>>
	): Promise<void> {
		const wish: Wish = { kind: 'set-service', service: { ...service, ...intake } };
		await this.send(keyOf({ scope: 'service', id: service.id }), wish);
	}

	/** Lets everybody know that an area is elsewhere now; undone by saying where it was. */
	async move(area: Area, place: Words): Promise<void> {
		const target: PauseScope = { scope: 'area', id: area.id };
		if (!(await this.send(keyOf(target), { kind: 'set-area', area: { ...area, place } }))) return;
		const what = wordsIn(area.name);
		const said = place.vi
			? m.organiser_run_moved({ what, place: wordsIn(place) })
			: m.organiser_run_moved_back({ what });
		toasts.say(said, { undo: () => void this.move({ ...area, place }, area.place) });
	}

	/** Lets a booth be what is given; gives whether it is. */
	async setBooth(booth: Booth): Promise<boolean> {
		return this.send(keyOf({ scope: 'booth', id: booth.id }), { kind: 'set-booth', booth });
	}

	/** A booth serves this one service from now on; undone by what it served before. */
	async reassign(booth: Booth, serviceId: string, service: string): Promise<void> {
		if (!(await this.setBooth({ ...booth, services: [serviceId] }))) return;
		const said = m.ops_moved({ booth: boothName(booth), service });
		toasts.say(said, { undo: () => void this.putBack(booth), seconds: 20 });
	}

	/** Opens a booth in the name of whoever presses, until an officer takes it over; undone by leaving it again. */
	async openBooth(booth: Booth): Promise<void> {
		const target: PauseScope = { scope: 'booth', id: booth.id };
		const boothId = booth.id;
		if (!(await this.send(keyOf(target), { kind: 'open-booth', boothId, takeOver: false }))) return;
		toasts.say(m.ops_booth_opened({ booth: boothName(booth) }), {
			undo: () => void this.send(keyOf(target), { kind: 'leave-booth', boothId }),
			seconds: 20
		});
	}

	/** Opens or takes away a seat; one in which somebody sits stays. */
	async setSeats(booth: Booth, seats: number): Promise<void> {
		if (!(await this.setBooth({ ...booth, seats }))) return;
		const said = m.ops_seats_set({ booth: boothName(booth), count: seats });
		toasts.say(said, { undo: () => void this.putBack(booth) });
	}

	private async putBack(booth: Booth): Promise<void> {
		if (!(await this.setBooth(booth))) return;
		toasts.say(m.ops_moved_back({ booth: boothName(booth) }));
	}

	/** Lets the hall read a message; gives whether it is shown. Undone by taking it down. */
	async showMessage(draft: MessageDraft): Promise<boolean> {
		const operationId = newId();
		const key = keyOf(this.MESSAGES);
		if (!(await this.send(key, { kind: 'show-message', ...draft }, operationId))) return false;
		toasts.say(m.ops_message_sent(), { undo: () => void this.endMessage(operationId) });
		return true;
	}

	async endMessage(messageId: string): Promise<void> {
		const key = keyOf(this.MESSAGES);
		if (await this.send(key, { kind: 'end-message', messageId })) {
			toasts.say(m.ops_message_ended());
		}
	}

	private async send(key: string, wish: Wish, operationId = newId()): Promise<boolean> {
		if (this.busy.includes(key)) return false;
		this.busy = [...this.busy, key];
		const answer: Sent = await command(this.fieldEventId, wish, { operationId });
		this.busy = this.busy.filter((one) => one !== key);
		this.refusal = answer.ok
			? null
			: refusalText(answer.refused, 'detail' in answer ? answer.detail : {});
		this.refresh();
		return answer.ok;
	}
}

function keyOf({ scope, id }: PauseScope): string {
	return `${scope}/${id ?? ''}`;
}
