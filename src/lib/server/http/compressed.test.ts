import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressed } from './compressed.ts';

const page = '<!doctype html>' + '<td>Bàn 5</td>'.repeat(500);
const asked = (encoding: string) =>
	new Request('http://hall/leader', { headers: { 'accept-encoding': encoding } });
const answer = (body: string, type = 'text/html') =>
	new Response(body, { status: 200, headers: { 'content-type': type, 'x-kept': 'yes' } });

test('a long page of figures comes in a tenth of its bytes, and is the same page', async () => {
	const response = await compressed(asked('gzip, deflate, br'), answer(page));
	const body = Buffer.from(await response.arrayBuffer());
	expect(response.headers.get('content-encoding')).toBe('gzip');
	expect(response.headers.get('content-length')).toBe(String(body.length));
	expect(response.headers.get('vary')).toBe('accept-encoding');
	expect(response.headers.get('x-kept')).toBe('yes');
	expect(body.length).toBeLessThan(page.length / 10);
	expect(gunzipSync(body).toString()).toBe(page);
});

test('whoever takes no gzip, a short page, and a file come as they are', async () => {
	for (const [request, response] of [
		[asked('identity'), answer(page)],
		[asked('gzip'), answer('<p>Ngắn</p>')],
		[asked('gzip'), answer(page, 'application/vnd.ms-excel')]
	] as const) {
		const expected = await response.clone().text();
		const given = await compressed(request, response);
		expect(given.headers.get('content-encoding')).toBeNull();
		expect(await given.text()).toBe(expected);
	}
});
