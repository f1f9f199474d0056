/** One rule broken on purpose: an edit of one file of the core, which must apply exactly once. */
export interface PlantedBug {
	/** What the rule would have forbidden. */
	name: string;
	file: string;
	find: string;
	put: string;
}

export const PLANTED_BUGS: PlantedBug[] = [
	{
		name: 'a series does not move on',
		file: 'evolve-ticket.ts',
		find: 'series.next = ticket.number + 1;',
		put: 'series.next = ticket.number;'
	},
	{
		name: 'a new epoch gives the numbers of the dead one again',
		file: 'verbs/station.ts',
		find: 'return granted(series.ceiling + 1, series.ceiling + size);',
		put: 'return granted(series.next, series.ceiling + size);'
	},
	{
		name: 'a refill forgets the numbers in hand',
		file: 'verbs/station.ts',
		find: 'return granted(series.ceiling + 1, wish.next - 1 + size);',
		put: 'return granted(series.ceiling + 1, series.ceiling + size);'
	},
	{
		name: 'a wiped station keeps its epoch',
		file: 'verbs/station.ts',
		find: 'const epoch = (floor.stations.get(station)?.epoch ?? 0) + 1;',
		put: 'const epoch = 1;'
	},
	{
		name: 'the server gives numbers that a station holds',
		file: 'verbs/gate.ts',
		find: "if (series.holder !== 'server') return refuse('series-held-elsewhere');",
		put: ''
	},
	{
		name: 'the ceiling of a grant is not looked at',
		file: 'verbs/gate.ts',
		find: 'if (series.next + count - 1 > series.ceiling) {',
		put: 'if (count > 1_000) {'
	},
	{
		name: 'a station gives numbers beyond its stock',
		file: 'station/gate.ts',
		find: 'if (!stock || stock.next > stock.ceiling) {',
		put: 'if (!stock) {'
	},
	{
		name: 'a station calls on a lease that is long over',
		file: 'station/booth.ts',
		find: 'export const LEASE_SHARE = 0.7;',
		put: 'export const LEASE_SHARE = 2;'
	},
	{
		name: 'leased tickets stay in the common queue',
		file: 'floor.ts',
		find: 'if (ticket.lease) return { list: queue.leased, item };',
		put: ''
	},
	{
		name: 'a lease is ended before its time',
		file: 'verbs/station.ts',
		find: 'if (lease && lease.until < at) {',
		put: 'if (lease && lease.until - 35_000 < at) {'
	},
	{
		name: 'anybody moves a leased ticket',
		file: 'verbs/context.ts',
		find: 'if (!ticket.lease || ticket.lease.boothId === boothId) return null;',
		put: 'if (ticket.id) return null;'
	},
	{
		name: 'a call does not count the turn of the lanes',
		file: 'evolve-ticket.ts',
		find: "if (fact.by === 'next' && turn.boothOnly === null) countTurn(floor, step, ticket, touched);",
		put: ''
	},
	{
		name: 'a lease does not count the turn of the lanes',
		file: 'evolve-ticket.ts',
		find: 'if (step && !kept && ticket.lease?.fence !== fact.fence)',
		put: 'if (step && kept && ticket.lease?.fence !== fact.fence)'
	},
	{
		name: 'priority once more in a row than allowed',
		file: 'queue-order.ts',
		find: 'if (queue.run >= floor.rules.priorityRun) {',
		put: 'if (queue.run > floor.rules.priorityRun) {'
	},
	{
		name: 'of two ends the first to arrive counts',
		file: 'admit-ended.ts',
		find: 'if (a.own !== b.own) return a.own;',
		put: 'if (b.operationId) return false;'
	},
	{
		name: 'two ends of one turn and nobody is told',
		file: 'admit-ended.ts',
		find: "const conflict = disputed ? 'done' : contradiction(found, deed);",
		put: 'const conflict = contradiction(found, deed);'
	},
	{
		name: 'an overruled result goes on counting',
		file: 'evolve-sitting.ts',
		find: 'tallyResults(floor.tally, recorded, counts, -1);',
		put: ''
	},
	{
		name: 'two booths call one ticket and nobody is told',
		file: 'admit-turn.ts',
		find: 'return conflicting(',
		put: 'if (turn) return applied(...facts);\n\treturn conflicting('
	},
	{
		name: 'a late call takes a seat that is taken',
		file: 'admit-turn.ts',
		find: 'if (sitter(floor, deed, ticket)) return calledTwice(deed, found.step, found);',
		put: ''
	},
	{
		name: 'what was heard before is heard anew',
		file: 'station/delivery.ts',
		find: "return known ? 'again' : 'forked';",
		put: "return 'forked';"
	},
	{
		name: 'an old copy of a store goes on as if nothing were',
		file: 'station/delivery.ts',
		find: 'return writtenSeq < lastSeq;',
		put: 'return writtenSeq < 0;'
	},
	{
		name: 'what was undone goes on counting',
		file: 'evolve-undo.ts',
		find: 'for (const key of countedBy(floor, fact.operationId, fact.ticketId))\n\t\tstandDown(floor, key, touched);',
		put: ''
	},
	{
		name: 'an undo seats somebody on another’s seat',
		file: 'verbs/undo.ts',
		find: '(holder === null || holder === ticket.id || (holder !== undefined && leaving.has(holder)));',
		put: 'holder !== undefined;'
	},
	{
		name: 'who was served after being sent away waits again',
		file: 'evolve-sitting.ts',
		find: '\t\tturn.withdrawn = false;\n',
		put: ''
	},
	{
		name: 'an end does not reach past a later turn',
		file: 'evolve-sitting.ts',
		find: "step.closed = last ? null : 'result';",
		put: 'step.closed = null;'
	},
	{
		name: 'a booth that moved keeps who was sent to it',
		file: 'verbs/hall.ts',
		find: 'if (stays.includes(queue.serviceId)) continue;',
		put: 'if (stays.length > 0) continue;'
	},
	{
		name: 'a service twice on a ticket holds the officer up',
		file: 'verbs/sitting.ts',
		find: 'result.serviceId === step.serviceId\n\t\t\t\t? step\n\t\t\t\t:',
		put: 'false ? step :'
	},
	{
		name: 'the journey goes back to a step that is over',
		file: 'journey.ts',
		find: 'if (over || lost.has(step.no)) return false;',
		put: 'if (lost.has(step.no)) return false;'
	},
	{
		name: 'a sitting is counted as served twice',
		file: 'evolve-ticket.ts',
		find: '\tif (turn.served) return;\n',
		put: ''
	},
	{
		name: 'the people of a slip read at a booth are forgotten',
		file: 'evolve-ticket.ts',
		find: 'day.people += fact.party - ticket.party;',
		put: ''
	},
	{
		name: 'visitors taken back go on counting',
		file: 'evolve-undo.ts',
		find: 'dayTally(floor.tally, visitors.day).visitors -= visitors.count;',
		put: ''
	},
	{
		name: 'visitors that a gate takes back are not taken back in the hall',
		file: 'admit-taken-back.ts',
		find: "return applied({ kind: 'undone', operationId: counted, ticketId: null, what: 'visitors' });",
		put: 'return ALREADY;'
	},
	{
		name: 'a number that a gate takes back goes on waiting',
		file: 'admit-taken-back.ts',
		find: 'const unused = standing.filter(onlyWaits);',
		put: 'const unused = standing.filter(onlyWaits).slice(1);'
	},
	{
		name: 'a number is taken back from a booth that may be calling it',
		file: 'admit-taken-back.ts',
		find: "return ticketState(ticket) === 'waiting' && !ticket.lease && !called;",
		put: "return ticketState(ticket) === 'waiting' && !called;"
	},
	{
		name: 'a cancelled ticket that came back stays cancelled in the totals',
		file: 'evolve-undo.ts',
		find: 'countCancelled(floor, ticket, -1);',
		put: ''
	},
	{
		name: 'a correction counts beside what it corrects',
		file: 'evolve-undo.ts',
		find: '\tstandDown(floor, key, touched);\n\tconst again',
		put: '\tconst again'
	},
	{
		name: 'whoever steps back goes before others',
		file: 'verbs/waiting.ts',
		find: '\t\t\trankAt,\n\t\t\tboothOnly: turn.boothOnly',
		put: '\t\t\trankAt: turn.rankAt - 3_600_000,\n\t\t\tboothOnly: turn.boothOnly'
	},
	{
		name: 'a ticket steps back as often as it likes',
		file: 'verbs/waiting.ts',
		find: "	if (steppedBack(ticket) >= limit) return refuse('step-back-spent', { ticket: number, limit });",
		put: ''
	},
	{
		name: 'who waits no more keeps a step that is due',
		file: 'evolve-sitting.ts',
		find: "			each.closed = 'left';",
		put: "			each.closed = each.no === 0 ? 'left' : null;"
	},
	{
		name: 'somebody is missed while the hall stands still',
		file: 'verbs/calling.ts',
		find: "	if (widePauseOn(floor, found)) return refuse('paused', { ticket: numberOf(ticket) });\n	return [{ kind: 'missed', ticketId",
		put: "	return [{ kind: 'missed', ticketId"
	},
	{
		name: 'any booth calls who is on hold at another',
		file: 'verbs/calling.ts',
		find: "	if (turn.boothOnly && turn.boothOnly !== boothId && stepState(step) === 'held') {",
		put: "	if (turn.boothOnly === boothId && stepState(step) === 'dropped') {"
	},
	{
		name: 'a slip scanned twice counts twice',
		file: 'verbs/record.ts',
		find: "	if (!step && wasDone) return refuse('service-done', ticketNumber);",
		put: ''
	},
	{
		name: 'a result without a call takes the place in the queue',
		file: 'evolve-sitting.ts',
		find: '		if (fact.beside) return;\n',
		put: ''
	},
	{
		name: 'an undo leaves a step that it had added',
		file: 'evolve-undo.ts',
		find: "		step.closed = 'dropped';\n		step.closedBy = operationId;",
		put: '		step.closedBy = operationId;'
	},
	{
		name: 'an end that gives way goes on closing other steps',
		file: 'evolve-sitting.ts',
		find: '		reopen(dropped, fact.operationId);',
		put: ''
	},
	{
		name: 'a party parts and the others have nowhere to go',
		file: 'verbs/sitting.ts',
		find: "	if (!ended.next) return refuse('nowhere-to-go', { ticket: numberOf(ticket) });",
		put: ''
	},
	{
		name: 'a result without a call is taken back and goes on counting as served',
		file: 'evolve-undo.ts',
		find: "['finish', 'start', 'record'];",
		put: "['finish', 'start'];"
	},
	{
		name: 'a quota lets one number more be given',
		file: 'verbs/gate.ts',
		find: 'if (left !== null && people * tickets > left) {',
		put: 'if (left !== null && people * tickets > left + 1) {'
	},
	{
		name: 'a busload counts as one number of the quota',
		file: 'verbs/gate.ts',
		find: 'if (left !== null && people * tickets > left) {',
		put: 'if (left !== null && people > left) {'
	},
	{
		name: 'a cancelled ticket goes on taking a place of the quota',
		file: 'tally.ts',
		find: 'const counts = !ticket.blank && !ticket.cancelled;',
		put: 'const counts = !ticket.blank;'
	},
	{
		name: 'who was put off is forgotten when their day opens',
		file: 'verbs/hall.ts',
		find: '...promised(floor, wish.day, context)',
		put: ''
	},
	{
		name: 'who was put off goes on counting as put off after the undo',
		file: 'evolve-undo.ts',
		find: 'if (ticket.putOff) tallyPutOff(floor.tally, ticket, -1);',
		put: ''
	},
	{
		name: 'a question adds a service that is full',
		file: 'pre-check.ts',
		find: '!takes(service, people)',
		put: '!service.intakeOpen'
	},
	{
		name: 'a message that was taken down goes on',
		file: 'evolve.ts',
		find: 'if (message) message.endedAt ??= at;',
		put: ''
	},
	{
		name: 'a message is taken down after its time',
		file: 'verbs/message.ts',
		find: 'if (!message || !lasts(message, context.at)) return',
		put: 'if (!message) return'
	},
	{
		name: 'who was called in vain stays missed though another booth had them',
		file: 'admit-turn.ts',
		find: 'if (!servedByHand && !calledByHand) return [];',
		put: 'return [];'
	}
];
