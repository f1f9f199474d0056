import { describe, expect, it } from 'vitest';
import { characterClip, CLIPS, clipOf, isClipKey, spokenCount } from './clip-list.ts';
import { areaClips, boothSounds, numberSounds, type SpokenCall } from './spoken-call.ts';

const read = (keys: readonly string[] | null) =>
	keys?.map((key) => clipOf(key)?.text ?? '?').join(' ') ?? null;

const call = (more: Partial<SpokenCall>): SpokenCall => ({
	key: 'k',
	prefix: 'A',
	number: 17,
	placeKind: 'ban',
	placeNumber: 1,
	calledAtMs: 0,
	...more
});
const clipsOf = (sounds: { clip: string }[]) => read(sounds.map((sound) => sound.clip));

describe('the clips', () => {
	it('are roughly forty, each once, each with a text except the chime', () => {
		expect(CLIPS.length).toBeGreaterThanOrEqual(38);
		expect(CLIPS.length).toBeLessThanOrEqual(46);
		expect(new Set(CLIPS.map((clip) => clip.key)).size).toBe(CLIPS.length);
		for (const clip of CLIPS) expect(clip.text === '').toBe(clip.kind === 'chime');
	});

	it('are a closed set of keys that are safe as file names', () => {
		for (const clip of CLIPS) expect(clip.key).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
		expect(isClipKey('digit-5')).toBe(true);
		for (const key of ['digit-10', '../chime', 'constructor', ''])
			expect(isClipKey(key)).toBe(false);
	});
});

describe('a booth number', () => {
	it.each([
		[0, 'không'],
		[1, 'một'],
		[5, 'năm'],
		[10, 'mười'],
		[11, 'mười một'],
		[12, 'mười hai'],
		[15, 'mười lăm'],
		[20, 'hai mươi'],
		[21, 'hai mươi mốt'],
		[24, 'hai mươi bốn'],
		[25, 'hai mươi lăm'],
		[55, 'năm mươi lăm'],
		[99, 'chín mươi chín'],
		[100, 'một trăm'],
		[101, 'một trăm linh một'],
		[105, 'một trăm linh năm'],
		[110, 'một trăm mười'],
		[111, 'một trăm mười một'],
		[115, 'một trăm mười lăm'],
		[121, 'một trăm hai mươi mốt'],
		[199, 'một trăm chín mươi chín']
	])('%i is said "%s"', (value, words) => {
		expect(read(spokenCount(value))).toBe(words);
	});

	it('from 1 to 199 is said differently for every booth', () => {
		const said = Array.from({ length: 199 }, (_, index) => read(spokenCount(index + 1)));
		expect(new Set(said).size).toBe(199);
	});

	it('is not made up for anything that is no count', () => {
		for (const value of [-1, 1.5, 1000, NaN]) expect(spokenCount(value)).toBeNull();
	});

	it('may carry a letter; a sign that cannot be said is left to the screen', () => {
		expect(clipsOf(boothSounds(call({ placeNumber: '4B' })))).toBe('bàn số bốn bê');
		expect(clipsOf(boothSounds(call({ placeNumber: 12, placeKind: 'quay' })))).toBe(
			'quầy số mười hai'
		);
		for (const sign of ['', 'Cổng chính', '4Z', '12345'])
			expect(boothSounds(call({ placeNumber: sign }))).toEqual([]);
	});
});

describe('a ticket number', () => {
	it.each([
		['A', 17, 'a không một bảy'],
		['C', 5, 'xê không không năm'],
		['K', 155, 'ca một năm năm'],
		['A2', 17, 'a hai không một bảy'],
		['U', 1000, 'u một không không không'],
		['', 120, 'một hai không']
	])('%s-%i is read character by character: %s', (prefix, number, words) => {
		expect(clipsOf(numberSounds(call({ prefix, number })))).toBe(words);
	});

	it('knows no clip for what is not spoken', () => {
		for (const character of ['-', ' ', 'Đ', 'I', '٣']) expect(characterClip(character)).toBeNull();
	});
});

describe('an area', () => {
	it('is said when it is a letter or a number, with or without the word in its name', () => {
		expect(read(areaClips(call({ area: 'Khu A' })))).toBe('khu a');
		expect(read(areaClips(call({ area: 'khu vực 2' })))).toBe('khu hai');
		expect(read(areaClips(call({ area: 'B' })))).toBe('khu bê');
		expect(areaClips(call({ area: 'Nhà văn hóa' }))).toBeNull();
		expect(areaClips(call({}))).toBeNull();
	});
});
