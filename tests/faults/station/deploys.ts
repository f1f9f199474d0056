import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Stands before a hall and makes it look as if another build of the same program ran there: every file that is named by
 * what is in it gets another name, and so does the build. Files of a build that is not deployed are not there.
 */
export class Deploys {
	/** Which build is deployed, 0, 1 or 2. */
	now = 0;
	/** Nothing gets through to the hall's own routes. */
	isCut = false;
	/** Files that a page asked for and that are not of the deployed build. */
	readonly strange: string[] = [];
	/** Those that a copy in the making asked for, over which a deploy came: it is given up and made anew. */
	givenUp = 0;
	private names = new Set<string>();
	private version = '';

	private constructor(
		private readonly server: http.Server,
		private readonly hall: string,
		readonly url: string
	) {}

	static async before(hall: string): Promise<Deploys> {
		const server = http.createServer();
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		const { port } = server.address() as AddressInfo;
		const deploys = new Deploys(server, hall, `http://localhost:${port}`);
		const list = (await (await fetch(`${hall}/_app/station-shell.json`)).json()) as string[];
		const immutable = list.filter((path) => path.startsWith('/_app/immutable/'));
		deploys.names = new Set(immutable.map((path) => path.split('/').pop()!));
		const told = await (await fetch(`${hall}/_app/version.json`)).json();
		deploys.version = (told as { version: string }).version;
		server.on('request', (request, response) => {
			void deploys.answer(request, response).catch(() => request.socket.destroy());
		});
		return deploys;
	}

	close(): void {
		this.server.close();
		this.server.closeAllConnections();
	}

	private get suffix(): string {
		return this.now === 0 ? '' : `-${this.now}`;
	}

	private renamed(text: string): string {
		const { suffix } = this;
		return text
			.replace(/[\w.-]+\.(?:js|css|woff2|wasm)/g, (name) =>
				this.names.has(name) ? name.replace(/\.(\w+)$/, `${suffix}.$1`) : name
			)
			.replaceAll(this.version, `${this.version}${suffix}`);
	}

	/** The file's own name, null when it is of another build than the deployed one. */
	private ownName(path: string): string | null {
		if (!path.startsWith('/_app/immutable/')) return path;
		const plain = path.replace(/-[12](\.\w+)$/, '$1');
		const wanted = plain.replace(/\.(\w+)$/, `${this.suffix}.$1`);
		return path === wanted ? plain : null;
	}

	private async answer(request: http.IncomingMessage, response: http.ServerResponse) {
		const { method = 'GET', url = '/', headers } = request;
		const [path = '/', query] = url.split('?');
		const own = this.ownName(path);
		if (own === null) {
			// A page asks for styles and scripts as such, a worker that makes a copy only for bytes.
			if (headers['sec-fetch-dest'] === 'empty') this.givenUp++;
			else this.strange.push(url);
			response.writeHead(404).end();
			return;
		}
		if (this.isCut) {
			request.socket.destroy();
			return;
		}
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { host: _host, connection: _connection, 'accept-encoding': _encoding, ...on } = headers;
		const answer = await fetch(`${this.hall}${own}${query ? `?${query}` : ''}`, {
			method,
			headers: {
				...(on as Record<string, string>),
				...(on.origin && { origin: this.hall }),
				'accept-encoding': 'identity'
			},
			redirect: 'manual',
			...(chunks.length > 0 && { body: Buffer.concat(chunks) })
		});
		const body = Buffer.from(await answer.arrayBuffer());
		const kind = answer.headers.get('content-type') ?? '';
		const isText = /javascript|json|html|css/.test(kind) && !path.startsWith('/api/');
		const told = new Headers(answer.headers);
		for (const name of ['content-length', 'content-encoding', 'etag', 'connection'])
			told.delete(name);
		response.writeHead(answer.status, Object.fromEntries(told));
		response.end(isText ? this.renamed(body.toString()) : body);
	}
}
