import { redirect } from '@sveltejs/kit';
import { cookieMaxAge, cookieName, isLocale } from '#lib/i18n/paraglide/runtime.js';
import type { RequestHandler } from './$types';

/** The language of one browser: remembers `locale` and goes back to the page of this server named in `back`. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const locale = form.get('locale');
	if (isLocale(locale))
		cookies.set(cookieName, locale, {
			path: '/',
			maxAge: cookieMaxAge,
			sameSite: 'lax',
			httpOnly: true,
			secure: url.protocol === 'https:'
		});
	const asked = String(form.get('back') ?? '/');
	const back = new URL(URL.canParse(asked, url.origin) ? asked : '/', url.origin);
	redirect(303, back.origin === url.origin ? back.pathname + back.search : '/');
};
