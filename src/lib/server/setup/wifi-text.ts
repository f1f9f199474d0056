/**
 * What a QR code holds so that a phone joins a Wi-Fi by scanning it. Characters with a meaning of their own in this
 * format are escaped; without a password the network is open.
 */
export function wifiText(name: string, password: string): string {
	const escaped = (text: string) => text.replace(/[\\;,:"]/g, (sign) => `\\${sign}`);
	if (password === '') return `WIFI:T:nopass;S:${escaped(name)};;`;
	return `WIFI:T:WPA;S:${escaped(name)};P:${escaped(password)};;`;
}
