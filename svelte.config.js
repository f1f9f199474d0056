import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		// The start gives each build a folder of its own (src/start/build.js).
		adapter: adapter({ out: process.env.BUILD_DIR ?? 'build', precompress: true }),
		// Boards hang for days: they look for a newer build and read themselves anew.
		version: { pollInterval: 60_000 },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'media-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'font-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['self']
			}
		},
		// Our own hook checks Origin and Sec-Fetch-Site on every request that changes something,
		// whatever its content type; the kit's check stays on beside it.
		csrf: { trustedOrigins: [] },
		serviceWorker: { register: false }
	}
};
