import '#lib/i18n/follow-page.ts';
import { mount } from 'svelte';
import type { FirstShown } from './first-shown.ts';
import TicketPage from './TicketPage.svelte';

// The whole script of a citizen's page, built as `/_app/phone.js`. It draws what the server has drawn, in the same turn,
// and goes on from there.
const place = document.getElementById('ticket');
if (place?.dataset.first) {
	const props = JSON.parse(place.dataset.first) as FirstShown;
	place.replaceChildren();
	mount(TicketPage, { target: place, props });
	// Says that presses are heard from now on.
	document.documentElement.dataset.live = '';
}
