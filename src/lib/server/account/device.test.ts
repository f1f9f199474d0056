import { expect, it } from 'vitest';
import { deviceOf } from '#lib/server/account/device.ts';

it('a device is named as its owner would name it', () => {
	const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0';
	expect(deviceOf(`Mozilla/5.0 (Linux; Android 14; SM-A155F) ${chrome} Mobile Safari/537.36`)).toBe(
		'Chrome · Android'
	);
	expect(
		deviceOf(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Safari/537.36 Edg/140.0`)
	).toBe('Edge · Windows');
	expect(
		deviceOf(
			'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1'
		)
	).toBe('Safari · iPad');
	expect(deviceOf('curl/8.0')).toBe(null);
	expect(deviceOf(null)).toBe(null);
});
