import { expect, test } from 'vitest';
import { catalogue } from '#lib/core/hall.fixture.ts';
import type { Operation } from '#lib/core/operation.ts';
import type { StationPack, WaitingList } from '#lib/core/station/contact.ts';
import { slipOf } from './slip-of.ts';

const given = catalogue();
const at = given.rules.days[0]!.halves[0]!.from + 3_600_000;
const pack: StationPack = {
	...{ mark: 'm', fieldEventId: 7, name: 'Ngày hội', place: 'Quảng trường', catalogue: given },
	...{ no: 1, keys: [], follow: null, wifi: null, staff: [] }
};
const operation: Operation = {
	...{ operationId: '0123abcd-0123-4567-89ab-0123456789ab', station: 'gate-g1', epoch: 1, seq: 1 },
	...{ at, by: 'gate-g1' },
	deed: {
		...{ kind: 'issued', ticketId: '0123abcd-0123-4567-89ab-0123456789ab', gateId: 'g1', day: 1 },
		...{
			prefix: 'A',
			number: 17,
			maker: 'gate-g1:1',
			provisional: false,
			lane: 'regular',
			party: 1
		},
		services: [{ serviceId: 'level-2', people: 1 }]
	}
};
const line: WaitingList = {
	...{ serviceId: 'level-2', waiting: 4, next: [] },
	wait: { low: 600_000, high: 1_200_000 }
};

test('a slip given while the hall tells who waits says when, and one given alone says nothing of it', () => {
	const connected = slipOf(operation, pack, undefined, [line])!;
	expect(connected.slip).toMatchObject({
		number: 'A-017',
		between: { from: at + 600_000, to: at + 1_200_000 }
	});
	expect(connected.told).toBe(true);
	const alone = slipOf(operation, pack, undefined, null)!;
	expect(alone).toMatchObject({ told: false, slip: { between: null, pause: null } });
});

test('a slip for a service that stands still says so, and no time', () => {
	const pause = {
		scope: 'service',
		id: 'level-2',
		words: { vi: 'Chờ', en: 'Wait' },
		since: at
	} as const;
	const { slip } = slipOf(operation, pack, undefined, [{ ...line, pause }])!;
	expect(slip).toMatchObject({ between: null, pause });
});
