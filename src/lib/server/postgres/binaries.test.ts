import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mendLinks } from './binaries.ts';
import { findInPasswd } from './os-user.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'ngayhoi-links-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('links that a blocked install script has not made are made once, relative to where they lie', () => {
	const native = path.join(folder, 'native');
	mkdirSync(path.join(native, 'lib'), { recursive: true });
	writeFileSync(path.join(native, 'lib/libpq.so.5.18'), 'library');
	const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
		source: 'native/lib/libpq.so.5.18',
		target: `native/lib/${name}`
	}));
	writeFileSync(path.join(native, 'pg-symlinks.json'), JSON.stringify(links));
	expect(mendLinks(native)).toBe(2);
	expect(readlinkSync(path.join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
	expect(readFileSync(path.join(native, 'lib/libpq.so'), 'utf8')).toBe('library');
	expect(mendLinks(native)).toBe(0);
});

test('a package without a list of links needs none', () => {
	expect(mendLinks(path.join(folder, 'elsewhere'))).toBe(0);
});

test('a user is found by name and by number, a missing one is not', () => {
	const passwd =
		'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n';
	expect(findInPasswd(passwd, 'nobody')).toEqual({ name: 'nobody', uid: 65534, gid: 65534 });
	expect(findInPasswd(passwd, 65534)?.name).toBe('nobody');
	expect(findInPasswd(passwd, 'postgres')).toBeNull();
	expect(findInPasswd('', 0)).toBeNull();
});
