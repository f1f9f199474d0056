interface Battery {
	level: number;
	charging: boolean;
}

/** What organisers see of the device itself. */
export async function deviceFacts(build: string) {
	const asked = navigator as Navigator & { getBattery?: () => Promise<Battery> };
	const battery = await asked.getBattery?.().catch(() => null);
	const kept = await navigator.storage.persisted().catch(() => false);
	return {
		kept,
		battery: battery?.level ?? null,
		charging: battery?.charging ?? null,
		build: build.slice(0, 64)
	};
}

/** What the device calls itself, for the organisers' list: browser and system, nothing of the person. */
export function deviceName(): string {
	const asked = navigator as Navigator & {
		userAgentData?: { brands: { brand: string }[]; platform: string };
	};
	const { userAgentData } = asked;
	if (!userAgentData) return navigator.platform.slice(0, 80);
	const brand = userAgentData.brands.map((one) => one.brand).find((name) => !/Not/.test(name));
	return `${brand ?? 'Chromium'} · ${userAgentData.platform}`.slice(0, 80);
}
