import type { Area } from '#lib/core/catalogue.ts';
import type { Operation } from '#lib/core/operation.ts';
import type { StationPack } from '#lib/core/station/contact.ts';
import { formatNumber } from '#lib/core/ticket-number.ts';
import type { SlipState, SlipStep } from '#lib/core/view/slip-view.ts';
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
}

/**
 * The slip of a ticket that the station gave, from what it knows by heart. It says no time: only the hall knows who
 * waits. Null for what is no ticket.
 */
export function slipOf(
	operation: Operation,
	pack: StationPack,
	link: string | undefined
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
			between: null,
			breaks: [],
			pause: null,
			address: rules.address,
			follow: pack.follow ? code : null
		},
		wifi: pack.follow && pack.wifi ? { code: drawQr(pack.wifi.join), name: pack.wifi.name } : null,
		own: pack.follow ? null : code
	};
}
