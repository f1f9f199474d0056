import { describe, expect, test } from 'vitest';
import { DayClock } from '#lib/core/planner/day-clock.ts';
import { drawCrowds, planHall } from '#lib/core/planner/plan-hall.ts';
import { demoHallAsked } from '../../src/demo/plan-hall.ts';
import { THREE_HALLS } from '../../src/demo/three-halls.ts';
import { HallDay } from './forecast/hall-day.ts';
import { Promises, type Told } from './forecast/promises.ts';

const MINUTE = 60_000;
/** Without outages and busloads, of which the planner knows nothing. */
const hall = { ...THREE_HALLS.find(({ id }) => id === 'song-cau')!, outages: [0, 0] as const };
const DAYS = 5;

/** The waits of a service on simulated days, by the half hour in which people came to its queue, in minutes. */
function livedWaits(serviceId: string): { p90: number; worst: number } {
	const waits: number[][] = [];
	for (let seed = 1; seed <= DAYS; seed++) {
		for (const { serviceId: id, at, calledAt } of lived[seed - 1]!) {
			if (id !== serviceId || calledAt === null) continue;
			(waits[clock.slotAt(at)] ??= []).push(clock.serviceMs(at, calledAt) / MINUTE);
		}
	}
	const p90s = waits.map((all) => all.sort((a, b) => a - b)[Math.ceil(all.length * 0.9) - 1]!);
	const worst = p90s.indexOf(Math.max(...p90s));
	return { p90: p90s[worst]!, worst };
}

const { question } = demoHallAsked(hall);
const clock = new DayClock(question.halves);
const lived = Array.from({ length: DAYS }, (_, i): Told[] => {
	const promises = new Promises();
	new HallDay(hall, i + 1, promises.hear).run();
	return promises.all;
});

describe('what the planner says of a demo hall, beside days that are lived through there', () => {
	const plan = planHall(question, drawCrowds(question));

	test.each(['level-2', 'activation'])('the worst half hour of %s is near', (serviceId) => {
		const days = livedWaits(serviceId);
		const planned = plan.services.find((one) => one.serviceId === serviceId)!;
		const slot = planned.slots[planned.worst!]!;
		expect(Math.abs(planned.worst! - days.worst)).toBeLessThanOrEqual(1);
		// A handful of days and another handful differ by this much among themselves.
		expect(slot.p90Ms! / MINUTE / days.p90).toBeGreaterThan(0.6);
		expect(slot.p90Ms! / MINUTE / days.p90).toBeLessThan(1.6);
	});
});
