import { createHash } from 'node:crypto';

/** An operation id made of a text, the same whoever makes it and however often: two attempts at one thing are one. */
export function idFrom(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
