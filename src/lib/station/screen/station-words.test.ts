import { expect, test } from 'vitest';
import { enrolRefusalText, troubleWords } from './station-words.ts';

const SAID = [
	// What a contact is answered with.
	'unknown-station',
	'bad-signature',
	'server-too-old',
	'unreadable',
	// What an enrolment is.
	'code-unknown',
	'code-used',
	'code-too-old',
	'too-many-tries',
	'not-secure',
	'storage-not-granted',
	'program-too-old',
	'try-again',
	'unreachable',
	'open-elsewhere',
	'no-such-gate'
];

test('whatever a server answers a station with has a sentence of its own', () => {
	const sentences = SAID.map(enrolRefusalText);
	expect(sentences.filter((sentence) => sentence.length < 20)).toEqual([]);
	expect(new Set(sentences).size).toBe(SAID.length);
});

test('what a server of another version may answer is told as a fault, and breaks no page', () => {
	expect(enrolRefusalText('of-next-year')).toBe(enrolRefusalText('internal'));
	expect(enrolRefusalText('toString')).toBe(enrolRefusalText('internal'));
});

test('each thing that keeps a browser from being a station has its own sentence', () => {
	const sentences = Object.values(troubleWords).map((words) => words());
	expect(new Set(sentences).size).toBe(sentences.length);
});
