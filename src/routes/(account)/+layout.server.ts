import { isInTheOpen } from '#lib/server/account/visitor.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { actor }, url }) => ({
	person: actor.kind === 'account' ? { name: actor.name, role: actor.role } : null,
	inTheOpen: isInTheOpen(url)
});
