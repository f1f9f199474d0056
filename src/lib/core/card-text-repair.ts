/**
 * Mends the ways in which hand scanners and camera decoders are known to spoil the Vietnamese text of an identity
 * card. A repair is made only where the result is certain (strict UTF-8, a complete entity); what stays damaged is
 * left as it is, for `looksDamaged` to notice.
 */

/** What was mended, in the order in which it is tried. */
export type Repair = 'percent' | 'entity' | 'mojibake' | 'alt-decimal' | 'decomposed';

export interface RepairedText {
	text: string;
	repairs: Repair[];
}

/** Repairs one text: a whole scan or a single field. Never throws; a text without damage comes back as it is, in NFC. */
export function repairCardText(text: string): RepairedText {
	const repairs: Repair[] = [];
	let mended = text;
	for (const [repair, mend] of MENDERS) {
		const next = mend(mended);
		if (next !== mended) repairs.push(repair);
		mended = next;
	}
	return { text: mended, repairs };
}

const MENDERS: readonly (readonly [Repair, (text: string) => string])[] = [
	['percent', mendPercent],
	['entity', mendEntities],
	['mojibake', mendMojibake],
	['alt-decimal', mendAltDecimal],
	['decomposed', (text) => text.normalize('NFC')]
];

/** `Tr%C6%B0ng`: bytes written as in an address. */
function mendPercent(text: string): string {
	return text.replace(
		/(?:%[0-9A-Fa-f]{2})+/g,
		(run) =>
			utf8(
				run
					.slice(1)
					.split('%')
					.map((hex) => parseInt(hex, 16))
			) ?? run
	);
}

const ENTITY_MARKS: Record<string, string> = {
	grave: '\u0300',
	acute: '\u0301',
	circ: '\u0302',
	tilde: '\u0303'
};
const ENTITY_SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** `Tr&#432;ng`, `Tr&#x1B0;ng`, `Nguy&ecirc;n`. The text stays text: whoever shows it escapes it. */
function mendEntities(text: string): string {
	return text.replace(
		/&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z])(grave|acute|circ|tilde)|(amp|lt|gt|quot|apos));/g,
		(whole, decimal?: string, hex?: string, letter?: string, mark?: string, sign?: string) => {
			if (letter !== undefined && mark !== undefined)
				return (letter + (ENTITY_MARKS[mark] ?? '')).normalize('NFC');
			if (sign !== undefined) return ENTITY_SIGNS[sign] ?? whole;
			const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
			const printable = point >= 0x20 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
			return printable ? String.fromCodePoint(point) : whole;
		}
	);
}

/** The characters that Windows-1252 has in 0x80–0x9F, by byte; the five gaps keep their control character. */
const CP1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function cp1252Byte(sign: string): number {
	const code = sign.charCodeAt(0);
	if (code <= 0xff) return code;
	return 0x80 + CP1252.indexOf(sign);
}

/** `TrÆ°Æ¡ng`: UTF-8 bytes that were shown one by one as Windows-1252. */
function mendMojibake(text: string): string {
	const byteSigns = new RegExp(`[\\u0080-\\u00ff${CP1252}]{2,}`, 'g');
	return text.replace(byteSigns, (run) => utf8(Array.from(run, cp1252Byte)) ?? run);
}

const BYTE_GROUP = '0(?:12[89]|1[3-9]\\d|2[0-4]\\d|25[0-5])';
const BYTE_GROUPS = `(?<!\\d)${BYTE_GROUP}(?: ?${BYTE_GROUP})+(?!\\d)`;
const SPACE_INSIDE_LETTER = /0(?:19[2-9]|2\d\d) 0(?:1[2-8]\d|19[01])/;

/**
 * `Tr0198 0176ng`: each byte above 0x7F sent as Alt and four digits, where nothing honoured the Alt. Only beside a
 * letter: an identity number or a date is never taken for it. Some scanners put a space between the bytes; where
 * none stands inside a letter, a space divides words.
 */
function mendAltDecimal(text: string): string {
	const beside = new RegExp(`(?<=\\p{L} ?)${BYTE_GROUPS}|${BYTE_GROUPS}(?=\\p{L})`, 'gu');
	return text.replace(beside, (run) => {
		const spaced = SPACE_INSIDE_LETTER.test(run) ? run.replaceAll(' ', '') : run;
		const bytes = spaced.match(/\d{4}| /g) ?? [];
		return utf8(bytes.map((group) => (group === ' ' ? 0x20 : Number(group)))) ?? run;
	});
}

/** Strict: null unless the bytes are whole UTF-8. */
function utf8(bytes: number[]): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
			Uint8Array.from(bytes)
		);
	} catch {
		return null;
	}
}

/**
 * The letters of Vietnamese names, decomposed, and those of the Ê Đê, Gia Rai and Ba Na (Ƀ, č, ĕ, ñ, ŏ, ŭ) beside them.
 */
const NAME = /^[\u0300-\u0303\u0306\u0309\u030c\u031b\u0323A-Za-zĐđɃƀ\s'’.\-–]+$/;

/**
 * Pairs that no Vietnamese syllable has but that Telex leaves behind when its keys are not composed: doubled vowels
 * and d, a `w` after a vowel, a tone key at the end of a syllable. A few names of other peoples are marked too;
 * the mark asks for a look, it refuses nothing.
 */
const TELEX_LEFTOVER = /aa|ee|dd|[aou]w|[aeiouy](?:ng|nh|ch|[cmnpt])?[fjxz](?=\s|$)/i;

/**
 * Whether a name still carries marks of damage: replacement signs, digits, box-drawing, Han or Kana from a wrong
 * guess of the charset, half a UTF-8 pair, or Telex typing (`Nguyeexn`, `Vawn`). It is then shown with a red mark.
 */
export function looksDamaged(name: string): boolean {
	return !NAME.test(name.normalize('NFD')) || TELEX_LEFTOVER.test(name);
}
