/**
 * An operation's or a ticket's id: 128 random bits as lower-case uuid text. `crypto.randomUUID` is absent on plain http
 * in the LAN, where phones are, so the bytes are drawn here.
 */
export function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
