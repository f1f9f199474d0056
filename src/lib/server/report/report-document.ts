import type { HandFields, Letterhead } from '#lib/server/db/report.schema.ts';
import { administrativeDate, asOf, fraction, percentInProse } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { periodText } from '#lib/i18n/report-words.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import { padded } from './padded.ts';
import type { ReportReading, ServiceReading } from './reading.ts';
import { difficultyLines, proposalLines } from './report-difficulties.ts';
import type { ReportTable } from './report-table.ts';
import { reportTables } from './report-tables.ts';
import { sumOf } from './scope.ts';

export type Block =
	{ kind: 'heading' | 'paragraph'; text: string } | { kind: 'table'; table: ReportTable };

/** A report as an administrative document: what stands where, before any format. */
export interface ReportDocument {
	/** Nobody has taken responsibility. */
	draft: boolean;
	demo: boolean;
	parentBody: string;
	issuingBody: string;
	number: string;
	placeDate: string;
	title: string;
	abstract: string;
	blocks: Block[];
	authority: string[];
	signer: string;
	recipients: string[];
	/** "Số liệu tính đến …", under every table. */
	asOf: string;
	source: string;
}

/** What a document is made of besides its figures. */
export interface DocumentParts {
	letterhead: Letterhead;
	fields: HandFields;
	draft: boolean;
	demo: boolean;
	/** What changed since the frozen version before: its number, when it was, and the changes in words. */
	later: { no: number; at: number; changes: string[] } | null;
}

/** To be filled in: a field event's place is a square or a house, not the name of the locality. */
const UNKNOWN_PLACE = '……………';

const abstractWords = {
	fast: m.report_doc_abstract_fast,
	daily: m.report_doc_abstract_daily,
	'half-month': m.report_doc_abstract_half_month,
	whole: m.report_doc_abstract_whole
} as const;

/** A report in the sections of a short event report, in the reader's language. */
export function reportDocument(reading: ReportReading, parts: DocumentParts): ReportDocument {
	const { letterhead, fields } = parts;
	const name = reading.venues.map((one) => one.name).join('; ');
	const period = periodText(reading.period);
	const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
	const place = letterhead.place || UNKNOWN_PLACE;
	return {
		draft: parts.draft,
		demo: parts.demo,
		parentBody: letterhead.parentBody.toLocaleUpperCase('vi'),
		issuingBody: (letterhead.issuingBody || m.report_doc_issuer_default()).toLocaleUpperCase('vi'),
		number: m.report_number({ symbol: letterhead.symbol || 'BC' }),
		placeDate: m.report_place_date({ place, date: administrativeDate(reading.at) }),
		title: m.report_doc_title(),
		abstract: abstractWords[reading.period.kind]({ name, period }),
		blocks: [
			...paragraphs(
				m.report_doc_opening({
					name,
					place: reading.venues.map((one) => one.place).join('; '),
					issuer: letterhead.issuingBody || m.report_doc_issuer_default(),
					period,
					asOf: lowerFirst(asOf(reading.at))
				})
			),
			...(fields.attendance
				? paragraphs(m.report_doc_attendance({ text: fields.attendance }))
				: []),
			{ kind: 'heading', text: m.report_doc_1() },
			...written(fields.preparation),
			{ kind: 'heading', text: m.report_doc_2() },
			...results(reading, fields).map((text): Block => ({ kind: 'paragraph', text })),
			{ kind: 'heading', text: m.report_doc_3() },
			...written(difficultyLines(reading, fields).join('\n')),
			{ kind: 'heading', text: m.report_doc_4() },
			...written(proposalLines(reading, fields).join('\n')),
			{ kind: 'heading', text: m.report_doc_5() },
			...written(fields.nextTasks),
			...(parts.later ? later(parts.later) : []),
			{ kind: 'heading', text: m.report_doc_tables() },
			...reportTables(reading).map((table): Block => ({ kind: 'table', table }))
		],
		authority: lines(letterhead.authority).map((line) => line.toLocaleUpperCase('vi')),
		signer: letterhead.signer,
		recipients: [
			...lines(letterhead.recipients).map(
				(line) => `- ${line.replace(/^-\s*/, '').replace(/[;.]$/, '')};`
			),
			m.report_doc_keep()
		],
		asOf: asOf(reading.at),
		source: m.report_source({
			clock: m.report_clock({ clock: reading.venues.map(({ clock }) => clock).join(', ') })
		})
	};
}

function paragraphs(text: string): Block[] {
	return text
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => ({ kind: 'paragraph', text: line.trim() }));
}

const written = (text: string): Block[] => paragraphs(text || m.report_doc_empty());

function later({ no, at, changes }: NonNullable<DocumentParts['later']>): Block[] {
	return [
		{ kind: 'heading', text: m.report_doc_later({ no, asOf: lowerFirst(asOf(at)) }) },
		...paragraphs(
			changes.length > 0 ? changes.map((one) => `- ${one}`).join('\n') : m.report_doc_later_none()
		)
	];
}

function results(reading: ReportReading, { otherHelp }: HandFields): string[] {
	const { people } = reading.figures;
	const failed = sumOf(reading.services.map((service) => service.failed));
	let no = 0;
	const both = ({ inPeriod, cumulative }: { inPeriod: number; cumulative: number }) => ({
		no: ++no,
		inPeriod: padded(inPeriod),
		cumulative: padded(cumulative)
	});
	return [
		m.report_doc_people(both(people)),
		...reading.services.flatMap((service) => serviceLines(service, ++no)),
		...(otherHelp
			? [m.report_doc_other_help({ no: ++no, text: otherHelp.replaceAll('\n', ' ') })]
			: []),
		m.report_doc_failed(both(failed))
	];
}

function serviceLines(service: ServiceReading, no: number): string[] {
	const { counted, target, eligible, levels } = service;
	const known = {
		no,
		noun: wordsIn(service.countedNoun),
		unit: wordsIn(service.unit),
		inPeriod: padded(counted.inPeriod),
		levels: levelsText(levels)
	};
	const ofEligible = (whole: number) =>
		m.report_doc_eligible({
			fraction: fraction(counted.cumulative, whole),
			share: percentInProse(counted.cumulative, whole)
		});
	const line =
		target === null || target <= 0
			? m.report_doc_service({ ...known, cumulative: padded(counted.cumulative) })
			: m.report_doc_service_target({
					...known,
					fraction: fraction(counted.cumulative, target),
					share: percentInProse(counted.cumulative, target)
				});
	return eligible === null || eligible <= 0 ? [line] : [line, ofEligible(eligible)];
}

function levelsText(levels: ServiceReading['levels']): string {
	if (levels.length === 0) return '';
	const list = levels.map(({ level, counted }) => {
		const n = padded(counted.cumulative);
		return level === null ? m.report_doc_no_level({ n }) : m.report_doc_level({ level, n });
	});
	return m.report_doc_levels({ list: list.join('; ') });
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}
