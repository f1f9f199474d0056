import { expect, it } from 'vitest';
import { hintsOf, IdentityCheck } from './identity-check.svelte.ts';

it.each([
	[75, ['very-old']],
	[60, ['elderly']],
	[36, []],
	[5, []]
] as const)('somebody of %d years gets the hints %j at the gate', (age, hints) => {
	expect(hintsOf(age)).toEqual(hints);
});

it('a card that was read shows its last three digits and nothing else, and is forgotten with its ticket', () => {
	const check = new IdentityCheck(true);
	check.take({ digits: '054090000123', birthYear: 1990, warnings: [] }, 2026);
	expect(check.lastThree).toBe('…123');
	check.clear();
	expect(check.pending).toBeNull();
	expect(check.lastThree).toBe('');
});
