import type { Words } from '#lib/core/catalogue.ts';
import type { BoothFigures, LeaderState } from '#lib/core/view/leader-view.ts';

export type Band = NonNullable<BoothFigures['band']> | 'none';

/** Booths of the same services: only these are held against each other. */
export interface BoothGroup {
	key: string;
	names: Words[];
	booths: BoothFigures[];
	/** How many lie where; `none` has worked too short, or has too few beside it. */
	bands: Record<Band, number>;
	/** The highest figure of the group, for the length of its bars; at least 1. */
	top: number;
}

export const bandOf = (booth: BoothFigures): Band => booth.band ?? 'none';

/** The booths by what they serve, in the organiser's order of services, each group by booth number. */
export function boothGroups(state: LeaderState): BoothGroup[] {
	const groups = new Map<string, BoothFigures[]>();
	for (const booth of state.boothFigures) {
		const key = booth.services.join();
		groups.set(key, [...(groups.get(key) ?? []), booth]);
	}
	const order = new Map(state.services.map(({ serviceId }, index) => [serviceId, index]));
	const first = (booths: BoothFigures[]) => order.get(booths[0]?.services[0] ?? '') ?? Infinity;
	return [...groups]
		.sort(([, a], [, b]) => first(a) - first(b))
		.map(([key, booths]) => {
			const bands: Record<Band, number> = { below: 0, normal: 0, above: 0, none: 0 };
			for (const booth of booths) bands[bandOf(booth)]++;
			const services = booths[0]?.services ?? [];
			const names = services.flatMap(
				(id) => state.services.find(({ serviceId }) => serviceId === id)?.name ?? []
			);
			const top = Math.max(1, ...booths.map((booth) => booth.perSeatHour ?? 0));
			return { key, names, booths, bands, top };
		});
}
