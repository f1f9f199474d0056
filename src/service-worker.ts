/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { base, version } from '$service-worker';
import {
	isShellPath,
	PAGE,
	PAGE_DATA,
	readShellList,
	SHELL_LIST
} from '#lib/station/shell/shell-list.ts';

declare const self: ServiceWorkerGlobalScope;

/*
 * Keeps the page of a station on the device, so that it opens without the server. Only what that page needs is kept, as the
 * build has listed it; nothing that a server answers to anybody is ever stored. A newer build is fetched whole and lies
 * waiting until the page itself says that nobody is being served; the build before it is kept, for a page that still runs it.
 */
const PREFIX = 'station-';
const CACHE = `${PREFIX}${version}`;
/** Which builds were taken over, oldest first: the last two stay. */
const ORDER = 'station-order';

async function install(): Promise<void> {
	const answer = await fetch(base + SHELL_LIST, { cache: 'no-store' });
	if (!answer.ok) throw new Error(`the list of the station's files: ${answer.status}`);
	const files = readShellList(await answer.json());
	const page = await fetch(base + PAGE, { cache: 'no-store' });
	const html = await page.clone().text();
	// A server that was exchanged between the two answers would leave a page whose scripts are not there.
	const named = [...html.matchAll(/_app\/immutable\/[\w./-]+\.(?:js|css)/g)].map(
		([path]) => `/${path}`
	);
	const strange = named.find((path) => !files.includes(path));
	if (!page.ok || strange) throw new Error(`the station's page is of another build: ${strange}`);
	const cache = await caches.open(CACHE);
	await cache.put(PAGE, page);
	const data = await fetch(base + PAGE_DATA, { cache: 'no-store' });
	if (!data.ok) throw new Error(`the data of the station's page: ${data.status}`);
	await cache.put(PAGE_DATA, data);
	await cache.addAll(files.map((path) => new Request(base + path, { cache: 'reload' })));
}

/** The build that is left stays for one more: a page may still be open with it. */
async function activate(): Promise<void> {
	const order = await caches.open(ORDER);
	const kept = (await order.match('/order')) as Response | undefined;
	const before = kept ? ((await kept.json()) as string[]) : [];
	const now = [...before.filter((name) => name !== CACHE), CACHE].slice(-2);
	await order.put('/order', new Response(JSON.stringify(now)));
	for (const name of await caches.keys()) {
		if (name.startsWith(PREFIX) && name !== ORDER && !now.includes(name)) await caches.delete(name);
	}
	await self.clients.claim();
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
	if (event.data === 'take-over') void self.skipWaiting();
});

async function fromShell(request: Request, path: string): Promise<Response> {
	const own = await (await caches.open(CACHE)).match(path);
	// Files of the build before are named by what is in them: they can never be mistaken for this one's.
	const earlier =
		own ?? (path.startsWith('/_app/immutable/') ? await caches.match(path) : undefined);
	return earlier ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	const path = url.pathname.slice(base.length);
	if (isShellPath(path, request.mode)) event.respondWith(fromShell(request, path));
});
