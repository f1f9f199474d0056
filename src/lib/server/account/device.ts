const BROWSERS: [RegExp, string][] = [
	[/\bEdg(A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\bcoc_coc_browser\//, 'Cốc Cốc'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
	[/\bVersion\/.*Safari\//, 'Safari']
];
const SYSTEMS: [RegExp, string][] = [
	[/\bAndroid\b/, 'Android'],
	[/\biPad\b/, 'iPad'],
	[/\biPhone\b/, 'iPhone'],
	[/\bWindows\b/, 'Windows'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bMac OS X\b/, 'macOS'],
	[/\bLinux\b/, 'Linux']
];

/**
 * The device in words a person recognises ("Chrome · Android"), from its User-Agent; null when it
 * names nothing known. Nothing finer is kept: a fingerprint of a device would be personal data.
 */
export function deviceOf(userAgent: string | null): string | null {
	if (!userAgent) return null;
	const named = (list: [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1];
	const words = [named(BROWSERS), named(SYSTEMS)].filter((word) => word !== undefined);
	return words.length > 0 ? words.join(' · ') : null;
}
