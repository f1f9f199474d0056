import type { StateView } from '#lib/core/protocol.ts';
import type { AccountActor, Actor } from '#lib/server/account/actor.ts';
import type { Role } from '#lib/server/db/account.schema.ts';

/**
 * Who may: everyone; only a database marked as demo; or the roles named, in the field event of their
 * account (`same`) or regardless of any (`any`). Organisers may everything and are never listed.
 */
export type Access = 'public' | 'demo' | { roles: readonly Role[]; fieldEvent: 'same' | 'any' };

/** One rule for a route, or one for reading (GET, HEAD) and one for everything else. */
export type RouteAccess = Access | { read: Access; write: Access };

/** What a rule is asked about. */
export interface Asked {
	/** The field event that the address names; null when it names none or no number. */
	fieldEventId: number | null;
	method?: string;
	/** Whether this database is marked as demo. */
	demo?: boolean;
}

const organiser: Access = { roles: [], fieldEvent: 'any' };
const operations: Access = { roles: ['supervisor'], fieldEvent: 'same' };
const gate: Access = { roles: ['gate', 'supervisor'], fieldEvent: 'same' };
const booth: Access = { roles: ['officer', 'supervisor'], fieldEvent: 'same' };
const tally: Access = { roles: ['supervisor', 'officer', 'gate'], fieldEvent: 'same' };
const leader: Access = { roles: ['leader', 'supervisor'], fieldEvent: 'same' };
/** Several field events: what is shown is asked again, one by one. */
const ofLeaders: Access = { roles: ['leader', 'supervisor'], fieldEvent: 'any' };
const anyStaff = ['supervisor', 'officer', 'gate', 'leader', 'board'] as const;
const staffOfEvent: Access = {
	roles: ['supervisor', 'officer', 'gate', 'leader'],
	fieldEvent: 'same'
};
const signedIn: Access = { roles: anyStaff, fieldEvent: 'any' };

/**
 * Every route of the program, by its id without groups. A route that is not here answers 404, and a
 * test compares this list with src/routes. An entry ending in `/*` covers what lies below it.
 * Which wishes a person's role may send is asked again where they are taken (`floor/wish-roles.ts`); which booth an officer
 * works at is theirs to say, and the journal keeps who did it.
 */
export const ROUTE_ACCESS: Readonly<Record<string, RouteAccess>> = {
	'/': 'public',
	'/live': 'public',
	'/ready': 'public',
	'/language': 'public',
	'/trust': 'public',
	'/trust/*': 'public',
	// The page alone, the same for everybody; what a device may do there its own enrolled key says.
	'/station': 'public',

	'/sign-in': 'public',
	'/sign-out': 'public',
	'/in/[code]': 'public',
	'/set-up/[code]': 'public',
	'/sessions': signedIn,
	// Only organisers have a password of their own choosing; all others are given codes.
	'/password': organiser,

	// The citizen's link: whoever holds the ticket's token may see the ticket.
	'/t/[ticket]': 'public',
	'/t/[ticket]/snapshot': 'public',
	'/t/[ticket]/opinion': 'public',
	'/t/[ticket]/follow-up': 'public',
	'/join/[fieldEvent]': 'public',

	'/events': organiser,
	'/events/new': organiser,
	'/open-data': organiser,
	'/events/[fieldEvent]': operations,
	'/events/[fieldEvent]/conflicts': operations,
	'/events/[fieldEvent]/put-off': operations,
	'/events/[fieldEvent]/put-off/slips': operations,
	'/events/[fieldEvent]/hall-sheet': operations,
	'/events/[fieldEvent]/settings': organiser,
	'/events/[fieldEvent]/services': organiser,
	'/events/[fieldEvent]/booths': organiser,
	'/events/[fieldEvent]/units': organiser,
	'/events/[fieldEvent]/checklist': organiser,
	'/events/[fieldEvent]/import': organiser,
	'/events/[fieldEvent]/import/template': organiser,
	'/events/[fieldEvent]/follow-up': organiser,
	'/events/[fieldEvent]/follow-up/import': organiser,
	'/events/[fieldEvent]/follow-up/list': organiser,
	'/events/[fieldEvent]/plan': organiser,
	'/events/[fieldEvent]/gates': organiser,
	'/events/[fieldEvent]/staff': organiser,
	'/events/[fieldEvent]/words': organiser,
	'/events/[fieldEvent]/poster': organiser,
	'/events/[fieldEvent]/officers-list': organiser,
	'/events/[fieldEvent]/voice': organiser,
	'/events/[fieldEvent]/reach': organiser,
	'/events/[fieldEvent]/screens': organiser,
	'/events/[fieldEvent]/boards': organiser,
	'/events/[fieldEvent]/boards/missed': operations,
	'/events/[fieldEvent]/reasons': organiser,
	'/events/[fieldEvent]/changes': organiser,
	'/events/[fieldEvent]/links': organiser,
	'/events/[fieldEvent]/stations': organiser,
	'/events/[fieldEvent]/journal.ndjson.gz': organiser,
	'/events/[fieldEvent]/tallies': operations,
	'/events/[fieldEvent]/incidents': operations,
	'/events/[fieldEvent]/report': operations,
	'/events/[fieldEvent]/report/print': operations,
	'/events/[fieldEvent]/report.csv': operations,
	'/events/[fieldEvent]/report.docx': operations,
	'/events/[fieldEvent]/report.xlsx': operations,
	// The trial of "does a phone reach this page": whoever holds the code on the organiser's screen.
	'/reach/[fieldEvent]/[code]': 'public',

	'/scan/[fieldEvent]': staffOfEvent,
	'/exit/[fieldEvent]': staffOfEvent,
	'/tally/[fieldEvent]': tally,
	'/tally/[fieldEvent]/[point]': tally,
	'/tally/[fieldEvent]/[point]/press': tally,
	// By the code of one place, for helpers without an account.
	'/c/[code]': 'public',
	'/c/[code]/press': 'public',
	'/gate/[fieldEvent]': gate,
	'/gate/[fieldEvent]/trial': gate,
	'/gate/[fieldEvent]/[gate]': gate,
	'/gate/[fieldEvent]/[gate]/print': gate,
	'/gate/[fieldEvent]/[gate]/sheets': gate,

	'/activated/[fieldEvent]': booth,
	'/booth/[fieldEvent]': booth,
	'/booth/[fieldEvent]/[booth]': booth,
	'/find/[fieldEvent]': staffOfEvent,
	'/paper/[fieldEvent]': booth,
	'/paper/[fieldEvent]/enter': booth,

	// Boards hang in the hall for everyone to read, and hold numbers only.
	'/board/[fieldEvent]': 'public',
	'/board/[fieldEvent]/[board]': 'public',
	'/board/[fieldEvent]/totals': 'public',

	'/leader/[fieldEvent]': leader,
	// Several field events: each is shown to whoever may see its own page.
	'/leader': ofLeaders,
	// Figures of those field events alone, to be read and taken along; only organisers freeze them.
	'/leader/report': { read: ofLeaders, write: organiser },
	'/leader/report/print': ofLeaders,
	'/leader/report.docx': ofLeaders,
	'/leader/report.xlsx': ofLeaders,
	'/leader/report.csv': ofLeaders,
	'/leader/[fieldEvent]/facts': leader,

	// A leader's link: whoever holds its code sees totals, while it is open.
	'/l/[code]': 'public',
	'/l/[code]/snapshot': 'public',

	'/api/floor/[fieldEvent]': { roles: ['supervisor', 'officer', 'gate'], fieldEvent: 'same' },
	'/api/floor/[fieldEvent]/tickets': staffOfEvent,
	'/api/floor/[fieldEvent]/slip': { roles: ['supervisor', 'officer', 'gate'], fieldEvent: 'same' },
	// Less than the operations view shows, and for whoever may see that.
	'/api/floor/[fieldEvent]/ahead': operations,
	'/api/floor/[fieldEvent]/stations': operations,
	// Every view has its own rule (VIEW_ACCESS), some of them public.
	'/api/floor/[fieldEvent]/snapshot': 'public',
	'/api/voice/[fieldEvent]/[key]': { read: 'public', write: organiser },
	// Keys of its own (server/open): whoever has none is told 401 there, and learns nothing else.
	'/api/open/v1/[...path]': 'public',
	// A device without an account: the one-time code opens the first, the signature of the station's own key the second.
	'/api/station/enrol': 'public',
	'/api/station/[fieldEvent]/[station]/contact': 'public',
	'/api/demo/*': 'demo'
};

/**
 * Every view that a socket or a snapshot may show. Phones follow by the ticket's token and boards hold
 * numbers only, so both are public; failures, names of officers and "slowest" are in the others.
 */
export const VIEW_ACCESS: Readonly<Record<StateView | 'phone', Access>> = {
	phone: 'public',
	board: 'public',
	totals: 'public',
	gate,
	booth,
	leader,
	// Also by a leader's link, which the handshake brings (realtime/io.ts).
	glance: leader,
	operations
};

/** The id of a route as the manifest names it: `/(account)/sign-in` is `/sign-in`. */
export function plainRouteId(routeId: string): string {
	return routeId.replace(/\/\([^/)]+\)/g, '') || '/';
}

/** The rule of a route, or null when it is not declared. */
export function routeAccess(routeId: string, method = 'GET'): Access | null {
	const id = plainRouteId(routeId);
	const rule =
		(Object.hasOwn(ROUTE_ACCESS, id) ? ROUTE_ACCESS[id] : undefined) ??
		Object.entries(ROUTE_ACCESS).find(
			([declared]) => declared.endsWith('/*') && id.startsWith(declared.slice(0, -1))
		)?.[1];
	if (rule === undefined) return null;
	if (typeof rule === 'string' || 'roles' in rule) return rule;
	return method === 'GET' || method === 'HEAD' ? rule.read : rule.write;
}

/** Whether a rule admits somebody. */
export function admits(access: Access, actor: Actor, asked: Asked): boolean {
	if (access === 'public') return true;
	if (access === 'demo') return asked.demo === true;
	if (actor.kind === 'nobody') return false;
	if (actor.role === 'organiser') return true;
	if (!access.roles.includes(actor.role)) return false;
	return access.fieldEvent === 'any' || worksIn(actor, asked.fieldEventId);
}

/** Whether a person's account is for this field event; organisers work in all. */
export function worksIn(actor: AccountActor, fieldEventId: number | null): boolean {
	if (actor.role === 'organiser') return true;
	if (fieldEventId === null) return false;
	return actor.fieldEventId === fieldEventId || looksAt(actor, fieldEventId);
}

/** Whether a leader was given this field event besides the own one. */
function looksAt({ role, alsoIn = [] }: AccountActor, fieldEventId: number): boolean {
	return role === 'leader' && alsoIn.includes(fieldEventId);
}

/** Whether a route may be used; false also for routes that nobody declared. */
export function allowed(routeId: string, actor: Actor, asked: Asked): boolean {
	const access = routeAccess(routeId, asked.method);
	return access !== null && admits(access, actor, asked);
}

/** Whether a view of a field event may be shown; false also for views that nobody declared. */
export function mayView(view: string, actor: Actor, asked: Asked): boolean {
	return isView(view) && admits(VIEW_ACCESS[view], actor, asked);
}

function isView(view: string): view is keyof typeof VIEW_ACCESS {
	return Object.hasOwn(VIEW_ACCESS, view);
}
