import type { Words } from '#lib/core/catalogue.ts';
import { shareOfTime, standing, type Standing } from '#lib/core/progress.ts';
import type { PauseNotice } from '#lib/core/view/hall-view.ts';
import type { LeaderState, ReasonCount } from '#lib/core/view/leader-view.ts';

/*
 * A leader's two questions, answered from the figures: are we on target, and what holds us back? Pure, so that the
 * answer on a phone and on a big screen is the same.
 */

export type Verdict =
	{ kind: 'reached' | 'on-course' | 'early' | 'no-target' } | { kind: 'behind'; services: Words[] };

export type Blocker =
	| { kind: 'paused'; names: Words[]; pause: PauseNotice }
	| { kind: 'unserved'; name: Words; waiting: number }
	| { kind: 'wait'; name: Words; waiting: number; fromMs: number; toMs: number }
	| { kind: 'booths'; name: Words; waiting: number; closed: number; paused: number }
	| { kind: 'reason'; reason: ReasonCount };

/** From here on a wait for a number taken now is told as holding us back, ms [assumed]. */
const LONG_WAIT_MS = 30 * 60_000;
/** So many failures for one reason are worth a leader's call, people [assumed]. */
const MANY_FAILED = 5;
/** As many as are read in twenty seconds. */
const MOST = 4;

/** What of a hall is held against its targets. */
export type AgainstTargets = Pick<LeaderState, 'services' | 'schedule'>;

/** How each service stands against its target, by service id. */
export function standings(state: AgainstTargets, at: number): Map<string, Standing | null> {
	const share = shareOfTime(state.schedule, at);
	return new Map(
		state.services.map(({ serviceId, counted, target }) => [
			serviceId,
			standing(counted, target, share)
		])
	);
}

/** Whether the targets are met, over all services that have one. */
export function verdictOf(state: AgainstTargets, at: number): Verdict {
	const withTarget = state.services.filter(({ target }) => target !== null && target > 0);
	if (withTarget.length === 0) return { kind: 'no-target' };
	const how = standings(state, at);
	const behind = withTarget.filter(({ serviceId }) => how.get(serviceId) === 'behind');
	if (behind.length > 0) return { kind: 'behind', services: behind.map(({ name }) => name) };
	if (withTarget.every(({ serviceId }) => how.get(serviceId) === 'reached'))
		return { kind: 'reached' };
	if (withTarget.some(({ serviceId }) => how.get(serviceId) === null)) return { kind: 'early' };
	return { kind: 'on-course' };
}

/** What holds the hall back now, the gravest first; empty when nothing stands out. */
export function blockersOf(state: LeaderState): Blocker[] {
	if (state.status !== 'open') return [];
	return [
		...pausedBlockers(state),
		...waitBlockers(state),
		...boothBlockers(state),
		...reasonBlockers(state)
	].slice(0, MOST);
}

function pausedBlockers(state: LeaderState): Blocker[] {
	const hall = state.pauses.find((pause) => pause.scope === 'field-event');
	if (hall) return [{ kind: 'paused', names: [], pause: hall }];
	const byReason = new Map<string, { names: Words[]; pause: PauseNotice }>();
	for (const { pause, name } of state.queues) {
		if (!pause) continue;
		const same = byReason.get(pause.words.vi);
		if (same) same.names.push(name);
		else byReason.set(pause.words.vi, { names: [name], pause });
	}
	return [...byReason.values()].map((paused) => ({ kind: 'paused', ...paused }));
}

/** The longest wait, and every queue that nobody serves. */
function waitBlockers(state: LeaderState): Blocker[] {
	const moving = state.queues.filter((queue) => !queue.pause && queue.waiting > 0);
	const unserved = moving
		.filter((queue) => queue.wait === null)
		.map(({ name, waiting }): Blocker => ({ kind: 'unserved', name, waiting }));
	const longest = moving
		.filter((queue) => (queue.wait?.toMs ?? 0) >= LONG_WAIT_MS)
		.sort((a, b) => b.wait!.toMs - a.wait!.toMs)[0];
	if (!longest?.wait) return unserved;
	const { name, waiting, wait } = longest;
	return [...unserved, { kind: 'wait', name, waiting, ...wait }];
}

/** Booths that could serve the longest queue and do not. */
function boothBlockers(state: LeaderState): Blocker[] {
	const candidates = state.queues
		.filter((queue) => !queue.pause && (queue.wait?.toMs ?? 0) >= LONG_WAIT_MS)
		.map((queue) => {
			const booths = state.boothFigures.filter((on) => on.services.includes(queue.serviceId));
			return {
				kind: 'booths' as const,
				name: queue.name,
				waiting: queue.waiting,
				closed: booths.filter((on) => on.state === 'closed').length,
				paused: booths.filter((on) => on.state === 'paused').length
			};
		})
		.filter(({ closed, paused }) => closed + paused > 0);
	return candidates.sort((a, b) => b.closed + b.paused - a.closed - a.paused).slice(0, 1);
}

function reasonBlockers(state: LeaderState): Blocker[] {
	const first = state.reasons[0];
	return first && first.total >= MANY_FAILED ? [{ kind: 'reason', reason: first }] : [];
}
