import { eq } from 'drizzle-orm';
import type { Database } from '#lib/server/account/database.ts';
import { fieldEvent } from '#lib/server/db/hall.schema.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';

/** Changes what the field event is called and where it is; the rules do not read it, so it is no command. */
export async function changeOccasion(
	db: Database,
	fieldEventId: number,
	form: FormData
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const set = {
		name: read.text('name'),
		place: read.text('place'),
		organiser: read.text('organiser', { required: false })
	};
	if (!read.ok) return read.answer();
	await db.update(fieldEvent).set(set).where(eq(fieldEvent.id, fieldEventId));
	return null;
}

/** Switches the check of identity cards against double tickets. */
export async function setIdentityCheck(
	db: Database,
	fieldEventId: number,
	identityCheck: boolean
): Promise<void> {
	await db.update(fieldEvent).set({ identityCheck }).where(eq(fieldEvent.id, fieldEventId));
}
