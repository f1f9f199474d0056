import {
	CONTACT_VERSION,
	SIGNATURE_HEADER,
	type EnrolmentAnswer,
	type Enrolment
} from '#lib/core/station/contact.ts';
import { newStation } from '#lib/core/station/station.ts';
import { deviceName } from './device.ts';
import { WritersRight } from './one-writer.ts';
import { StationApp } from './station-app.svelte.ts';
import { makeKey, signatureOf, type StationKey } from './station-key.ts';
import { openStore, type StationStore } from './station-store.ts';

export type Opening =
	| { kind: 'trouble'; why: StationTrouble }
	| { kind: 'not-enrolled' }
	| { kind: 'ready'; app: StationApp };

/** Why this browser cannot be a station. */
export type StationTrouble =
	'not-secure' | 'program-too-old' | 'no-storage' | 'storage-not-granted' | 'storage-full';

/** What an enrolment is refused with: the server's word, nobody answered, or another tab works as the station. */
export type EnrolmentRefusal =
	| Extract<EnrolmentAnswer, { ok: false }>['refused']
	| 'unreachable'
	| 'open-elsewhere'
	| 'server-too-old'
	| 'unreadable';

/** An enrolment that was not even looked at. */
interface Unread {
	ok?: undefined;
	refused?: 'server-too-old' | 'unreadable';
}

const ENROL = '/api/station/enrol';
const PATIENCE_MS = 10_000;

let current: StationApp | null = null;

/** What Chromium says on a full disk: it does not open, or closes in the next moment what it has opened for the want of room. */
const FULL = new Set(['QuotaExceededError', 'InvalidStateError', 'AbortError']);

/** What a browser means by a fault of its store; null when the fault is another one. */
function troubleOf(fault: unknown): 'storage-full' | 'no-storage' | null {
	if (!(fault instanceof DOMException)) return null;
	return FULL.has(fault.name) ? 'storage-full' : 'no-storage';
}

async function storeHere(): Promise<StationStore | StationTrouble> {
	if (!isSecureContext) return 'not-secure';
	if (!('indexedDB' in window)) return 'no-storage';
	if (!('locks' in navigator && 'storage' in navigator && 'BroadcastChannel' in window)) {
		return 'program-too-old';
	}
	try {
		return await openStore();
	} catch (fault) {
		return troubleOf(fault) ?? 'no-storage';
	}
}

/**
 * Opens the station that this browser is enrolled as, if it is one; with and without the network alike.
 * @param build of the program, as organisers see it
 */
export async function openStation(build = ''): Promise<Opening> {
	const store = await storeHere();
	if (typeof store === 'string') return { kind: 'trouble', why: store };
	current?.close();
	current = null;
	try {
		current = await StationApp.open(store, build);
	} catch (fault) {
		const why = troubleOf(fault);
		if (why) return { kind: 'trouble', why };
		throw fault;
	}
	return current ? { kind: 'ready', app: current } : { kind: 'not-enrolled' };
}

/**
 * Makes this browser a station by a one-time code. The browser must first have promised to keep its store: a tablet that
 * tidies up over night would lose numbers that were given.
 */
export async function enrolHere(
	code: string,
	build = ''
): Promise<Opening | { kind: 'refused'; refused: EnrolmentRefusal }> {
	const store = await storeHere();
	if (typeof store === 'string') return { kind: 'trouble', why: store };
	const right = new WritersRight();
	try {
		const key = await makeKey();
		if (!key) return { kind: 'trouble', why: 'program-too-old' };
		if (!(await navigator.storage.persist()))
			return { kind: 'trouble', why: 'storage-not-granted' };
		current?.close();
		current = null;
		if (!(await right.tryToTake())) return { kind: 'refused', refused: 'open-elsewhere' };
		const answer = await ask(code, key);
		if (!answer.ok) return { kind: 'refused', refused: answer.refused };
		await keep(store, key, answer);
	} catch (fault) {
		const why = troubleOf(fault);
		if (why) return { kind: 'trouble', why };
		throw fault;
	} finally {
		store.close();
		right.giveBack();
	}
	return openStation(build);
}

/** Sends the code with the new key; the same key again when the answer was lost on its way. */
async function ask(
	code: string,
	key: StationKey
): Promise<EnrolmentAnswer | { ok: false; refused: EnrolmentRefusal }> {
	const enrolment: Enrolment = {
		version: CONTACT_VERSION,
		code: code.replaceAll(/\D/g, ''),
		publicKey: key.publicKey,
		kept: true,
		device: deviceName()
	};
	const body = JSON.stringify(enrolment);
	const signature = await signatureOf(key.pair, ENROL, body);
	for (let tried = 0; tried < 3; tried++) {
		try {
			const response = await fetch(ENROL, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
				body,
				cache: 'no-store',
				signal: AbortSignal.timeout(PATIENCE_MS)
			});
			const answer = (await response.json()) as EnrolmentAnswer | Unread;
			if (answer.ok !== undefined) return answer;
			// It answered, and would say the same again; only what it could not do now is asked once more.
			if (response.status < 500) return { ok: false, refused: answer.refused ?? 'unreadable' };
		} catch {
			// Asked again; told below when nobody answers at all.
		}
	}
	return { ok: false, refused: 'unreachable' };
}

function keep(
	store: StationStore,
	key: StationKey,
	answer: Extract<EnrolmentAnswer, { ok: true }>
): Promise<void> {
	const { fieldEventId, station, epoch, place, day, seats, pack } = answer;
	const id = `${fieldEventId}/${station}/${epoch}`;
	const { outbox: _outbox, ...state } = newStation(station, epoch, place, day, seats);
	const at = Date.now();
	return store.enrol(
		{ ...key, id, fieldEventId, station, epoch, place },
		{ epochId: id, state, lastAt: 0, by: station, closed: null },
		{ anchor: { at, speed: 1, wall: at }, pack, waiting: [], heardAt: null }
	);
}
