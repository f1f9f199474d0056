import { expect, test } from 'vitest';
import { fitsSocket, runFolders, SOCKET_NAME, SOCKET_PATH_BYTES } from './run-folder.ts';

test('the socket lies beside the data when its path is short enough', () => {
	expect(runFolders('/srv/hall/data', {}, false)[0]).toBe('/srv/hall/data/run');
});

test('the length counts in bytes, and Vietnamese letters have two or three', () => {
	const room = SOCKET_PATH_BYTES - Buffer.byteLength(`//${SOCKET_NAME}`);
	expect(fitsSocket(`/${'a'.repeat(room)}`)).toBe(true);
	expect(fitsSocket(`/${'a'.repeat(room + 1)}`)).toBe(false);
	expect(fitsSocket(`/${'ộ'.repeat(Math.ceil(room / 3) + 1)}`)).toBe(false);
});

test('beside a long path the socket goes to a folder that only root writes, or the user alone', () => {
	const long = `/srv/${'Ngày hội Chuyển đổi số '.repeat(5)}/data`;
	expect(runFolders(long, {}, true)[0]).toMatch(/^\/run\/ngayhoi-[0-9a-f]{12}$/);
	expect(runFolders(long, { XDG_RUNTIME_DIR: '/run/user/7' }, false)[0]).toMatch(
		/^\/run\/user\/7\/ngayhoi-[0-9a-f]{12}$/
	);
});

test('two data folders never get the same socket', () => {
	const long = `/srv/${'x'.repeat(100)}`;
	const [one] = runFolders(`${long}/data`, {}, true);
	const [other] = runFolders(`${long}/data-demo`, {}, true);
	expect(one).not.toBe(other);
});
