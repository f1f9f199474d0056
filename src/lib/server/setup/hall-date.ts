const ZONE_MS = 7 * 3_600_000;

/** The date in Viet Nam of an instant (ms), YYYY-MM-DD. */
export function dateInHall(atMs: number): string {
	return new Date(atMs + ZONE_MS).toISOString().slice(0, 10);
}

/** The time of day in Viet Nam of an instant (ms), HH:MM. */
export function timeInHall(atMs: number): string {
	return new Date(atMs + ZONE_MS).toISOString().slice(11, 16);
}
