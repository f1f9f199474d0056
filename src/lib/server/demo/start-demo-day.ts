import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Catalogue } from '#lib/core/catalogue.ts';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import { NOBODY } from '#lib/server/account/actor.ts';
import { createStaff } from '#lib/server/account/create-staff.ts';
import { issueSignInCode } from '#lib/server/account/issue-sign-in-code.ts';
import { db, sql } from '../db/connection.ts';
import { submit } from '../floor/hall.ts';
import { loadFloor } from '../floor/load.ts';
import { makeStationCode } from '../station/station-code.ts';
import { createFieldEvent } from '../setup/create-field-event.ts';
import { addUnits, setUnitTarget } from '../setup/units.ts';
import { demoPlanSchema, type DemoPlan } from './demo-plan.ts';
import { demoOrganiser, makeViewers } from './demo-viewer.ts';
import { setDemoTime } from './set-demo-time.ts';

/** The people who drive a demo day: sign-in codes as on the officers' list, one a person. */
export interface DemoDay {
	fieldEventId: number;
	catalogue: Catalogue;
	/** By booth id, without the spare one. */
	officers: Record<string, DemoPerson>;
	/** By gate id. */
	gates: Record<string, DemoPerson>;
	supervisor: DemoPerson;
	/** By gate id: the one-time code that makes a device its station. */
	stations: Record<string, string>;
}

/** One of the simulated staff. */
export interface DemoPerson {
	/** Signs in by it. */
	code: string;
	accountId: string;
}

const CODE_LIFE_MS = 24 * 3_600_000;

/**
 * Makes a fresh field event for a demo day, opens it at the plan's hall time and gives the codes by which its
 * simulated staff sign in. Null when the plan is none.
 */
export async function startDemoDay(body: unknown): Promise<DemoDay | null> {
	const read = v.safeParse(demoPlanSchema, body);
	if (!read.success) return null;
	const plan = read.output;
	await setDemoTime({ at: plan.at, speed: 1 });
	const fieldEventId = await createFieldEvent(db, { ...plan, paper: 'printed' });
	await makeViewers(db, fieldEventId);
	const catalogue = await openDay(fieldEventId, plan);
	await giveTargets(fieldEventId, catalogue);
	const staffed = catalogue.booths.filter((booth) => booth.id !== plan.spare.boothId);
	const gates = catalogue.gates.filter((gate) => gate.kind === 'gate');
	const officers = await codesFor(fieldEventId, 'officer', plan, staffed);
	const atGates = await codesFor(fieldEventId, 'gate', plan, gates);
	const stations: DemoDay['stations'] = {};
	for (const { id, prefix } of gates.filter((gate) => plan.stations?.includes(gate.id))) {
		const place = { kind: 'gate', gateId: id, prefix } as const;
		stations[id] = (await makeStationCode(sql, { fieldEventId, place, mayBeCutOff: true })).code;
	}
	const { lead } = await codesFor(fieldEventId, 'supervisor', plan, [{ id: 'lead' }]);
	return { fieldEventId, catalogue, officers, gates: atGates, supervisor: lead!, stations };
}

const eligible = ({ eligible }: DemoPlan, serviceId: string) =>
	new Map(Object.entries(eligible ?? {})).get(serviceId) ?? null;

async function openDay(fieldEventId: number, plan: DemoPlan): Promise<Catalogue> {
	const drafted = catalogueOf((await loadFloor(sql, fieldEventId))!);
	const catalogue = {
		...drafted,
		services: drafted.services.map((service) => ({
			...service,
			eligible: eligible(plan, service.id)
		})),
		booths: drafted.booths.map((booth, i) => ({
			...booth,
			unit: plan.units[i % plan.units.length]!,
			services: booth.id === plan.spare.boothId ? plan.spare.services : booth.services
		}))
	};
	const answer = await submit(fieldEventId, {
		operationId: randomUUID(),
		wish: { kind: 'open', catalogue },
		by: await demoOrganiser(db),
		at: plan.at
	});
	if (!answer.ok) throw new Error(`demo: the field event did not open (${answer.refused})`);
	return catalogue;
}

/** Each unit is to reach its share of every service's target, by the seats that it works at. */
async function giveTargets(fieldEventId: number, { services, booths }: Catalogue): Promise<void> {
	await addUnits(db, fieldEventId, [...new Set(booths.map(({ unit }) => unit))]);
	for (const { id, target } of services) {
		if (target === null) continue;
		const seats = new Map<string, number>();
		for (const booth of booths) {
			if (!booth.services.includes(id)) continue;
			seats.set(booth.unit, (seats.get(booth.unit) ?? 0) + booth.seats);
		}
		const all = [...seats.values()].reduce((sum, n) => sum + n, 0);
		let [given, counted] = [0, 0];
		for (const [unit, n] of seats) {
			counted += n;
			const upTo = Math.round((target * counted) / all);
			const share = { target: upTo - given, eligible: null };
			if (share.target > 0) await setUnitTarget(db, fieldEventId, unit, id, share);
			given = upTo;
		}
	}
}

/** An account and a code for each place, in the places' order. */
async function codesFor(
	fieldEventId: number,
	role: 'officer' | 'gate' | 'supervisor',
	plan: DemoPlan,
	places: { id: string; unit?: string }[]
): Promise<Record<string, DemoPerson>> {
	const people = places.map(({ unit }, i) => ({
		name: `${plan.people[i % plan.people.length]} ${String(i + 1).padStart(2, '0')}`,
		unit: unit ?? null
	}));
	const made = await createStaff(db, { fieldEventId, role, people }, NOBODY);
	if (!made.ok) throw new Error(`demo: the ${role}s have no accounts`);
	const codes: Record<string, DemoPerson> = {};
	for (const [i, { id }] of made.accounts.entries()) {
		const code = await issueSignInCode(db, id, { lifeMs: CODE_LIFE_MS, reusable: true }, NOBODY);
		if (code.ok) codes[places[i]!.id] = { code: code.code.code, accountId: id };
	}
	return codes;
}
