import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { REJECTION_REASONS, type FollowUpStanding } from '#lib/core/follow-up.ts';
import { leftView } from '#lib/core/view/put-off-view.ts';
import type { WishOf } from '#lib/core/wish.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { readFiles } from '#lib/server/follow-up/file-rows.ts';
import { setStandings, type WantedStanding } from '#lib/server/follow-up/set-standing.ts';
import { Chance } from './chance.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** An approval takes up to seven days; after so many days about so large a share of the files has one [assumed]. */
const APPROVED_BY_DAY = 1 / 7;
const APPROVED_AT_MOST = 0.95;
const REJECTED = 0.03;
/** Of those approved, by days since: accounts that were activated, and people with an appointment for it [assumed]. */
const ACTIVATED_BY_DAY = 0.05;
const ACTIVATED_AT_MOST = 0.6;
const APPOINTED = 0.08;
/** As many are asked for another day, and to go to the commune police [assumed]. */
const TO_NEXT_DAY = 6;
const TO_POLICE = 3;

/**
 * What the lead asks of those whom a day has not reached: some come first on the next day, some go to the commune police.
 * @param nextDay null after the last one
 */
export async function putOffAtEnd(
	sql: Sql,
	fieldEventId: number,
	nextDay: number | null
): Promise<WishOf<'put-off'>[]> {
	const floor = (await loadFloor(sql, fieldEventId))!;
	const left = leftView(floor).flatMap(({ rows }) => rows.map(({ ticketId }) => ticketId));
	const pairs = (ids: string[]) => ids.map((ticketId) => ({ ticketId, nextId: randomUUID() }));
	const forNext = nextDay === null ? 0 : TO_NEXT_DAY;
	const gateId = [...floor.gates.keys()][0]!;
	const wishes: WishOf<'put-off'>[] = [
		{
			kind: 'put-off',
			tickets: pairs(left.slice(0, forNext)),
			to: { place: 'day', day: nextDay ?? 1, gateId }
		},
		{
			kind: 'put-off',
			tickets: pairs(left.slice(forNext, forNext + TO_POLICE)),
			to: { place: 'police' }
		}
	];
	return wishes.filter(({ tickets }) => tickets.length > 0);
}

/** What has become of the files by a hall time: approved after some days, some rejected, activated or appointed. */
export async function followFiles(
	sql: Sql,
	fieldEventId: number,
	{ at, by, seed }: { at: number; by: string; seed: number }
): Promise<void> {
	const chance = new Chance(seed, 3_000_000);
	const files = await readFiles(sql, [fieldEventId]);
	const wanted = files.flatMap((file): WantedStanding[] => {
		const to = standingAfter(chance, (at - file.takenAt) / DAY_MS, at);
		return to ? [{ file, to }] : [];
	});
	const context = { by, at, recordedIn: fieldEventId };
	await sql.begin((tx) => setStandings(tx, wanted, 'hand', context));
}

function standingAfter(chance: Chance, days: number, at: number): FollowUpStanding | null {
	const approved = Math.min(APPROVED_AT_MOST, days * APPROVED_BY_DAY);
	const drawn = chance.between(0, 1);
	if (days < 1 || drawn > approved) return null;
	if (chance.between(0, 1) < REJECTED) {
		return { state: 'rejected', reason: chance.pick([...REJECTION_REASONS]) };
	}
	const activated = Math.min(ACTIVATED_AT_MOST, days * ACTIVATED_BY_DAY);
	const next = chance.between(0, 1);
	if (next < activated) return { state: 'activated' };
	if (next > activated + APPOINTED) return { state: 'approved' };
	const midnight = Math.floor((at + 7 * HOUR_MS) / DAY_MS) * DAY_MS - 7 * HOUR_MS;
	const appointment = {
		at: midnight + chance.whole(1, 9) * DAY_MS + chance.whole(8, 16) * HOUR_MS,
		place: 'Công an phường, xã'
	};
	return { state: 'appointed', appointment };
}
