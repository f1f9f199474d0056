import type { Catalogue } from '#lib/core/catalogue.ts';
import type { Result } from '#lib/core/fact.ts';
import type { ConflictRow } from '#lib/core/view/conflicts-view.ts';
import type { BoothLabel } from '#lib/core/view/hall-view.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { boothName, outcomeButton } from '#lib/i18n/words.ts';

/** A contradiction in plain words: what it is, what came of it, and what there is to do. */
export interface ConflictWords {
	title: string;
	body: string;
	todo: string;
}

/** The name of a booth, or that it is not known which. */
export function placeName(booth: BoothLabel | null): string {
	return booth ? boothName(booth) : m.organiser_conflict_somewhere();
}

/** @param row as the view gives it; its kind, and whether somebody had recorded a result, make the sentences */
export function conflictWords(row: ConflictRow): ConflictWords {
	const { number } = row.ticket;
	const [booth, other] = [placeName(row.booth), placeName(row.otherBooth)];
	switch (row.kind) {
		case 'call':
			return callWords(row, number, booth, other);
		case 'done':
			return {
				title: m.organiser_conflict_done({ number }),
				body: m.organiser_conflict_done_body({ booth, other }),
				todo: doneTodo(row, booth)
			};
		case 'cancelled':
			return {
				title: m.organiser_conflict_cancelled({ number, booth }),
				body: m.organiser_conflict_cancelled_body({ booth }),
				todo: m.organiser_conflict_cancelled_do({ booth })
			};
		case 'number':
			return {
				title: m.organiser_conflict_number({ number }),
				body: m.organiser_conflict_number_body(),
				todo: m.organiser_conflict_number_do()
			};
		default:
			return row.kind satisfies never;
	}
}

function callWords(row: ConflictRow, number: string, booth: string, other: string): ConflictWords {
	if (row.reported.length > 0) {
		return {
			title: m.organiser_conflict_ended({ number }),
			body: m.organiser_conflict_ended_body({ booth, other }),
			todo: m.organiser_conflict_ended_do({ other })
		};
	}
	if (!row.otherBooth || row.otherBooth.id === row.booth?.id) {
		return {
			title: m.organiser_conflict_seat({ number }),
			body: m.organiser_conflict_seat_body({ booth }),
			todo: m.organiser_conflict_seat_do()
		};
	}
	return {
		title: m.organiser_conflict_call({ number }),
		body: m.organiser_conflict_call_body({ booth, other }),
		todo: m.organiser_conflict_call_do()
	};
}

function doneTodo(row: ConflictRow, booth: string): string {
	if (row.instead) return m.organiser_conflict_done_do();
	return row.counts ? m.organiser_conflict_done_taken({ booth }) : m.organiser_conflict_done_same();
}

/** One result: `Định danh mức độ 2: Đã thu nhận hồ sơ (1 người)`, with level and reason where it has them. */
export function resultText(
	{ serviceId, outcome, level, reasonId, count }: Result,
	{ services, reasons }: Pick<Catalogue, 'services' | 'reasons'>
): string {
	const service = services.find(({ id }) => id === serviceId);
	const reason = reasons.find(({ id }) => id === reasonId);
	const parts = [
		outcomeButton(serviceId, outcome),
		...(level === null ? [] : [m.booth_level({ level })]),
		...(reason ? [wordsIn(reason.internal)] : [])
	];
	const people = m.organiser_conflict_people({ count });
	return `${service ? wordsIn(service.name) : serviceId}: ${parts.join(' · ')} (${people})`;
}
