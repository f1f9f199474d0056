import { and, eq } from 'drizzle-orm';
import type { Sql } from 'postgres';
import type { Database } from '#lib/server/account/database.ts';
import { INCIDENT_GROUPS } from '#lib/core/incident-group.ts';
import { incident } from '#lib/server/db/incident.schema.ts';
import { lockSetUp } from '#lib/server/setup/draft-lock.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';
import { readIncidents, type Incident } from './read-incidents.ts';

const MOST_TEXT = 1_000;
const MOST_PEOPLE = 1_000_000;

/** What a form of the log is read against. */
export interface IncidentForm {
	db: Database;
	sql: Sql;
	fieldEventId: number;
	/** Dates of the field event's days, YYYY-MM-DD. */
	dates: readonly string[];
	/** Hall ms. */
	at: number;
	form: FormData;
}

type Said = Omit<typeof incident.$inferInsert, 'id' | 'fieldEventId' | 'pauseKey'>;

/** Adds a line by hand (`key` empty), or changes one: by hand or of a pause. Gives back what was typed when refused. */
export async function takeIncident(asked: IncidentForm): Promise<RefusedForm | null> {
	const read = new FormReader(asked.form);
	const key = read.text('key', { most: 200, required: false });
	const known = key === '' ? null : await findIncident(asked, key);
	if (key !== '' && !known) read.refuse('key', { code: 'not-offered' });
	const text = (name: string, required = false) => read.text(name, { most: MOST_TEXT, required });
	const ofPause = known !== null && !known.byHand;
	const said: Said = {
		group: read.choice('group', INCIDENT_GROUPS),
		what: text('what', !ofPause),
		cause: text('cause'),
		proposal: text('proposal'),
		people: read.wholeOrNone('people', 0, MOST_PEOPLE),
		...(ofPause ? { startedAt: known.from, endedAt: known.to } : times(read, asked.dates))
	};
	if (!read.ok) return read.answer();
	// The number that the pause itself has found is not a correction of it.
	if (ofPause && said.people === known.waiting) said.people = null;
	await write(asked, known, said);
	return null;
}

/** Takes a pause out of the log, or brings it back; what was written by hand is deleted when it is taken out. */
export async function leaveOutIncident(asked: IncidentForm): Promise<RefusedForm | null> {
	const read = new FormReader(asked.form);
	const known = await findIncident(asked, read.text('key', { most: 200 }));
	if (!known) return null;
	const { group, what, cause, proposal, from: startedAt, to: endedAt } = known;
	const people = known.people === known.waiting ? null : known.people;
	const leftOut = read.text('out', { required: false }) === 'yes';
	const said = { group, what, cause, proposal, startedAt, endedAt, people, leftOut };
	if (known.byHand) await asked.db.delete(incident).where(own(asked, known));
	else await write(asked, known, said);
	return null;
}

async function findIncident(asked: IncidentForm, key: string): Promise<Incident | null> {
	const all = await readIncidents(asked.sql, [asked.fieldEventId], asked.at);
	return all.find((one) => one.key === key) ?? null;
}

const own = ({ fieldEventId }: IncidentForm, { key }: Incident) =>
	and(eq(incident.fieldEventId, fieldEventId), eq(incident.id, key));

async function write(asked: IncidentForm, known: Incident | null, said: Said): Promise<void> {
	const { db, fieldEventId } = asked;
	if (known?.byHand) {
		await db.update(incident).set(said).where(own(asked, known));
		return;
	}
	const pauseKey = known?.key ?? null;
	await db.transaction(async (tx) => {
		// Two people who write of one pause at once write one row.
		await lockSetUp(tx, fieldEventId);
		await tx
			.insert(incident)
			.values({ fieldEventId, pauseKey, ...said })
			.onConflictDoUpdate({ target: [incident.fieldEventId, incident.pauseKey], set: said });
	});
}

/** A day of the field event and times of that day; an end may be left open. */
function times(read: FormReader, dates: readonly string[]): Pick<Said, 'startedAt' | 'endedAt'> {
	const date = read.choice('date', dates);
	const instant = (time: string) => Date.parse(`${date}T${time}:00+07:00`);
	const startedAt = instant(read.time('from'));
	if (read.text('to', { most: 8, required: false }) === '') return { startedAt, endedAt: null };
	const endedAt = instant(read.time('to'));
	if (endedAt < startedAt) read.refuse('to', { code: 'order' });
	return { startedAt, endedAt };
}
