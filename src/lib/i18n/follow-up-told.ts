import type { Words } from '#lib/core/catalogue.ts';
import {
	nextForCitizen,
	type FollowUpStanding,
	type NextForCitizen,
	type RejectionReason
} from '#lib/core/follow-up.ts';
import { clock, clockInWords, date } from '#lib/i18n/format.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { wordsIn } from '#lib/i18n/words-in.ts';

/*
 * What a citizen is told of a file after the day, and what to do next. How long an approval takes and how it is told:
 * Decree 59/2022, Article 17; how an account is activated: the guidance of VNeID. Whoever has to come again may go to
 * any commune police (Decision 5230/QĐ-BCA-C06 of 2026). Nothing here says that somebody did something wrong.
 */

/** Files of one ticket that stand alike, in words with *bà con*. */
export interface FollowUpTold {
	serviceId: string;
	kind: 'info' | 'done' | 'turn';
	title: string;
	/** Of what, and of how many people when the ticket has several. */
	of: string;
	lines: string[];
	/** What is done in order. */
	steps: string[];
	after: string[];
	/** When it was recorded; empty for what only waits. */
	known: string;
}

/** A file as it is told of. */
export interface FileToTell {
	serviceId: string;
	service: Words | null;
	takenAt: number;
	standing: FollowUpStanding;
	/** When it was set so; null while it only waits. */
	changedAt: number | null;
}

/** All files of one ticket; those that stand alike are told together. */
export function tellFollowUp(files: readonly FileToTell[]): FollowUpTold[] {
	const groups = new Map<string, { file: FileToTell; people: number }>();
	for (const file of files) {
		const key = JSON.stringify([file.serviceId, file.standing]);
		const known = groups.get(key);
		if (known) known.people++;
		else groups.set(key, { file, people: 1 });
	}
	return [...groups.values()].map(({ file, people }) => {
		const service = file.service ? wordsIn(file.service) : m.follow_citizen_title();
		const isOneOfSeveral = files.length > 1;
		return {
			...told[nextForCitizen(file.standing)](file),
			serviceId: file.serviceId,
			of: isOneOfSeveral ? `${service} · ${m.follow_citizen_people({ count: people })}` : service,
			known:
				file.changedAt === null
					? ''
					: m.follow_citizen_known({
							time: clockInWords(file.changedAt),
							date: date(file.changedAt)
						})
		};
	});
}

type Told = Omit<FollowUpTold, 'serviceId' | 'of' | 'known'>;
const plain = { lines: [], steps: [], after: [] };

const steps = () => [
	m.follow_citizen_activate_1(),
	m.follow_citizen_activate_2(),
	m.follow_citizen_activate_3()
];
const afterSteps = () => [m.follow_citizen_activate_pc(), m.follow_citizen_activate_secret()];

const told: Record<NextForCitizen, (file: FileToTell) => Told> = {
	'wait-for-approval': ({ takenAt }) => ({
		...plain,
		kind: 'info',
		title: m.follow_citizen_waiting_title(),
		lines: [m.follow_citizen_waiting({ date: date(takenAt) }), m.follow_citizen_waiting_how()],
		after: [m.follow_citizen_waiting_late()]
	}),
	activate: () => ({
		...plain,
		kind: 'turn',
		title: m.follow_citizen_approved_title(),
		steps: steps(),
		after: afterSteps()
	}),
	'come-or-activate': ({ standing }) => ({
		kind: 'turn',
		title: m.follow_citizen_appointed_title(),
		lines: [
			...(standing.state === 'appointed' ? [appointmentSaid(standing.appointment)] : []),
			m.follow_citizen_appointed_bring(),
			m.follow_citizen_appointed_self()
		],
		steps: steps(),
		after: afterSteps()
	}),
	none: () => ({
		...plain,
		kind: 'done',
		title: m.follow_citizen_activated_title(),
		lines: [m.follow_citizen_activated()]
	}),
	'hand-in-again': ({ standing }) => ({
		...plain,
		kind: 'turn',
		title: m.follow_citizen_rejected_title(),
		lines: [
			m.follow_citizen_rejected(),
			...(standing.state === 'rejected' ? [whyWords[standing.reason]()] : []),
			m.follow_citizen_rejected_go()
		]
	})
};

function appointmentSaid({ at, place }: { at: number; place: string }): string {
	return m.follow_citizen_appointed({ place, time: clock(at), date: date(at) });
}

/** A reason as its citizen reads it: what is needed. */
const whyWords: Record<RejectionReason, () => string> = {
	'data-mismatch': m.follow_citizen_why_data_mismatch,
	'sim-not-owner': m.follow_citizen_why_sim,
	'sim-data-mismatch': m.follow_citizen_why_sim,
	'phone-already-used': m.follow_citizen_why_phone_already_used,
	face: m.follow_citizen_why_face,
	fingerprint: m.follow_citizen_why_fingerprint,
	'card-expired': m.follow_citizen_why_card_expired,
	'no-guardian': m.follow_citizen_why_no_guardian,
	other: m.follow_citizen_why_other
};
