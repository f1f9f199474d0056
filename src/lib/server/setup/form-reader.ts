/** What is wrong with one field of a form. Words in `#lib/i18n/field-refusal-words.ts`. */
export type FieldRefusal =
	| { code: 'missing' | 'not-a-number' | 'not-a-date' | 'not-a-time' | 'not-offered' }
	| { code: 'too-long'; limit: number }
	| { code: 'out-of-range'; least: number; most: number }
	| { code: 'order' | 'date-order' | 'taken' | 'none-chosen' | 'not-an-address' | 'loopback' };

/** What is wrong, field by field. */
export type FormRefusals = Record<string, FieldRefusal>;

/** A form sent back: what is wrong with it and what was typed, so that nothing is lost. */
export interface RefusedForm {
	refused: FormRefusals;
	typed: Record<string, string>;
}

/** As much of a field as is given back to whoever typed it. */
const KEPT = 5_000;

/**
 * Reads a form field by field and remembers what is wrong with each. Every method gives a usable value even where it
 * refuses; whoever reads asks `ok` before using them.
 */
export class FormReader {
	readonly refused: FormRefusals = {};

	constructor(private readonly form: FormData) {}

	get ok(): boolean {
		return Object.keys(this.refused).length === 0;
	}

	/** Text on one or more lines, trimmed, in composed letters; lines end as in the program. */
	text(name: string, { most = 200, required = true } = {}): string {
		const text = this.raw(name).normalize('NFC').replaceAll('\r\n', '\n').trim();
		if (required && text === '') this.refused[name] = { code: 'missing' };
		if (text.length > most) this.refused[name] = { code: 'too-long', limit: most };
		return text;
	}

	/** A whole number, also with the dots or spaces of thousands. */
	whole(name: string, least: number, most: number): number {
		return this.wholeOrNone(name, least, most) ?? (this.refuse(name, { code: 'missing' }), least);
	}

	/** As `whole`; null when nothing was typed. */
	wholeOrNone(name: string, least: number, most: number): number | null {
		const digits = this.raw(name).replace(/[\s.,]/g, '');
		if (digits === '') return null;
		if (!/^[-−]?\d{1,15}$/.test(digits)) this.refuse(name, { code: 'not-a-number' });
		const value = Number(digits.replace('−', '-'));
		if (value < least || value > most) this.refuse(name, { code: 'out-of-range', least, most });
		return value;
	}

	/** A date as browsers send it, YYYY-MM-DD. */
	date(name: string): string {
		const text = this.text(name, { most: 10 });
		const real = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
		if (!real) this.refuse(name, { code: 'not-a-date' });
		return text;
	}

	/** A time of day, HH:MM. */
	time(name: string): string {
		const text = this.text(name, { most: 8 }).slice(0, 5);
		if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) this.refuse(name, { code: 'not-a-time' });
		return text;
	}

	/** One of a closed set. */
	choice<const Value extends string>(name: string, offered: readonly Value[]): Value {
		const value = this.raw(name);
		const found = offered.find((one) => one === value);
		if (found === undefined) this.refuse(name, { code: 'not-offered' });
		return found ?? (offered[0] as Value);
	}

	/** Ids that were ticked, in the order of those offered; unknown ones are left out. */
	chosen<Value extends string>(name: string, offered: readonly Value[]): Value[] {
		const ticked = this.form.getAll(name);
		return offered.filter((one) => ticked.includes(one));
	}

	flag(name: string): boolean {
		return this.raw(name) === 'on';
	}

	/** The first thing that is wrong with a field stays; a later look does not hide it. */
	refuse(name: string, why: FieldRefusal): void {
		this.refused[name] ??= why;
	}

	/** What goes back to the page: several values of one name are joined by a comma. */
	answer(): RefusedForm {
		const typed: Record<string, string> = {};
		for (const name of new Set(this.form.keys())) {
			const values = this.form.getAll(name).filter((value) => typeof value === 'string');
			typed[name] = values.join(',').slice(0, KEPT);
		}
		return { refused: this.refused, typed };
	}

	private raw(name: string): string {
		const value = this.form.get(name);
		return typeof value === 'string' ? value : '';
	}
}
