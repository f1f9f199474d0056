import type { GateQueue } from '#lib/core/view/gate-view.ts';
import { aboutBetweenOver } from '#lib/i18n/break-words.ts';
import { aboutWait, clock } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { WaitSaid } from '#lib/station/gate/wait-said.ts';

/** What is said of a queue as it is now. */
export function waitWords(queue: GateQueue): WaitSaid {
	if (!queue.intakeOpen) return { text: m.gate_intake_closed(), trouble: 'closed' };
	if (queue.pause) {
		const since = clock(queue.pause.since);
		// A wider pause is told in full above the cards.
		if (queue.pause.scope === 'field-event' || queue.pause.scope === 'area') {
			return { text: m.gate_paused_short({ since }), trouble: 'paused' };
		}
		return {
			text: m.gate_paused_since({ since, words: wordsIn(queue.pause.words) }),
			trouble: 'paused'
		};
	}
	if (!queue.wait) return { text: m.gate_nobody_serves(), trouble: 'nobody' };
	const { overBreak, wait } = queue;
	if (overBreak) {
		const range = aboutBetweenOver(overBreak, overBreak.breaks);
		// No line ends at the dash of a range.
		return {
			text: m.gate_called_at({ range: range.replaceAll('–', '\u2060–\u2060') }),
			trouble: null
		};
	}
	return { text: m.gate_waits({ range: aboutWait(wait.fromMs, wait.toMs) }), trouble: null };
}
