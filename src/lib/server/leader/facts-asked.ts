import { FACT_KINDS, type FactsAsked } from './figure-facts.ts';

/** Which figure an address asks to open: `kind`, `day`, `service`, `outcome`, `reason`, `booth`, `counted`, `after`. */
export function factsAsked(query: URLSearchParams): FactsAsked {
	const text = (name: string) => query.get(name)?.slice(0, 200) || null;
	const day = text('day');
	return {
		kind: FACT_KINDS.find((kind) => kind === query.get('kind')) ?? 'results',
		day: day !== null && /^\d{1,3}$/.test(day) ? Number(day) : null,
		serviceId: text('service'),
		outcome: text('outcome'),
		reasonId: text('reason'),
		boothId: text('booth'),
		countedOnly: query.has('counted'),
		after: text('after')
	};
}
