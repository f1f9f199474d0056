import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CONTACT_BYTES } from '#lib/core/station/contact.ts';
import { plainBody } from './plain-body.ts';

const asked = (body: Uint8Array | string, packed: boolean) =>
	plainBody(
		new Request('http://hall/', {
			method: 'POST',
			body: body as BodyInit,
			headers: packed ? { 'content-encoding': 'gzip' } : {}
		})
	);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test('a contact reads the same, packed and plain', async () => {
	const said = JSON.stringify({ epoch: 1, by: 'Nguyễn Thị Bé' });
	expect(text(await asked(said, false))).toBe(said);
	expect(text(await asked(gzipSync(said), true))).toBe(said);
});

test('what is no packed text, or unpacks to more than a contact may be, is nothing', async () => {
	expect(await asked('{}', true)).toHaveLength(0);
	expect(await asked(gzipSync(Buffer.alloc(CONTACT_BYTES + 1)), true)).toHaveLength(0);
	expect(await asked(gzipSync(Buffer.alloc(CONTACT_BYTES)), true)).toHaveLength(CONTACT_BYTES);
	expect(await asked(new Uint8Array(CONTACT_BYTES + 1), false)).toHaveLength(0);
});
