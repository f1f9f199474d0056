import type { Sql, TransactionSql } from 'postgres';
import { judgeMove, type FollowUpStanding } from '#lib/core/follow-up.ts';
import { keyText, readFiles, type FileKey } from './file-rows.ts';

/** Which file is to stand where. */
export interface WantedStanding {
	file: FileKey;
	to: FollowUpStanding;
}

/** Who does it, when, and in which field event's rooms. */
export interface SettingContext {
	by: string;
	/** Hall time in ms. */
	at: number;
	recordedIn: number;
}

/** How many files were set, stood so already, could not be set so, and exist no more. */
export interface SetStandings {
	set: number;
	stayed: number;
	refused: number;
	gone: number;
}

/**
 * Sets where files stand, each judged by where it stands at this moment. Whoever else sets files of the same field
 * events waits until the transaction of this one ends.
 */
export async function setStandings(
	tx: TransactionSql,
	wanted: readonly WantedStanding[],
	how: 'hand' | 'list',
	{ by, at, recordedIn }: SettingContext
): Promise<SetStandings> {
	const ids = [...new Set(wanted.map(({ file }) => file.fieldEventId))].sort((a, b) => a - b);
	for (const id of ids) await lockFollowUp(tx, id);
	const tickets = [...new Set(wanted.map(({ file }) => file.ticketId))];
	const known = new Map((await readFiles(tx, ids, { tickets })).map((row) => [keyText(row), row]));
	const done: SetStandings = { set: 0, stayed: 0, refused: 0, gone: 0 };
	const changes: object[] = [];
	for (const { file, to } of wanted) {
		const row = known.get(keyText(file));
		if (!row) {
			done.gone++;
			continue;
		}
		const judged = judgeMove(row.standing, to, how);
		if (judged === 'stays') done.stayed++;
		else if (judged === 'refused') done.refused++;
		else {
			done.set++;
			row.standing = to;
			changes.push({
				event: row.fieldEventId,
				ticket: row.ticketId,
				service: row.serviceId,
				ordinal: row.ordinal,
				state: to.state,
				reason: to.state === 'rejected' ? to.reason : null,
				appointment: to.state === 'appointed' ? to.appointment.at : null,
				place: to.state === 'appointed' ? to.appointment.place : null
			});
		}
	}
	if (changes.length > 0) {
		await tx`
			insert into follow_up_change (field_event_id, ticket_id, service_id, ordinal, no, state,
				reason, appointment_at, appointment_place, recorded_in, at, by)
			select w.event, w.ticket, w.service, w.ordinal,
				1 + coalesce((select max(c.no) from follow_up_change c where c.field_event_id = w.event
					and c.ticket_id = w.ticket and c.service_id = w.service and c.ordinal = w.ordinal), 0),
				w.state, w.reason, w.appointment, w.place, ${recordedIn}, ${at}, ${by}
			from jsonb_to_recordset(${JSON.stringify(changes)}::text::jsonb) as w(event bigint, ticket uuid,
				service text, ordinal int, state text, reason text, appointment bigint, place text)`;
	}
	return done;
}

/** Holds whoever sets files of a field event; other locks are by the field event's id alone. */
export async function lockFollowUp(tx: Sql | TransactionSql, fieldEventId: number): Promise<void> {
	await tx`select pg_advisory_xact_lock(hashtextextended(${`follow-up ${fieldEventId}`}, 0))`;
}
