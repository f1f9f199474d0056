import type { Rules, WarningThresholds } from '#lib/core/catalogue.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { halvesOf } from '#lib/server/setup/plan-field-event.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

const MINUTE_MS = 60_000;
const MOST_DAYS = 31;

/** The rules of turns and numbers. */
export const readRules: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const minutes = (name: string, most: number) => read.whole(name, 0, most) * MINUTE_MS;
	const rules: Rules = {
		...catalogue.rules,
		priorityRun: read.whole('priorityRun', 0, 10),
		priorityHeadStartMs: minutes('priorityHeadStart', 720),
		laterStepShare: read.whole('laterStepShare', 0, 100) / 100,
		callsBeforeNoShow: read.whole('callsBeforeNoShow', 1, 10),
		restoreWithinMs: minutes('restoreWithin', 720),
		restoreBehind: read.whole('restoreBehind', 0, 50),
		stepBackBehind: read.whole('stepBackBehind', 1, 50),
		stepBackTimes: read.whole('stepBackTimes', 0, 10),
		namedBoothReturnMs: minutes('namedBoothReturn', 720),
		seriesCeiling: read.whole('seriesCeiling', 1, 99_999)
	};
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-rules', rules }] };
};

/** From when on an organiser is warned. */
export const readWarnings: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const minutes = (name: string) => read.whole(name, 1, 720) * MINUTE_MS;
	const warnings: WarningThresholds = {
		waitMs: minutes('wait'),
		idleMs: minutes('idle'),
		sittingTimes: read.whole('sitting', 2, 20),
		silentMs: minutes('silent'),
		gateSilentMs: minutes('gate'),
		closingMs: minutes('closing'),
		reasonTimes: read.whole('reason', 2, 20),
		reasonLeast: read.whole('least', 1, 1_000)
	};
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-rules', rules: { ...catalogue.rules, warnings } }] };
};

/** The days, each with up to two halves; a day whose date was emptied is left out, one more may be added. */
export const readDays: ReadForm = (form, { catalogue, day: today }) => {
	const read = new FormReader(form);
	const days: Rules['days'] = [];
	for (let index = 0; index < MOST_DAYS; index++) {
		const name = (field: string) => `${field}-${index}`;
		if (read.text(name('date'), { required: false }) === '') {
			if (index < today) read.refuse(name('date'), { code: 'missing' });
			continue;
		}
		const date = read.date(name('date'));
		const hours = [readHalf(read, name('from1'), name('to1'), true)];
		if (read.text(name('from2'), { required: false }) !== '') {
			hours.push(readHalf(read, name('from2'), name('to2'), false));
			if ((hours[0]?.to ?? '') > (hours[1]?.from ?? ''))
				read.refuse(name('from2'), { code: 'order' });
		}
		const previous = days.at(-1);
		if (previous && date <= previous.date) read.refuse(name('date'), { code: 'date-order' });
		days.push({ date, halves: read.ok ? halvesOf(date, hours) : [] });
	}
	if (days.length === 0) read.refuse('date-0', { code: 'missing' });
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-rules', rules: { ...catalogue.rules, days } }] };
};

function readHalf(read: FormReader, from: string, to: string, required: boolean) {
	const half = { from: read.time(from), to: read.time(to) };
	if (half.from >= half.to && (required || half.from !== '')) read.refuse(to, { code: 'order' });
	return half;
}

/** How people are addressed, and whether booths are *bàn* or *quầy*. */
export const readAddress: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const address = read.choice('address', ['bà con', 'ông/bà', 'công dân']);
	const word = read.choice('word', ['keep', 'bàn', 'quầy']);
	if (!read.ok) return { ok: false, ...read.answer() };
	const renamed = catalogue.booths.filter((booth) => word !== 'keep' && booth.word !== word);
	return {
		ok: true,
		wishes: [
			{ kind: 'set-rules', rules: { ...catalogue.rules, address } },
			...renamed.map((booth) => ({
				kind: 'set-booth' as const,
				booth: { ...booth, word: word as 'bàn' | 'quầy' }
			}))
		]
	};
};
