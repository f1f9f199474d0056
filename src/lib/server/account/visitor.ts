import type { RequestEvent } from '@sveltejs/kit';
import { deviceOf } from '#lib/server/account/device.ts';
import type { Visitor } from '#lib/server/account/sign-in.ts';

type Coming = Pick<RequestEvent, 'getClientAddress' | 'request' | 'url'> & {
	locals: { session: Visitor['session'] };
};

/** Where a request to sign in comes from. */
export function visitorOf(event: Coming): Visitor {
	return {
		address: event.getClientAddress(),
		device: deviceOf(event.request.headers.get('user-agent')),
		session: event.locals.session
	};
}

/**
 * Whether a password typed at this address crosses the network in the open: plain http to anything but
 * the machine itself. The sign-in pages then warn, and lead to the page that helps with https.
 */
export function isInTheOpen(url: URL): boolean {
	if (url.protocol === 'https:') return false;
	return !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

/** One text of a form; a file or a missing field is the empty text. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
