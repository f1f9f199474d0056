import type { Catalogue, Words } from '#lib/core/catalogue.ts';
import { MESSAGE_LENGTH } from '#lib/core/hall-message.ts';
import type { HallWarning } from '#lib/core/warnings.ts';
import type { WishOf } from '#lib/core/wish.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import type { Locale } from '#lib/i18n/paraglide/runtime.js';
import { wordsIn } from '#lib/i18n/words-in.ts';

/** A message before it is shown; `words.en` may be empty. */
export type MessageDraft = Omit<WishOf<'show-message'>, 'kind'>;

const REASON_MINUTES = 20;
const QUEUE_MINUTES = 30;

/** A draft that nobody has written yet. */
export function emptyDraft(): MessageDraft {
	return { words: { vi: '', en: '' }, to: ['boards', 'phones'], serviceId: null, minutes: 20 };
}

/** What may be said in most halls on most days, whatever is wrong. */
export function readyDrafts(): MessageDraft[] {
	return [m.ops_ready_busy, m.ops_ready_prepare].map((text) => ({
		...emptyDraft(),
		words: inBoth((locale) => text({}, { locale }))
	}));
}

/** The message that belongs to a warning; null where nobody but staff need know. */
export function readyFor(
	warning: HallWarning,
	{ services, reasons }: Pick<Catalogue, 'services' | 'reasons'>
): MessageDraft | null {
	const nameIn = (id: string, locale: Locale) => {
		const service = services.find((one) => one.id === id);
		return service ? wordsIn(service.name, locale) : id;
	};
	switch (warning.kind) {
		case 'reason-surge': {
			const reason = reasons.find((one) => one.id === warning.reasonId);
			if (!reason) return null;
			const words = inBoth((locale) => {
				const named = {
					services: warning.services.map((id) => nameIn(id, locale)).join(', '),
					reason: within(wordsIn(reason.public, locale) || wordsIn(reason.internal, locale))
				};
				const whole = m.ops_ready_reason(named, { locale });
				return whole.length <= MESSAGE_LENGTH ? whole : m.ops_ready_reason_short(named, { locale });
			});
			const serviceId = warning.services.length === 1 ? warning.services[0]! : null;
			return { words, to: ['boards', 'staff'], serviceId, minutes: REASON_MINUTES };
		}
		case 'long-wait':
		case 'not-reached': {
			const text = warning.kind === 'long-wait' ? m.ops_ready_wait : m.ops_ready_closing;
			const { serviceId } = warning;
			const words = inBoth((locale) => text({ service: nameIn(serviceId, locale) }, { locale }));
			return { words, to: ['boards', 'phones'], serviceId, minutes: QUEUE_MINUTES };
		}
		default:
			return null;
	}
}

function inBoth(text: (locale: Locale) => string): Words {
	return { vi: fitting(text('vi')), en: fitting(text('en')) };
}

/** Cut at the last word that fits; names of services are the organiser's and may be of any length. */
function fitting(text: string): string {
	if (text.length <= MESSAGE_LENGTH) return text;
	return `${text.slice(0, MESSAGE_LENGTH - 1).replace(/\s+\S*$/, '')}…`;
}

/** A sentence as the part of another one. */
function within(sentence: string): string {
	const bare = sentence.trim().replace(/[.!]+$/, '');
	return bare.charAt(0).toLowerCase() + bare.slice(1);
}
