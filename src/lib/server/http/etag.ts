/** 304 when the browser has this version already; null when it must be sent. */
export function notModified(request: Request, etag: string): Response | null {
	if (request.headers.get('if-none-match') !== etag) return null;
	return new Response(null, { status: 304, headers: { etag } });
}
