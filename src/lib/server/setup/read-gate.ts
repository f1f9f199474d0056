import type { Gate } from '#lib/core/catalogue.ts';
import { gatePrefix, PAPER_RESERVE_PREFIX } from '#lib/core/ticket-number.ts';
import { FormReader } from '#lib/server/setup/form-reader.ts';
import { freeId } from '#lib/server/setup/read-words.ts';
import type { ReadForm } from '#lib/server/setup/take-form.ts';

/** A gate, new or known by its id. A new one gets the next letters that no gate ever had. */
export const readGate: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const id = read.text('id', { most: 40, required: false });
	const known = catalogue.gates.find((gate) => gate.id === id);
	const gate: Gate = {
		id: known?.id ?? freeId('g', catalogue.gates),
		name: read.text('name', { most: 100 }),
		prefix: known?.prefix ?? nextPrefix(catalogue.gates),
		kind: known?.kind ?? 'gate',
		paper: read.choice('paper', ['printed', 'sheets', 'by-hand']),
		slip: read.choice('slip', ['58mm', '80mm', 'a6']),
		withdrawn: read.flag('withdrawn')
	};
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-gate', gate }] };
};

function nextPrefix(gates: readonly Gate[]): string {
	const taken = new Set(gates.map((gate) => gate.prefix));
	for (let index = 0; ; index++) {
		const prefix = gatePrefix(index);
		if (!taken.has(prefix)) return prefix;
	}
}

/**
 * The paper reserve: numbers of a letter of their own, printed beforehand, for the hour in which nothing else works. No
 * device ever holds this letter, so that its sheets can be printed and brought to life while a gate's tablet has its own.
 */
export const readReserve: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const known = catalogue.gates.find((gate) => gate.prefix === PAPER_RESERVE_PREFIX);
	const gate: Gate = {
		id: known?.id ?? freeId('q', catalogue.gates),
		name: read.text('name', { most: 100 }),
		prefix: PAPER_RESERVE_PREFIX,
		kind: 'gate',
		paper: 'sheets',
		slip: 'a6',
		withdrawn: false
	};
	if (!read.ok) return { ok: false, ...read.answer() };
	return { ok: true, wishes: [{ kind: 'set-gate', gate }] };
};

/** Whether phones may take their own ticket from the poster, and how many each. */
export const readSelfService: ReadForm = (form, { catalogue }) => {
	const read = new FormReader(form);
	const selfService = read.flag('selfService');
	const selfServicePerDevice = read.whole('perDevice', 1, 60);
	if (!read.ok) return { ok: false, ...read.answer() };
	const rules = { ...catalogue.rules, selfService, selfServicePerDevice };
	return { ok: true, wishes: [{ kind: 'set-rules', rules }] };
};
