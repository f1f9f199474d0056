/** 3 to 40 letters, digits, dots, hyphens, underscores or @, beginning with a letter or digit. */
const SIGN_IN_NAME = /^[a-z0-9][a-z0-9._@-]{2,39}$/;

/**
 * The one spelling of a sign-in name: lower case, without accents, spaces as dots. It is applied when
 * a name is stored and when it is typed, so "Nguyễn Văn An" and "nguyen.van.an" are the same, whatever
 * the typing aid (Telex, VNI) made of it.
 */
export function signInNameOf(typed: string): string {
	return typed
		.trim()
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replaceAll('đ', 'd')
		.replace(/\s+/g, '.');
}

/** Whether a spelling made by `signInNameOf` may be a sign-in name. */
export function isSignInName(name: string): boolean {
	return SIGN_IN_NAME.test(name);
}

/**
 * A free sign-in name made from a display name: "nguyen.van.an", then "nguyen.van.an2", …
 * @param isTaken answers for one spelling
 */
export function freeSignInName(displayName: string, isTaken: (name: string) => boolean): string {
	const letters = signInNameOf(displayName)
		.replace(/[^a-z0-9.]/g, '')
		.replace(/\.{2,}/g, '.')
		.replace(/^\.+|\.+$/g, '')
		.slice(0, 34)
		.replace(/\.+$/, '');
	const base = letters.length >= 3 ? letters : `staff.${letters}`.replace(/\.$/, '');
	let name = base;
	for (let n = 2; isTaken(name); n++) name = `${base}${n}`;
	return name;
}
