import type { Catalogue } from '#lib/core/catalogue.ts';
import type { PauseScope } from '#lib/core/fact.ts';
import { wordsIn } from '#lib/i18n/words-in.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { boothName } from '#lib/i18n/words.ts';
import type { PauseTarget } from './hall-controls.svelte.ts';

/** What a pause is laid on, in words. */
export function targetOf(
	catalogue: Pick<Catalogue, 'services' | 'areas' | 'booths'>,
	scope: PauseScope['scope'],
	id: string | null
): PauseTarget {
	const name = {
		'field-event': () => m.organiser_run_whole_hall(),
		service: () => named(catalogue.services.find((service) => service.id === id)?.name),
		area: () => named(catalogue.areas.find((area) => area.id === id)?.name),
		booth: () => {
			const booth = catalogue.booths.find((one) => one.id === id);
			return booth ? boothName(booth) : '';
		}
	}[scope]();
	return { scope, id, name };
}

const named = (words: { vi: string; en: string } | undefined) => (words ? wordsIn(words) : '');
