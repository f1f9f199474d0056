import http from 'node:http';
import https from 'node:https';
import os from 'node:os';
import { giveUp } from './say.js';

/** @typedef {(req: http.IncomingMessage, res: http.ServerResponse, next: () => void) => unknown} Handler */

const MIB = 1024 * 1024;
const BODY_BYTES = MIB;
/** More than anybody pastes: whoever sends it is not waited for. */
const READ_AWAY_BYTES = 64 * MIB;

/** Against clients that send slowly on purpose; Node's defaults kept 1,500 of them for the whole test. */
const TIMES = {
	headersTimeout: 10_000,
	requestTimeout: 15_000,
	connectionsCheckingInterval: 2_000,
	// Longer than a load balancer's own, or it would send a request into a connection that is being closed.
	keepAliveTimeout: 65_000
};

const WAIT_PAGE = `<!doctype html><html lang="vi"><meta charset="utf-8"><meta http-equiv="refresh" content="2">
<meta name="viewport" content="width=device-width"><title>Ngày Hội</title>
<body style="font:1.25rem/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1rem">
<p>Hệ thống đang khởi động, trang này sẽ tự mở.</p><p lang="en">The system is starting; this page opens by itself.</p>`;

/**
 * The servers of the program: they listen before the app is there, answer `/live` themselves, and hand
 * everything else to `app` from the moment it is set.
 * @param {string} host address to listen on
 */
export function openServers(host) {
	const trustProxy = process.env.TRUST_PROXY === '1';
	/** @type {(http.Server | https.Server)[]} */
	const servers = [];
	/** @type {Handler | null} */
	let app = null;
	let draining = false;
	let inFlight = 0;

	/** @param {http.IncomingMessage} req @param {http.ServerResponse} res */
	function listener(req, res) {
		const route = (req.url ?? '').split('?', 1)[0];
		if (route === '/live') return answer(res, 200, 'text/plain', 'ok\n');
		if (!app || (draining && route === '/ready')) {
			if (req.headers.accept?.includes('text/html')) {
				return answer(res, 503, 'text/html; charset=utf-8', WAIT_PAGE);
			}
			return answer(res, 503, 'text/plain', draining ? 'draining\n' : 'starting\n');
		}
		const bytes = Number(req.headers['content-length'] ?? 0);
		if (bytes > BODY_BYTES) {
			// A browser that is still sending when the connection closes shows a broken line and never this answer.
			if (bytes > READ_AWAY_BYTES) tooLarge(res);
			else req.resume().once('end', () => tooLarge(res));
			return;
		}
		setOrigin(req, trustProxy);
		inFlight += 1;
		res.once('close', () => {
			inFlight -= 1;
			if (draining) for (const server of servers) server.closeIdleConnections();
		});
		if (draining) res.setHeader('connection', 'close');
		return app(req, res, () => answer(res, 404, 'text/plain', 'Not found\n'));
	}

	/**
	 * Listens on `port`, or when nobody asked for that very port, on the next free one.
	 * @param {http.Server | https.Server} server @param {number} port @param {boolean} exactly
	 * @returns {Promise<number>}
	 */
	function listen(server, port, exactly) {
		return new Promise((resolve, reject) => {
			let tried = port;
			server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
				if (error.code !== 'EADDRINUSE' || exactly || tried > port + 50) return reject(error);
				tried += 1;
				server.listen({ port: tried, host, backlog: 4096 });
			});
			server.once('listening', () => {
				servers.push(server);
				server.removeAllListeners('error');
				resolve(tried);
			});
			server.listen({ port, host, backlog: 4096 });
		});
	}

	return {
		/** @param {number} port @param {boolean} exactly */
		async http(port, exactly) {
			const server = http.createServer(TIMES, listener);
			try {
				return { server, port: await listen(server, port, exactly) };
			} catch (error) {
				return giveUp(
					`Không mở được cổng ${port} (${/** @type {Error} */ (error).message}): vui lòng đặt PORT sang cổng khác.`,
					`Port ${port} cannot be opened (${/** @type {Error} */ (error).message}): set PORT to another one.`
				);
			}
		},
		/** @param {https.ServerOptions} tls @param {number} port @param {boolean} exactly */
		async https(tls, port, exactly) {
			const server = https.createServer({ ...TIMES, ...tls }, listener);
			return { server, port: await listen(server, port, exactly) };
		},
		/** @param {Handler} handler */
		handOver(handler) {
			app = handler;
		},
		/** `/ready` says no from now on, everything else goes on. */
		startDraining() {
			draining = true;
		},
		/** No new connections; resolves when every request that came before has its answer, or after `ms`. @param {number} ms */
		async close(ms) {
			for (const server of servers) {
				server.close();
				server.closeIdleConnections();
			}
			const until = performance.now() + ms;
			while (inFlight > 0 && performance.now() < until) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
		}
	};
}

/** @param {http.ServerResponse} res @param {number} status @param {string} type @param {string} text */
function answer(res, status, type, text) {
	res.writeHead(status, {
		'content-type': type,
		'cache-control': 'no-store',
		...(status === 503 && { 'retry-after': '2' })
	});
	res.end(text);
}

/** @param {http.ServerResponse} res */
function tooLarge(res) {
	res.setHeader('connection', 'close');
	answer(
		res,
		413,
		'text/plain; charset=utf-8',
		'Nội dung gửi lên quá lớn (tối đa 1 MB), vui lòng rút gọn rồi gửi lại.\n' +
			'What was sent is too large (1 MB at most); please shorten it and send again.\n'
	);
}

/**
 * Says by which scheme the request came. The adapter assumes https and would refuse every form on plain http; and
 * what a browser claims in these headers is believed only from a proxy.
 * @param {http.IncomingMessage} req @param {boolean} trustProxy
 */
function setOrigin(req, trustProxy) {
	const { headers, socket } = req;
	const scheme = 'encrypted' in socket ? 'https' : 'http';
	const said = String(headers['x-forwarded-proto'] ?? '')
		.split(',', 1)[0]
		?.trim();
	if (!trustProxy) {
		headers['x-forwarded-proto'] = scheme;
		return;
	}
	headers['x-forwarded-proto'] = said === 'https' || said === 'http' ? said : scheme;
	headers['x-forwarded-host'] ??= headers.host;
	// A proxy appends the address that it saw; its own health check comes without.
	headers['x-forwarded-for'] ??= socket.remoteAddress ?? '';
}

/** This machine's addresses in the hall's network. @param {string} host what the servers listen on */
export function lanAddresses(host) {
	if (host !== '0.0.0.0' && host !== '::') return host.startsWith('127.') ? [] : [host];
	return Object.values(os.networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal)
		.map(({ address }) => address);
}
