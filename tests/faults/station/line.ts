import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/**
 * One station's way to the hall, at an address of its own. It serves the rig's bare page itself, as a browser that has
 * the program in its store would, and hands everything else on to the hall, unless it is cut.
 */
export class Line {
	/** `refused`: the cable is out; `silent`: nothing comes back, and nobody says so. */
	state: 'up' | 'refused' | 'silent' = 'up';
	cuts = 0;
	/** Bytes of the bodies that were answered, of how many requests, and how many more were begun. */
	bytes = 0;
	requests = 0;
	begun = 0;
	/** Another way to the hall than the straight one. */
	onward: { host: string; port: number } | null = null;
	private readonly agent = new http.Agent({ keepAlive: true });
	private readonly held = new Set<Socket>();

	private constructor(
		private readonly server: http.Server,
		readonly url: string
	) {}

	static async lay(script: () => string, hallPort: () => number): Promise<Line> {
		const server = http.createServer();
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const { port } = server.address() as AddressInfo;
		const line = new Line(server, `http://localhost:${port}`);
		server.on('request', (request, response) => {
			if (request.url === '/rig') {
				response.setHeader('content-type', 'text/html; charset=utf-8');
				response.end(
					'<!doctype html><title>rig</title><script type="module" src="/page.js"></script>'
				);
			} else if (request.url === '/page.js') {
				response.setHeader('content-type', 'text/javascript');
				response.end(script());
			} else line.handOn(request, response, hallPort());
		});
		return line;
	}

	private handOn(request: http.IncomingMessage, response: http.ServerResponse, port: number): void {
		const { method, url, headers, socket } = request;
		if (this.state === 'refused') {
			socket.destroy();
			return;
		}
		if (this.state === 'silent') {
			this.held.add(socket);
			return;
		}
		this.begun++;
		let bytes = 0;
		request.on('data', (chunk: Buffer) => (bytes += chunk.length));
		response.on('finish', () => {
			this.requests++;
			this.bytes += bytes;
		});
		const { agent } = this;
		const where = this.onward ?? { host: '127.0.0.1', port };
		const onward = http.request({ ...where, agent, method, path: url, headers }, (answer) => {
			// Cut between the hall's deed and its answer: the worst moment.
			if (this.state !== 'up') {
				socket.destroy();
				return;
			}
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.on('error', () => socket.destroy());
		for (const near of [request, response]) near.on('error', () => onward.destroy());
		// Given up by the browser: nothing goes on in its name.
		response.on('close', () => onward.destroy());
		request.pipe(onward);
	}

	cut(state: 'refused' | 'silent'): void {
		this.state = state;
		this.cuts++;
	}

	heal(): void {
		this.state = 'up';
		for (const socket of this.held) socket.destroy();
		this.held.clear();
	}

	close(): void {
		this.heal();
		this.server.close();
		this.server.closeAllConnections();
		this.agent.destroy();
	}
}
