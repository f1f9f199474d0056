const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Writes 16 random bytes as a ticket id: lower-case hex, 8-4-4-4-12. */
export function ticketIdFromBytes(bytes: Uint8Array): string {
	if (bytes.length !== 16) throw new RangeError(`a ticket id is 16 bytes, not ${bytes.length}`);
	return uuidText(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** The 128 bits of a ticket id as `ticketIdFromBytes` writes it; throws for any other text. */
export function bitsOfTicketId(ticketId: string): bigint {
	if (!UUID.test(ticketId)) throw new RangeError('a ticket id is lower-case hex, 8-4-4-4-12');
	return BigInt(`0x${ticketId.replaceAll('-', '')}`);
}

/** The ticket id with these 128 bits. */
export function ticketIdOfBits(bits: bigint): string {
	return uuidText(bits.toString(16).padStart(32, '0'));
}

function uuidText(hex: string): string {
	return [8, 12, 16, 20].reduceRight((text, at) => `${text.slice(0, at)}-${text.slice(at)}`, hex);
}
