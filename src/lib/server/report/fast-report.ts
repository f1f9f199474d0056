import {
	asOf,
	clockInWords,
	count,
	date,
	fraction,
	percentInProse,
	twoDecimals
} from '#lib/i18n/format.ts';
import { meanMinutesHundredths } from '#lib/core/rounding.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { periodText } from '#lib/i18n/report-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { ReportReading, ServiceReading } from './reading.ts';
import { sumOf } from './scope.ts';

/** Services stand on lines 4 to 6; more than three share them. */
const SERVICE_LINES = 3;

/**
 * The fast report as plain text for a chat: at most eight lines, without names of people.
 * @param status whether somebody has taken responsibility for these figures, and whether they are simulated
 */
export function chatText(reading: ReportReading, status: FigureStatus): string {
	const { people, visitors, tickets, served } = reading.figures;
	return [
		m.report_fast_title({
			name: reading.venues.map(({ name }) => name).join('; '),
			period: periodText(reading.period)
		}),
		m.report_fast_as_of({ asOf: asOf(reading.at), status: statusText(status) }),
		m.report_fast_people({
			people: count(people.inPeriod),
			visitors: count(visitors.inPeriod),
			tickets: count(tickets.inPeriod),
			served: count(served.inPeriod)
		}),
		...serviceLines(reading.services.map(serviceText)),
		failedText(reading),
		waitText(reading)
	].join('\n');
}

/** What must be said beside figures wherever they are shown. */
export interface FigureStatus {
	official: boolean;
	demo: boolean;
}

export function statusText({ official, demo }: FigureStatus): string {
	const said = official ? m.report_official() : m.report_unofficial();
	return demo ? `${m.common_demo_banner()}; ${said}` : said;
}

function serviceLines(services: string[]): string[] {
	if (services.length <= SERVICE_LINES) return services;
	const own = services.slice(0, SERVICE_LINES - 1);
	return [...own, services.slice(SERVICE_LINES - 1).join('. ')];
}

function serviceText({ countedNoun, unit, counted, target }: ServiceReading): string {
	const known = {
		noun: wordsIn(countedNoun),
		unit: wordsIn(unit),
		inPeriod: count(counted.inPeriod)
	};
	if (target === null || target <= 0)
		return m.report_fast_service({ ...known, cumulative: count(counted.cumulative) });
	return m.report_fast_service_target({
		...known,
		fraction: fraction(counted.cumulative, target),
		share: percentInProse(counted.cumulative, target)
	});
}

function failedText({ services, reasons }: ReportReading): string {
	const n = count(sumOf(services.map(({ failed }) => failed)).inPeriod);
	const [first] = reasons;
	if (!first || first.total.inPeriod === 0) return m.report_fast_failed_none({ n });
	return m.report_fast_failed({
		n,
		reason: first.internal ? wordsIn(first.internal) : m.report_row_no_reason(),
		top: count(first.total.inPeriod)
	});
}

function waitText({ flow }: ReportReading): string {
	const { n, sumMs, longestMs } = flow.all.waits;
	const mean = meanMinutesHundredths(sumMs, n);
	if (mean === null) return m.report_fast_waits_none();
	const longest = meanMinutesHundredths(longestMs, 1) ?? 0;
	return m.report_fast_waits({ mean: twoDecimals(mean), longest: twoDecimals(longest) });
}

/** The card for the public: full nouns, fractions, and as of when. */
export interface PublicCard {
	title: string;
	place: string;
	asOf: string;
	status: string;
	lines: { figure: string; share: string; noun: string }[];
}

export function publicCard(reading: ReportReading, status: FigureStatus): PublicCard {
	return {
		title: reading.venues.map(({ name }) => name).join('; '),
		place: reading.venues.map(({ place }) => place).join('; '),
		asOf: m.report_card_as_of({ time: clockInWords(reading.at), date: date(reading.at) }),
		status: statusText(status),
		lines: [
			{
				figure: count(reading.figures.people.cumulative),
				share: '',
				noun: m.report_card_people()
			},
			...reading.services
				.filter(({ target, counted }) => (target ?? 0) > 0 || counted.cumulative > 0)
				.map(({ countedNoun, counted, target }) => {
					const hasTarget = target !== null && target > 0;
					return {
						figure: hasTarget ? fraction(counted.cumulative, target) : count(counted.cumulative),
						share: hasTarget ? percentInProse(counted.cumulative, target) : '',
						noun: wordsIn(countedNoun)
					};
				})
		]
	};
}
