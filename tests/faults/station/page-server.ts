import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves one bare page with a script; everything else is not there, as when the hall is out of reach. */
export async function servePage(script: () => string): Promise<{ url: string; close(): void }> {
	const server = http.createServer((request, response) => {
		if (request.url === '/') {
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end(
				'<!doctype html><title>rig</title><script type="module" src="/page.js"></script>'
			);
		} else if (request.url === '/page.js') {
			response.setHeader('content-type', 'text/javascript');
			response.end(script());
		} else {
			request.socket.destroy();
		}
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return { url: `http://localhost:${port}`, close: () => server.close() };
}
