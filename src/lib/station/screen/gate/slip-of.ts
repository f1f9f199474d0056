import type { Area } from '#lib/core/catalogue.ts';
import { beginsAt } from '#lib/core/common-journeys.ts';
import type { DeedOf, Operation } from '#lib/core/operation.ts';
import type { StationPack, WaitingList } from '#lib/core/station/contact.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { SlipState, SlipStep } from '#lib/core/view/slip-view.ts';
import { breaksBetween, rangeOverHalves } from '#lib/core/wait-range.ts';
import { drawQr } from '#lib/ui/draw-qr.ts';
import type { QrShape } from '#lib/ui/qr-path.ts';

/** A slip as a station prints it by itself. */
export interface StationSlip {
	head: { name: string; place: string };
	slip: SlipState & { follow: QrShape | null };
	/** The code that joins the hall's Wi-Fi, where phones follow by it. */
	wifi: { code: QrShape; name: string } | null;
	/** The ticket's own code for those who work here, where no phone can follow it. */
	own: QrShape | null;
	/** Whether the waiting was known when it was given: else nothing may be said of booths either. */
	told: boolean;
}

/**
 * The slip of a ticket that the station gave, from what it knows by heart. It says a time only where the hall has just
 * told who waits. Null for what is no ticket.
 * @param waiting as the hall tells it now; null while it tells nothing, and for a slip that was given earlier
 */
export function slipOf(
	operation: Operation,
	pack: StationPack,
	link: string | undefined,
	waiting: readonly WaitingList[] | null
): StationSlip | null {
	const { deed, at } = operation;
	if (deed.kind !== 'issued') return null;
	const { services, areas, rules } = pack.catalogue;
	const code = link === undefined ? null : drawQr(link);
	const steps = deed.services.flatMap(({ serviceId, people }): SlipStep[] => {
		const service = services.find(({ id }) => id === serviceId);
		if (!service) return [];
		const area = areas.find(({ id }: Area) => id === service.areaId);
		const followsFile =
			service.levels.length > 0 &&
			deed.services.some(
				(other) =>
					service.after.includes(other.serviceId) &&
					services.find(({ id }) => id === other.serviceId)?.counts === 'enrolled'
			);
		return [
			{
				name: service.name,
				area: area?.name ?? null,
				place: area && area.place.vi !== '' ? area.place : null,
				people,
				bring: service.bring,
				afterwards: service.afterwards,
				forEarlierFiles: followsFile
			}
		];
	});
	return {
		head: { name: pack.name, place: pack.place },
		slip: {
			number: formatNumber(deed.prefix, deed.number),
			token: deed.ticketId,
			issuedAt: at,
			at,
			reprinted: false,
			party: deed.party,
			steps,
			...whenOf(deed, at, pack, waiting),
			address: rules.address,
			follow: pack.follow ? code : null
		},
		wifi: pack.follow && pack.wifi ? { code: drawQr(pack.wifi.join), name: pack.wifi.name } : null,
		own: pack.follow ? null : code,
		told: waiting !== null
	};
}

/** When it is likely to be called, as the hall's own slips say it. */
function whenOf(
	{ services, day, first }: DeedOf<'issued'>,
	at: number,
	{ catalogue }: StationPack,
	waiting: readonly WaitingList[] | null
): Pick<SlipState, 'between' | 'breaks' | 'pause'> {
	const nothing = { between: null, breaks: [], pause: null };
	const journey = services.map(({ serviceId }) => serviceId);
	// Which of several goes first by the answers is the hall's to say.
	const begins = waiting && !first ? beginsAt(journey, catalogue.services, waiting) : null;
	const list = waiting?.find(({ serviceId }) => serviceId === begins);
	if (list?.pause) return { ...nothing, pause: list.pause };
	if (!list?.wait) return nothing;
	const halves = catalogue.rules.days[day - 1]?.halves ?? [];
	const wait = { fromMs: list.wait.low, toMs: list.wait.high };
	const between = rangeOverHalves(halves, at, wait, false);
	return { between, breaks: breaksBetween(halves, at, between.to), pause: null };
}
