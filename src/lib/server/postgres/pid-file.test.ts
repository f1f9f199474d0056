import { expect, test } from 'vitest';
import { parsePidFile } from './pid-file.ts';

const WHOLE =
	'2041\n/srv/Ngày Hội/data/postgres\n1793145600\n5432\n/srv/Ngày Hội/data/run\n\n 3549196 26\nready   \n';

test('a running server is read with its folder, its socket and its state', () => {
	expect(parsePidFile(WHOLE)).toEqual({
		pid: 2041,
		cluster: '/srv/Ngày Hội/data/postgres',
		socketFolder: '/srv/Ngày Hội/data/run',
		status: 'ready'
	});
});

test('a server that is still opening has neither socket nor state', () => {
	expect(parsePidFile('2041\n/srv/data/postgres\n1793145600\n5432\n')).toMatchObject({
		pid: 2041,
		socketFolder: null,
		status: null
	});
});

test.each([
	['empty, after a power cut', ''],
	['filled with zeros, after a power cut', '\0'.repeat(80)],
	['cut off within the number', '20x'],
	['of the first process, which no server is', WHOLE.replace('2041', '1')],
	['of a negative number, which would signal a whole group', WHOLE.replace('2041', '-2041')],
	['without a folder', '2041\n\n']
])('a file %s names nobody', (_, text) => {
	expect(parsePidFile(text)).toBeNull();
});
