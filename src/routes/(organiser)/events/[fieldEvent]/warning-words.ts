import type { OperationsState } from '#lib/core/view/operations-view.ts';
import type { HallWarning } from '#lib/core/warnings.ts';
import { clockInWords, count, duration, percentInProse } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { targetOf } from './pause-target.ts';

/** A warning in three sentences: what is wrong, by which figures, and what to do. */
export interface WarningText {
	title: string;
	detail: string;
	advice: string;
}

export function warningText(warning: HallWarning, hall: OperationsState): WarningText {
	const { catalogue } = hall;
	const service = (id: string) => targetOf(catalogue, 'service', id).name;
	const booth = (id: string) => targetOf(catalogue, 'booth', id).name;
	switch (warning.kind) {
		case 'long-wait':
			return {
				title: m.ops_wait_title({
					service: service(warning.serviceId),
					time: minutes(warning.waitedMs)
				}),
				detail: m.ops_wait_detail({
					over: count(warning.over),
					waiting: count(warning.waiting),
					limit: minutes(catalogue.rules.warnings.waitMs)
				}),
				advice: m.ops_wait_do()
			};
		case 'not-reached': {
			const waiting = count(warning.waiting);
			const { left } = warning;
			return {
				title: m.ops_reach_title({
					service: service(warning.serviceId),
					time: clockInWords(warning.closesAt)
				}),
				detail:
					left === null
						? m.ops_reach_nobody({ waiting })
						: m.ops_reach_detail({ waiting, left: count(left) }),
				advice: m.ops_reach_do()
			};
		}
		case 'silent-booth':
			return {
				title: m.ops_silent_title({
					booth: booth(warning.boothId),
					time: clockInWords(warning.since)
				}),
				detail:
					warning.seated > 0
						? m.ops_silent_seated()
						: m.ops_silent_waiting({ waiting: count(warning.waiting) }),
				advice: m.ops_silent_do()
			};
		case 'long-sitting':
			return {
				title: m.ops_sitting_title({
					booth: booth(warning.boothId),
					number: warning.number,
					time: minutes(warning.lastedMs)
				}),
				detail: m.ops_sitting_detail({ usual: minutes(warning.usualMs) }),
				advice: m.ops_sitting_do()
			};
		case 'idle-booth':
			return {
				title: m.ops_idle_title({
					booth: booth(warning.boothId),
					time: clockInWords(warning.since)
				}),
				detail: m.ops_idle_detail({
					service: service(warning.serviceId),
					waiting: count(warning.waiting)
				}),
				advice: m.ops_idle_do()
			};
		case 'silent-gate':
			return {
				title: m.ops_gate_title({
					gate: catalogue.gates.find(({ id }) => id === warning.gateId)?.name ?? '',
					time: clockInWords(warning.since)
				}),
				detail: m.ops_gate_detail({ others: count(warning.others) }),
				advice: m.ops_gate_do()
			};
		case 'reason-surge': {
			const reason = catalogue.reasons.find(({ id }) => id === warning.reasonId);
			const { units } = warning;
			const figures = m.ops_reason_detail({
				count: count(warning.count),
				attempts: count(warning.attempts),
				share: percentInProse(warning.count, warning.attempts),
				usualCount: count(warning.usualCount),
				usualAttempts: count(warning.usualAttempts),
				usual: percentInProse(warning.usualCount, warning.usualAttempts),
				services: warning.services.map(service).join(', ')
			});
			return {
				title: m.ops_reason_title({ reason: reason ? wordsIn(reason.internal) : '' }),
				detail:
					units.length > 0
						? `${figures} ${m.ops_reason_units({ units: units.join(', ') })}`
						: figures,
				advice: m.ops_reason_do()
			};
		}
	}
}

/** Whole minutes that have passed, so that a figure never says more than is true. */
const minutes = (ms: number) => duration(Math.floor(ms / 60_000) * 60_000);
