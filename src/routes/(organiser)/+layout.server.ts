import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { actor } }) => ({
	person: actor.kind === 'account' ? { name: actor.name, role: actor.role } : null
});
