/**
 * The clips of the hall's voice: everything that a loudspeaker can say is joined from these.
 *
 * One file per clip, so that an organiser records them in about five minutes and a recorded clip replaces
 * the synthetic one by itself. The texts are what the reader reads, written as it sounds.
 */

/** What a clip is for: the recording page groups by it and the joints between clips are cut by it. */
export type ClipKind = 'chime' | 'phrase' | 'letter' | 'digit' | 'part' | 'sentence';

/**
 * Letters that can be spoken. Numbers use those that sound apart (A C H K M R X, U for self-service, Q for the
 * paper reserve); B and D are here for areas ("khu B") and booths ("bàn số 4B") only.
 */
export const SPOKEN_LETTERS = ['A', 'B', 'C', 'D', 'H', 'K', 'M', 'Q', 'R', 'U', 'X'] as const;
export type SpokenLetter = (typeof SPOKEN_LETTERS)[number];

/** Digits 0 to 9, read singly in a ticket's number: 0 is *không*, 1 *một*, 5 *năm*, wherever they stand. */
export type SpokenDigit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The key of a clip: its file name without the extension, its row in a recorded set. ASCII, kebab-case. */
export type ClipKey =
	| 'chime'
	| 'invite-number'
	| 'invite-numbers'
	| 'once-more'
	| 'to'
	| 'and'
	| 'table'
	| 'counter'
	| 'area'
	| 'see-screen'
	| `letter-${Lowercase<SpokenLetter>}`
	| `digit-${SpokenDigit}`
	| 'ten'
	| 'tens'
	| 'one-after-tens'
	| 'five-after-tens'
	| 'hundred'
	| 'and-units'
	| 'paused'
	| 'break'
	| 'numbers-kept'
	| 'resumed'
	| 'intake-closed'
	| 'closed'
	| 'moved';

/** One clip: `text` is what is read aloud, in Vietnamese; the chime has none. */
export type Clip = { key: ClipKey; kind: ClipKind; text: string };

/**
 * All clips, in the order in which they are comfortable to read one after another.
 * Wording of the calls and notices: the standard sentences of a one-stop desk; a notice never names the police
 * system as broken and says that the numbers are kept.
 */
export const CLIPS: readonly Clip[] = [
	{ key: 'invite-number', kind: 'phrase', text: 'Mời công dân có số' },
	{ key: 'invite-numbers', kind: 'phrase', text: 'Mời các số' },
	{ key: 'once-more', kind: 'phrase', text: 'Xin nhắc lại' },
	{ key: 'to', kind: 'phrase', text: 'đến' },
	{ key: 'and', kind: 'phrase', text: 'và' },
	{ key: 'table', kind: 'phrase', text: 'bàn số' },
	{ key: 'counter', kind: 'phrase', text: 'quầy số' },
	{ key: 'area', kind: 'phrase', text: 'khu' },
	{ key: 'see-screen', kind: 'phrase', text: 'đến bàn ghi trên màn hình' },
	{ key: 'digit-0', kind: 'digit', text: 'không' },
	{ key: 'digit-1', kind: 'digit', text: 'một' },
	{ key: 'digit-2', kind: 'digit', text: 'hai' },
	{ key: 'digit-3', kind: 'digit', text: 'ba' },
	{ key: 'digit-4', kind: 'digit', text: 'bốn' },
	{ key: 'digit-5', kind: 'digit', text: 'năm' },
	{ key: 'digit-6', kind: 'digit', text: 'sáu' },
	{ key: 'digit-7', kind: 'digit', text: 'bảy' },
	{ key: 'digit-8', kind: 'digit', text: 'tám' },
	{ key: 'digit-9', kind: 'digit', text: 'chín' },
	{ key: 'ten', kind: 'part', text: 'mười' },
	{ key: 'tens', kind: 'part', text: 'mươi' },
	{ key: 'one-after-tens', kind: 'part', text: 'mốt' },
	{ key: 'five-after-tens', kind: 'part', text: 'lăm' },
	{ key: 'hundred', kind: 'part', text: 'trăm' },
	{ key: 'and-units', kind: 'part', text: 'linh' },
	{ key: 'letter-a', kind: 'letter', text: 'a' },
	{ key: 'letter-b', kind: 'letter', text: 'bê' },
	{ key: 'letter-c', kind: 'letter', text: 'xê' },
	{ key: 'letter-d', kind: 'letter', text: 'đê' },
	{ key: 'letter-h', kind: 'letter', text: 'hát' },
	{ key: 'letter-k', kind: 'letter', text: 'ca' },
	{ key: 'letter-m', kind: 'letter', text: 'em-mờ' },
	{ key: 'letter-q', kind: 'letter', text: 'quy' },
	{ key: 'letter-r', kind: 'letter', text: 'e-rờ' },
	{ key: 'letter-u', kind: 'letter', text: 'u' },
	{ key: 'letter-x', kind: 'letter', text: 'ích-xì' },
	{
		key: 'paused',
		kind: 'sentence',
		text: 'Hệ thống nghiệp vụ tạm gián đoạn. Bà con vui lòng giữ phiếu và chờ trong ít phút.'
	},
	{ key: 'break', kind: 'sentence', text: 'Điểm phục vụ tạm nghỉ. Bà con vui lòng giữ phiếu.' },
	{ key: 'numbers-kept', kind: 'sentence', text: 'Số thứ tự không thay đổi.' },
	{
		key: 'resumed',
		kind: 'sentence',
		text: 'Điểm phục vụ đã làm việc trở lại. Mời bà con theo dõi số trên màn hình.'
	},
	{
		key: 'intake-closed',
		kind: 'sentence',
		text: 'Điểm phục vụ đã ngừng cấp số. Số đã cấp vẫn được phục vụ.'
	},
	{
		key: 'closed',
		kind: 'sentence',
		text: 'Buổi phục vụ đã kết thúc. Xin cảm ơn bà con.'
	},
	{
		key: 'moved',
		kind: 'sentence',
		text: 'Khu phục vụ đã chuyển chỗ. Mời bà con xem chỉ dẫn trên màn hình.'
	},
	{ key: 'chime', kind: 'chime', text: '' }
];

const byKey = new Map<string, Clip>(CLIPS.map((clip) => [clip.key, clip]));

/** The clip with this key, or undefined for a string that is no clip's key (closed set). */
export function clipOf(key: string): Clip | undefined {
	return byKey.get(key);
}

/** True for the key of a clip: the only keys that a recorded set may hold. */
export function isClipKey(key: string): key is ClipKey {
	return byKey.has(key);
}

/** The clips that a person reads aloud: all but the chime. */
export const READ_CLIPS: readonly Clip[] = CLIPS.filter((clip) => clip.kind !== 'chime');

const letters = new Set<string>(SPOKEN_LETTERS);

/** One character read singly, or null when there is no clip for it (a hyphen, a space, another letter). */
export function characterClip(character: string): ClipKey | null {
	if (/^[0-9]$/.test(character)) return `digit-${Number(character) as SpokenDigit}`;
	const letter = character.toUpperCase();
	if (!letters.has(letter)) return null;
	return `letter-${letter.toLowerCase() as Lowercase<SpokenLetter>}`;
}

const digit = (value: number): ClipKey => `digit-${value as SpokenDigit}`;

/**
 * A booth's number as it is said in Vietnamese, 0 to 999, as clips: 12 is *mười hai*, 21 *hai mươi mốt*,
 * 25 *hai mươi lăm*, 105 *một trăm linh năm*. Null for anything else (the caller then reads characters singly).
 */
export function spokenCount(value: number): ClipKey[] | null {
	if (!Number.isInteger(value) || value < 0 || value > 999) return null;
	const hundreds = Math.floor(value / 100);
	const tens = Math.floor((value % 100) / 10);
	const units = value % 10;
	const clips: ClipKey[] = [];
	if (hundreds > 0) clips.push(digit(hundreds), 'hundred');
	if (tens > 1) clips.push(digit(tens), 'tens');
	else if (tens === 1) clips.push('ten');
	else if (hundreds > 0 && units > 0) clips.push('and-units');
	if (units === 1 && tens > 1) clips.push('one-after-tens');
	else if (units === 5 && tens > 0) clips.push('five-after-tens');
	else if (units > 0 || value === 0) clips.push(digit(units));
	return clips;
}
