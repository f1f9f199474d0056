import { DEFAULT_RULES, type Catalogue, type Gate, type PreCheck } from '#lib/core/catalogue.ts';
import { area, booth, HALL_START, service } from '#lib/core/hall.fixture.ts';
import type { Chance } from '../../../src/demo/chance.ts';

const HOUR = 3_600_000;
const words = (vi: string) => ({ vi, en: vi });

function gate(id: string, prefix: string): Gate {
	const rest = { kind: 'gate' as const, paper: 'printed' as const, slip: '58mm' as const };
	return { id, name: id, prefix, ...rest, withdrawn: false };
}

/** Questions that a gate may ask: of which some halls have some, with effects of every kind. */
function preChecks(chance: Chance, ids: readonly string[]): PreCheck[] {
	const say = words('');
	return ['q1', 'q2'].map((id): PreCheck => {
		const effect = () =>
			chance.pick<PreCheck['yes']>([
				{ does: 'nothing' },
				{ does: 'warn', say },
				{ does: 'drop-step', say },
				{ does: 'add-step', serviceId: chance.pick(ids), say },
				{ does: 'first-step', serviceId: chance.pick(ids), say }
			]);
		return { id, question: words(id), plain: words(id), yes: effect(), no: effect() };
	});
}

/** A small hall of two days: card, level 2 and activation, one or two booths each, gates on line and cut off. */
export function randomHall(chance: Chance): Catalogue {
	const services = [
		service('card', {
			counts: 'enrolled',
			outcomes: ['enrolled', 'failed', 'left'],
			also: chance.is(0.5) ? ['level-2'] : []
		}),
		service('level-2', {
			counts: 'enrolled',
			outcomes: ['enrolled', 'failed', 'deferred', 'left'],
			needs: chance.is(0.3) ? ['card'] : []
		}),
		service('activation', { levels: [1, 2], after: chance.is(0.5) ? ['level-2'] : [] })
	];
	const ids = services.map(({ id }) => id);
	for (const one of services) if (chance.is(0.4)) one.preChecks = preChecks(chance, ids);
	for (const one of services) if (chance.is(0.3)) one.intakeQuota = chance.whole(3, 25);
	const seats = () => (chance.is(0.25) ? 2 : 1);
	const booths = ids.map((id, i) => booth(i + 1, [id], { seats: seats() }));
	for (let n = 4; n <= 3 + chance.whole(1, 3); n++) {
		const mixed = chance.is(0.4) ? [chance.pick(ids), chance.pick(ids)] : [chance.pick(ids)];
		booths.push(booth(n, [...new Set(mixed)], { seats: seats() }));
	}
	const half = (from: number) => ({ from, to: from + 10 * HOUR });
	return {
		services,
		booths,
		gates: [gate('g1', 'A'), gate('g2', 'C'), gate('g3', 'K')],
		areas: [area('hall', 'Khu A')],
		reasons: [
			{
				id: 'trouble',
				kind: 'failure',
				internal: words(''),
				public: words(''),
				nextStep: words(''),
				services: [],
				position: 0,
				withdrawn: false
			}
		],
		rules: {
			...DEFAULT_RULES,
			priorityRun: chance.whole(0, 3),
			priorityHeadStartMs: chance.pick([0, 60_000, HOUR]),
			laterStepShare: chance.pick([0, 0.5, 1]),
			callsBeforeNoShow: chance.whole(1, 3),
			stepBackBehind: chance.whole(1, 5),
			stepBackTimes: chance.whole(0, 2),
			namedBoothReturnMs: 60_000,
			seriesCeiling: chance.pick([6, 12, 200]),
			days: [
				{ date: '2023-10-13', halves: [half(HALL_START)] },
				{ date: '2023-10-14', halves: [half(HALL_START + 24 * HOUR)] }
			]
		}
	};
}
