import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CONTACT_BYTES } from '#lib/core/station/contact.ts';

const unpack = promisify(gunzip);

/** The bytes of a contact as they were signed, whether they travelled compressed or not; none when they cannot be read. */
export async function plainBody(request: Request): Promise<Uint8Array> {
	const body = new Uint8Array(await request.arrayBuffer());
	if (request.headers.get('content-encoding') !== 'gzip') {
		return body.length > CONTACT_BYTES ? new Uint8Array() : body;
	}
	// Nobody has proved yet who he is: a small body must not fill the memory.
	return unpack(body, { maxOutputLength: CONTACT_BYTES }).catch(() => new Uint8Array());
}
