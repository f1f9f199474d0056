import { randomInt } from 'node:crypto';
import net from 'node:net';

/**
 * A port of this machine that nobody listens at now. It lies below those that systems hand out by themselves, so that a
 * program which is killed finds it free when it starts again.
 */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = randomInt(20_000, 32_000);
		if (await isFree(port)) return port;
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((done) => {
		const server = net.createServer().once('error', () => done(false));
		server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
	});
}
