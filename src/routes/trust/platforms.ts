import * as m from '#lib/i18n/paraglide/messages.js';

/** The steps for each kind of device, in the order of how often it stands in a hall. */
export const platforms = [
	{
		id: 'android',
		title: m.trust_android_title,
		file: '/trust/authority.crt',
		download: m.trust_download,
		steps: [m.trust_android_1, m.trust_android_2, m.trust_android_3, m.trust_android_4]
	},
	{
		id: 'windows',
		title: m.trust_windows_title,
		file: '/trust/authority.crt',
		download: m.trust_download,
		steps: [m.trust_windows_1, m.trust_windows_2, m.trust_windows_3, m.trust_windows_4]
	},
	{
		id: 'apple',
		title: m.trust_apple_title,
		file: '/trust/authority.mobileconfig',
		download: m.trust_download_profile,
		steps: [m.trust_apple_1, m.trust_apple_2, m.trust_apple_3]
	},
	{
		id: 'mac',
		title: m.trust_mac_title,
		file: '/trust/authority.crt',
		download: m.trust_download,
		steps: [m.trust_mac_1, m.trust_mac_2]
	},
	{
		id: 'linux',
		title: m.trust_linux_title,
		file: '/trust/authority.crt',
		download: m.trust_download,
		steps: [m.trust_linux_1, m.trust_linux_2, m.trust_linux_3]
	}
] as const;
