import { expect, test } from 'vitest';
import { isShellPath, readShellList } from './shell-list.ts';

test('a station keeps its page and the files that lie with it, and nothing that a server answers', () => {
	expect(isShellPath('/station', 'navigate')).toBe(true);
	expect(isShellPath('/_app/immutable/nodes/70.Du.js', 'cors')).toBe(true);
	expect(isShellPath('/voice/synthetic/digit-1.mp3', 'cors')).toBe(true);
	for (const path of ['/', '/station/other', '/gate/1/g1', '/sign-in'])
		expect(isShellPath(path, 'navigate')).toBe(false);
	for (const path of ['/api/station/1/gate-g1/contact', '/api/voice/1/and', '/_app/version.json'])
		expect(isShellPath(path, 'cors')).toBe(false);
});

test('a broken list of files never becomes the only copy of a device', () => {
	expect(readShellList(['/a.js'])).toEqual(['/a.js']);
	for (const broken of [null, [], {}, [1], ['/a.js', null]])
		expect(() => readShellList(broken)).toThrow(TypeError);
});
