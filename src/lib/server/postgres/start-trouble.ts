/**
 * Why the program cannot start, in one sentence for the person at the keyboard: Vietnamese first, English below.
 * `server.js` prints the message without a stack (it knows the class by its `name`, across bundles).
 */
export class StartTrouble extends Error {
	override name = 'StartTrouble';

	constructor(
		readonly vi: string,
		readonly en: string,
		options?: ErrorOptions
	) {
		super(`${vi}\n${en}`, options);
	}
}

/** The way out that is always open, appended to what cannot work on this machine. */
export const OWN_SERVER_VI = 'hoặc đặt DATABASE_URL để dùng PostgreSQL của quý vị';
export const OWN_SERVER_EN = 'or set DATABASE_URL to use a PostgreSQL server of your own';
