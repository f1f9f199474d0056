import type { Service } from '#lib/core/catalogue.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { outcomeWords } from '#lib/i18n/words.ts';

/**
 * What the large button says that ends a sitting, in the words of its service.
 * @param done how many of the people were served with success
 * @param level chosen for it, where the service has levels
 */
export function endingWords(
	service: Service,
	{ people, done, level }: { people: number; done: number; level: number | null }
): string {
	if (done === 0) return m.booth_finish_none();
	const success = outcomeWords[service.counts]();
	const named =
		service.levels.length > 0 && level
			? m.booth_finish_level({ outcome: success, level })
			: success;
	return people > 1 ? m.booth_finish_some({ outcome: named, done, people }) : named;
}
