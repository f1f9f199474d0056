import { clock, clockSeconds, count, date, duration } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What a station may say of its link: what it has itself seen, never what the browser thinks of the network. */
export interface LinkKnown {
	link: 'connected' | 'silent';
	/** Hall time of the server's last answer; null when none has come since the device was enrolled. */
	heardAt: number | null;
	/** Operations that the server has not acknowledged, and the hall time of the oldest of them. */
	unsent: number;
	oldest: number | null;
	/** Hall time now. */
	at: number;
}

export interface LinkSaid {
	/** Drawn with its own shape each. */
	mark: 'all-heard' | 'sending' | 'alone-clear' | 'alone-kept';
	title: string;
	detail: string;
}

const DAY_MS = 86_400_000;

/** The day stands beside a time that is not of today; a tablet may have lain in a drawer for a year. */
function onDay(time: string, ms: number, at: number): string {
	return date(ms) === date(at) ? time : `${time} ${date(ms)}`;
}

function age(ms: number): string {
	const days = Math.floor(ms / DAY_MS);
	return days < 2 ? duration(ms) : m.stationapp_days({ count: count(days) });
}

/** The line that tells the truth of a station: whether the server answers, since when not, and what it has not heard. */
export function linkWords({ link, heardAt, unsent, oldest, at }: LinkKnown): LinkSaid {
	const kept = {
		count: count(unsent),
		time: oldest === null ? '' : onDay(clock(oldest), oldest, at),
		age: oldest === null ? '' : age(at - oldest)
	};
	if (link === 'connected') {
		return unsent === 0
			? { mark: 'all-heard', title: m.stationapp_link_on(), detail: m.stationapp_all_heard() }
			: {
					mark: 'sending',
					title: m.stationapp_link_on(),
					detail: m.stationapp_sending({ count: kept.count })
				};
	}
	const title =
		heardAt === null
			? m.stationapp_link_never()
			: m.stationapp_link_off({ time: onDay(clockSeconds(heardAt), heardAt, at) });
	return unsent === 0
		? { mark: 'alone-clear', title, detail: m.stationapp_nothing_kept() }
		: { mark: 'alone-kept', title, detail: m.stationapp_kept_here(kept) };
}

/** Where one operation is: on this device alone, on its way, or with the server. */
export const standingWords: Readonly<Record<'saved' | 'sent' | 'heard', () => string>> = {
	saved: m.stationapp_standing_saved,
	sent: m.stationapp_standing_sent,
	heard: m.stationapp_standing_heard
};
