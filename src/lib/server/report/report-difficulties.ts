import type { HandFields } from '#lib/server/db/report.schema.ts';
import { INCIDENT_GROUPS, type IncidentGroup } from '#lib/core/incident-group.ts';
import {
	incidentGroupWords,
	incidentTimeInWords,
	placesText,
	toldOf
} from '#lib/i18n/incident-words.ts';
import { percentInProse } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';
import type { Incident } from '#lib/server/incident/read-incidents.ts';
import { padded } from './padded.ts';
import type { ReportReading } from './reading.ts';
import { sumOf } from './scope.ts';
import { venueOf } from './tables/incidents-table.ts';

/** As many reasons of failure as are named in a sentence. */
const MOST_REASONS = 3;
/** As many incidents of a group as are told in sentences; the table has them all. */
const MOST_TOLD = 8;

const groupSentences: Readonly<Record<IncidentGroup, (words: { text: string }) => string>> = {
	infrastructure: m.report_doc_group_infrastructure,
	staffing: m.report_doc_group_staffing,
	records: m.report_doc_group_records,
	security: m.report_doc_group_security
};

/** Section III, a paragraph a line: what was written by hand and what the log tells, group by group, then reasons. */
export function difficultyLines(reading: ReportReading, fields: HandFields): string[] {
	const incidents = reading.incidents ?? [];
	const told = INCIDENT_GROUPS.flatMap((group) => [
		...(fields[group] ? groupSentences[group]({ text: fields[group] }).split('\n') : []),
		...incidentLines(
			group,
			incidents.filter((one) => one.group === group),
			reading.venues
		)
	]);
	return [...told, ...reasonLines(reading)];
}

/** Section IV: what was written by hand, and what the incidents of the period ask for, each once. */
export function proposalLines(reading: ReportReading, fields: HandFields): string[] {
	const asked = (reading.incidents ?? []).map(({ proposal }) => proposal).filter(Boolean);
	return [
		...fields.proposals.split('\n'),
		...new Set(asked.map((one) => `- ${one.replace(/[.;]$/, '')}.`))
	].filter((line) => line.trim() !== '');
}

function incidentLines(
	group: IncidentGroup,
	incidents: readonly Incident[],
	venues: ReportReading['venues']
): string[] {
	if (incidents.length === 0) return [];
	const longest = [...incidents].sort((a, b) => (b.minutes ?? 0) - (a.minutes ?? 0));
	const shown = new Set(longest.slice(0, MOST_TOLD));
	const left = incidents.length - shown.size;
	return [
		m.incident_doc_group({
			group: incidentGroupWords[group]().toLocaleLowerCase('vi'),
			sizes: [m.incident_times({ n: padded(incidents.length) }), ...sizesOf(incidents)].join(', ')
		}),
		...incidents
			.filter((one) => shown.has(one))
			.map((one) => incidentLine(one, venueOf(one, venues))),
		...(left > 0 ? [m.incident_doc_rest({ n: padded(left) })] : [])
	];
}

/** How long and how many people, as far as it is known. */
function sizesOf(incidents: readonly Incident[]): string[] {
	const sum = (values: (number | null)[]) =>
		values.reduce<number>((all, value) => all + (value ?? 0), 0);
	const minutes = sum(incidents.map((one) => one.minutes));
	const people = sum(incidents.map((one) => one.people));
	return [
		...(minutes > 0 ? [m.incident_doc_minutes_in_all({ n: padded(minutes) })] : []),
		...(people > 0 ? [m.incident_doc_people_in_all({ n: padded(people) })] : [])
	];
}

function incidentLine(one: Incident, venue: string): string {
	const where = placesText(one.places, venue);
	const waited = one.people === one.waiting ? m.incident_doc_waiting : m.incident_people;
	const size = [
		one.minutes === null
			? m.incident_doc_lasting()
			: m.incident_doc_minutes({ n: padded(one.minutes) }),
		...(one.people ? [waited({ n: padded(one.people) })] : [])
	];
	return m.incident_doc_line({
		time: incidentTimeInWords(one),
		where: where && `, ${where}`,
		told: toldOf(one).replace(/\.$/, ''),
		size: size.join(', ')
	});
}

function reasonLines({ reasons }: ReportReading): string[] {
	const total = sumOf(reasons.map((reason) => reason.total)).inPeriod;
	const commonest = reasons
		.filter((reason) => reason.total.inPeriod > 0)
		.slice(0, MOST_REASONS)
		.map(({ internal, total: { inPeriod } }) =>
			m.report_doc_reason({
				reason: internal ? wordsIn(internal) : m.report_row_no_reason(),
				n: padded(inPeriod),
				share: percentInProse(inPeriod, total)
			})
		);
	return commonest.length > 0 ? [m.report_doc_reasons({ list: commonest.join('; ') })] : [];
}
