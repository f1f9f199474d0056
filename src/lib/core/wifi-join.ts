/**
 * What a QR code holds that joins a phone to a Wi-Fi network (the `WIFI:` form that Android and iOS cameras read).
 * Signs with a meaning of their own are escaped. An empty password is an open network.
 */
export function wifiJoinText(name: string, password: string): string {
	const escaped = (text: string) => text.replace(/[\\;,:"]/g, (sign) => `\\${sign}`);
	const open = password === '';
	return `WIFI:T:${open ? 'nopass' : 'WPA'};S:${escaped(name)};${open ? '' : `P:${escaped(password)};`};`;
}
