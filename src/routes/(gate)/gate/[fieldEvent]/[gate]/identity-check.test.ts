import { expect, it } from 'vitest';
import { hintsOf, IdentityCheck } from './identity-check.svelte.ts';

it.each([
	[1951, ['very-old']],
	[1966, ['elderly']],
	[1990, []],
	[2014, ['under-14']],
	[2021, ['under-6']]
] as const)('somebody born in %d gets the hints %j at the gate in 2026', (birthYear, hints) => {
	expect(hintsOf(birthYear, 2026)).toEqual(hints);
});

it('a card that was read shows its last three digits and nothing else, and is forgotten with its ticket', () => {
	const check = new IdentityCheck(true);
	check.take({ digits: '054090000123', birthYear: 1990, warnings: [] }, 2026);
	expect(check.lastThree).toBe('…123');
	check.clear();
	expect(check.pending).toBeNull();
	expect(check.lastThree).toBe('');
});
