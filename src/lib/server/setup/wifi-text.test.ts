import { expect, it } from 'vitest';
import { wifiText } from '#lib/server/setup/wifi-text.ts';

it('a phone joins the hall’s Wi-Fi whatever its name and password are written with', () => {
	expect(wifiText('Ngay Hoi', 'tuyhoa2026')).toBe('WIFI:T:WPA;S:Ngay Hoi;P:tuyhoa2026;;');
	expect(wifiText('Nhà; "A"', 'a:b\\c,d')).toBe('WIFI:T:WPA;S:Nhà\\; \\"A\\";P:a\\:b\\\\c\\,d;;');
});

it('a Wi-Fi without a password is joined as an open one', () => {
	expect(wifiText('Ngay Hoi', '')).toBe('WIFI:T:nopass;S:Ngay Hoi;;');
});
