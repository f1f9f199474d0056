import type { Database } from '#lib/server/account/database.ts';
import { changeFieldEvent, type Maker } from '#lib/server/setup/change-field-event.ts';
import { FormReader, type RefusedForm } from '#lib/server/setup/form-reader.ts';

/** Changes what the field event is called and where it is; the rules do not read it, so it is no command. */
export async function changeOccasion(
	db: Database,
	fieldEventId: number,
	form: FormData,
	maker: Maker
): Promise<RefusedForm | null> {
	const read = new FormReader(form);
	const set = {
		name: read.text('name'),
		place: read.text('place'),
		organiser: read.text('organiser', { required: false })
	};
	if (!read.ok) return read.answer();
	await changeFieldEvent(db, fieldEventId, maker, () => set);
	return null;
}

/** Switches the check of identity cards against double tickets. */
export async function setIdentityCheck(
	db: Database,
	fieldEventId: number,
	identityCheck: boolean,
	maker: Maker
): Promise<void> {
	await changeFieldEvent(db, fieldEventId, maker, () => ({ identityCheck }));
}
