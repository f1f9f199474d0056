import { warningKey, type HallWarning, type WarningKind } from '#lib/core/warnings.ts';
import type { Missed } from './missed-boards.svelte.ts';

/** What many booths or gates may have at once: a line that is down, an hour that is long. */
const TOGETHER = ['silent-booth', 'long-sitting', 'idle-booth', 'silent-gate'] as const;
export type TogetherKind = (typeof TOGETHER)[number];
/** From so many on they stand together: what is wrong is no longer of each. */
const MANY = 3;

/** One card of the list of warnings. */
export type WarningItem =
	| { show: 'board'; key: string; missed: Missed }
	| { show: 'one'; key: string; warning: HallWarning }
	| { show: 'many'; key: string; kind: TogetherKind; warnings: HallWarning[] };

const isTogether = (kind: WarningKind): kind is TogetherKind =>
	(TOGETHER as readonly WarningKind[]).includes(kind);

/**
 * The cards in the order in which they are read: boards first, because a dark one concerns everybody before it; then the
 * warnings as they come, with many of a kind as one card where the first of them stood.
 */
export function warningItems(
	boards: readonly Missed[],
	warnings: readonly HallWarning[]
): WarningItem[] {
	const items: WarningItem[] = boards.map((missed) => ({
		show: 'board',
		key: `board/${missed.screenId}`,
		missed
	}));
	const told = new Set<WarningKind>();
	for (const warning of warnings) {
		const { kind } = warning;
		const alike = isTogether(kind) ? warnings.filter((other) => other.kind === kind) : [];
		if (alike.length < MANY || !isTogether(kind)) {
			items.push({ show: 'one', key: warningKey(warning), warning });
		} else if (!told.has(kind)) {
			told.add(kind);
			items.push({ show: 'many', key: `many/${kind}`, kind, warnings: alike });
		}
	}
	return items;
}

/** How many things a card is about. */
export function countOf(item: WarningItem): number {
	return item.show === 'many' ? item.warnings.length : 1;
}
