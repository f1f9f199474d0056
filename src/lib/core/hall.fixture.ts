import { DEFAULT_RULES, type Area, type Booth, type Catalogue, type Service } from './catalogue.ts';
import { carryOut, type Carried } from './decide.ts';
import type { Entry } from './fact.ts';
import { emptyFloor, type Floor } from './floor.ts';
import type { TicketBrief } from './brief.ts';
import { briefsOf } from './brief.ts';
import type { Refusal } from './refusal.ts';
import type { Wish } from './wish.ts';

/* A small hall for tests: services in a row, booths by hand, a clock that the test moves. */

const words = (vi: string) => ({ vi, en: vi });

export function service(id: string, more: Partial<Service> = {}): Service {
	return {
		id,
		name: words(id),
		countedNoun: words(id),
		unit: words('lượt'),
		counts: 'completed',
		outcomes: ['completed', 'failed', 'nothing-due', 'deferred', 'left'],
		levels: [],
		target: null,
		eligible: null,
		after: [],
		needs: [],
		also: [],
		typicalMs: 300_000,
		areaId: null,
		bring: words(''),
		afterwards: words(''),
		preChecks: [],
		asksPreChecks: false,
		ageHints: [],
		intakeOpen: true,
		intakeQuota: null,
		position: 0,
		withdrawn: false,
		...more
	};
}

export function booth(number: number, services: string[], more: Partial<Booth> = {}): Booth {
	return {
		id: `b${number}`,
		number,
		word: 'bàn',
		areaId: null,
		services,
		seats: 1,
		presetLevel: null,
		unit: '',
		withdrawn: false,
		...more
	};
}

export function area(id: string, name: string, place = ''): Area {
	return { id, name: words(name), place: words(place), withdrawn: false };
}

export function catalogue(more: Partial<Catalogue> = {}): Catalogue {
	const day = (date: string, from: number) => ({
		date,
		halves: [
			{ from, to: from + 4.5 * 3_600_000 },
			{ from: from + 6 * 3_600_000, to: from + 10 * 3_600_000 }
		]
	});
	return {
		services: [
			service('level-2', {
				counts: 'enrolled',
				outcomes: ['enrolled', 'failed', 'deferred', 'left']
			}),
			service('activation', { levels: [1, 2], after: ['level-2'] })
		],
		booths: [booth(1, ['level-2']), booth(2, ['activation'], { seats: 2 })],
		gates: [
			{
				id: 'g1',
				name: 'Cổng',
				prefix: 'A',
				kind: 'gate',
				paper: 'printed',
				slip: '58mm',
				withdrawn: false
			}
		],
		areas: [],
		reasons: [
			{
				id: 'sim-not-owner',
				kind: 'failure',
				internal: words('SIM không chính chủ'),
				public: words('Thông tin thuê bao cần chuẩn hóa'),
				nextStep: words('Bàn nhà mạng'),
				services: [],
				position: 0,
				withdrawn: false
			},
			{
				id: 'line-down',
				kind: 'pause',
				internal: words('Mất đường truyền'),
				public: words('Hệ thống nghiệp vụ tạm gián đoạn'),
				nextStep: words(''),
				services: [],
				position: 1,
				withdrawn: false
			}
		],
		rules: {
			...DEFAULT_RULES,
			days: [day('2023-10-13', HALL_START), day('2023-10-14', HALL_START + 86_400_000)]
		},
		...more
	};
}

/** 7:00 on 13/10/2023 in Vietnam. */
export const HALL_START = Date.UTC(2023, 9, 13, 0, 0);

/** A hall under test: presses buttons, moves the clock, keeps the journal. */
export class TestHall {
	readonly floor: Floor;
	readonly journal: Entry[] = [];
	at = HALL_START;
	private count = 0;

	constructor(given: Catalogue = catalogue(), opened = true) {
		this.floor = emptyFloor(7, given.rules);
		if (!opened) return;
		this.press({ kind: 'open', catalogue: given }, 'organiser');
		for (const on of given.booths) {
			this.press({ kind: 'open-booth', boothId: on.id, takeOver: false }, `officer-${on.number}`);
		}
	}

	id(): string {
		return `00000000-0000-4000-8000-${String(++this.count).padStart(12, '0')}`;
	}

	/** One press; gives the refusal's code or the tickets that it touched. */
	press(wish: Wish, by = 'officer-1', operationId = this.id()): Pressed {
		const carried: Carried = carryOut(this.floor, wish, { at: this.at, by, operationId });
		this.journal.push(...carried.entries);
		if ('refusal' in carried) {
			const { refused, detail } = carried.refusal;
			return { operationId, refused, detail, then: null, tickets: [] };
		}
		const ids = carried.entries.flatMap(({ fact }) =>
			'ticketId' in fact && fact.ticketId ? [fact.ticketId] : []
		);
		return {
			operationId,
			refused: null,
			detail: undefined,
			then: carried.then?.refused ?? null,
			tickets: briefsOf(this.floor, new Set(ids))
		};
	}

	/** A ticket at the gate for these services. */
	issue(services: string[], more: { lane?: 'priority' | 'regular'; party?: number } = {}): string {
		const ticketId = this.id();
		const party = more.party ?? 1;
		const pressed = this.press(
			{
				kind: 'issue',
				gateId: 'g1',
				ticketId,
				services: services.map((serviceId) => ({ serviceId, people: party })),
				lane: more.lane ?? 'regular',
				party
			},
			'gate'
		);
		if (pressed.refused) throw new Error(pressed.refused);
		return ticketId;
	}

	/** Calls the next at a booth and gives the ticket's id, or the refusal's code. */
	callNext(boothId: string): string {
		const pressed = this.press({ kind: 'call-next', boothId });
		return pressed.tickets[0]?.id ?? pressed.refused ?? '';
	}

	finish(
		ticketId: string,
		serviceId: string,
		more: Partial<Extract<Wish, { kind: 'finish' }>['results'][0]> = {}
	) {
		const counts = this.floor.services.get(serviceId)!.counts;
		const levels = this.floor.services.get(serviceId)!.levels;
		const outcome = more.outcome ?? counts;
		return this.press({
			kind: 'finish',
			ticketId,
			results: [
				{
					serviceId,
					outcome,
					level: outcome === counts ? (levels[0] ?? null) : null,
					reasonId: outcome === 'failed' ? 'sim-not-owner' : null,
					count: 1,
					...more
				}
			],
			callNext: false
		});
	}

	number(ticketId: string): string {
		const ticket = this.floor.tickets.get(ticketId)!;
		return `${ticket.prefix}-${String(ticket.number).padStart(3, '0')}`;
	}

	pass(minutes: number): void {
		this.at += minutes * 60_000;
	}
}

export interface Pressed {
	operationId: string;
	refused: string | null;
	/** What the sentence of the refusal names. */
	detail: Refusal['detail'];
	then: string | null;
	tickets: TicketBrief[];
}
