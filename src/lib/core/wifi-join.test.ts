import { expect, it } from 'vitest';
import { wifiJoinText } from './wifi-join.ts';

it('a code joins the hall Wi-Fi with its password', () => {
	expect(wifiJoinText('NgayHoi', 'chuyendoiso')).toBe('WIFI:T:WPA;S:NgayHoi;P:chuyendoiso;;');
});

it('an open network has no password, and signs of the form itself are escaped', () => {
	expect(wifiJoinText('Hội;"A"', '')).toBe('WIFI:T:nopass;S:Hội\\;\\"A\\";;');
});
