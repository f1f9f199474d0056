import { create } from 'qrcode';
import { describeTrust } from '#lib/server/tls/describe-trust.ts';
import { tlsState } from '#lib/server/tls/tls-state.ts';
import { qrShape } from '#lib/ui/qr-path.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, request }) => {
	const trust = describeTrust(tlsState(), url, request.headers.get('user-agent') ?? '');
	return { trust, code: qrShape(create(trust.pageAddress).modules) };
};
