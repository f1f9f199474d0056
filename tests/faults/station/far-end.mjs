// The far end of a slow link, inside a network of its own: hands on to the hall by a socket file, which no link slows
// down, and swallows uploads for comparison.
import http from 'node:http';
import net from 'node:net';

const [host, hallPort, sinkPort, hall] = process.argv.slice(2);
net
	.createServer((near) => {
		const far = net.connect(String(hall));
		for (const [one, other] of [
			[near, far],
			[far, near]
		]) {
			one.pipe(other);
			one.on('error', () => other.destroy());
			one.on('close', () => other.destroy());
		}
	})
	.listen(Number(hallPort), host);
http
	.createServer((request, response) => {
		request.resume();
		request.on('end', () => response.end());
	})
	.listen(Number(sinkPort), host);
