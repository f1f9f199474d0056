import { defineConfig } from '@playwright/test';
import { browserPlace } from './tests/run/browsers.js';

/**
 * The stories: a person's way through the hall, from end to end. There is no web server here on
 * purpose: each story starts a program of its own, with its own port and database, through the
 * fixture `tests/stories/hall.ts`.
 */
export default defineConfig({
	testDir: 'tests/stories',
	testMatch: '*.e2e.ts',
	outputDir: 'test-results/stories',
	timeout: 240_000,
	expect: { timeout: 20_000 },
	forbidOnly: true,
	fullyParallel: false,
	// Each worker runs a PostgreSQL, a server and a browser: two of them fill a laptop of two cores.
	workers: Number(process.env.STORY_WORKERS ?? 2),
	reporter: [['list']],
	use: {
		browserName: 'chromium',
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		ignoreHTTPSErrors: true,
		screenshot: 'only-on-failure',
		trace: 'off',
		video: 'off',
		actionTimeout: 30_000,
		launchOptions: {
			executablePath: browserPlace(),
			args: [
				// Chromium refuses to run as root inside its sandbox.
				...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--autoplay-policy=no-user-gesture-required'
			]
		}
	}
});
