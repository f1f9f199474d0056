import { shareHundredths } from '#lib/core/rounding.ts';
import type { GradeBounds, UnitReading } from './reading.ts';

export type Grade = 'good' | 'fair' | 'average' | 'below';

/** Assumed until an organiser sets others: from 100, 80 and 50 percent of the target. */
export const DEFAULT_GRADES: GradeBounds = { good: 100, fair: 80, average: 50 };

/** A unit's place among those with a target. */
export interface Standing extends UnitReading {
	/** Ties share a rank (1, 2, 2, 4); null without a target. */
	rank: number | null;
	/** Of the target, in hundredths of a percent as it is printed; null without a target. */
	share: number | null;
	grade: Grade | null;
}

/**
 * Ranks units by the share of their target that they have reached up to the end of the period. Whoever shows the same
 * printed share has the same rank. Units without a target, or with a target of nothing, stand behind without a rank, in
 * the organiser's order.
 */
export function standingsOf(units: readonly UnitReading[], grades: GradeBounds): Standing[] {
	const shared = units.map((unit) => {
		const share =
			unit.target === null ? null : shareHundredths(unit.counted.cumulative, unit.target);
		return { ...unit, share, grade: share === null ? null : gradeOf(share, grades) };
	});
	const ranked = shared
		.filter(({ share }) => share !== null)
		.sort(
			(a, b) => b.share! - a.share! || b.counted.cumulative - a.counted.cumulative || inOrder(a, b)
		);
	const others = shared.filter(({ share }) => share === null).sort(inOrder);
	return [
		...ranked.map((unit) => ({
			...unit,
			rank: 1 + ranked.filter(({ share }) => share! > unit.share!).length
		})),
		...others.map((unit) => ({ ...unit, rank: null }))
	];
}

/** @param share in hundredths of a percent */
export function gradeOf(share: number, { good, fair, average }: GradeBounds): Grade {
	if (share >= good * 100) return 'good';
	if (share >= fair * 100) return 'fair';
	return share >= average * 100 ? 'average' : 'below';
}

/** The organiser's order, then the alphabet; what names no unit comes last. */
function inOrder(a: UnitReading, b: UnitReading): number {
	if ((a.unit === '') !== (b.unit === '')) return a.unit === '' ? 1 : -1;
	const far = Number.MAX_SAFE_INTEGER;
	return (a.position ?? far) - (b.position ?? far) || a.unit.localeCompare(b.unit, 'vi');
}
