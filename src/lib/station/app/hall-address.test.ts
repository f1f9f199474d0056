import { expect, test } from 'vitest';
import { originOf } from './hall-address.ts';

test('an address is taken as people write it', () => {
	expect(originOf(' 192.168.1.5:3443 ')).toBe('https://192.168.1.5:3443');
	expect(originOf('https://ngayhoi.local:3443/station#12345678')).toBe(
		'https://ngayhoi.local:3443'
	);
});

test('what is no https address is not taken', () => {
	for (const typed of ['', 'http://192.168.1.5:3000', 'mạng của hội trường', 'https://'])
		expect(originOf(typed)).toBeNull();
});
