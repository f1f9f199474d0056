/** 304 when the browser has this version already; null when it must be sent. Null for a version without a tag. */
export function notModified(request: Request, etag: string | null): Response | null {
	if (etag === null || request.headers.get('if-none-match') !== etag) return null;
	return new Response(null, { status: 304, headers: { etag } });
}
