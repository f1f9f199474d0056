/**
 * Holds the journal against the rows and says every figure.
 *
 *     npm run verify [-- --field-event ID] [--demo]
 *
 * Works beside a running program and without one. Ends with 1 when anything differs.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { INVARIANTS } from '#lib/server/report/hall-invariants.ts';
import { verifyAll, type Verification } from '#lib/server/report/verify.ts';
import { openDatabase } from './open-database.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const { values } = parseArgs({
	options: { 'field-event': { type: 'string' }, demo: { type: 'boolean', default: false } }
});
const only = values['field-event'] === undefined ? null : Number(values['field-event']);
if (only !== null && !Number.isSafeInteger(only)) {
	console.error('--field-event: một số nguyên · a whole number');
	process.exit(2);
}

const figure = (words: string, n: number) =>
	console.log(`  ${words.padEnd(52)} ${n.toLocaleString('vi-VN').padStart(9)}`);

function print({ name, fieldEventId, entries, counted, differences, broken }: Verification): void {
	console.log(`\n${name} (${fieldEventId})`);
	figure('mục nhật ký · journal entries', entries);
	figure('lượt công dân · people', counted.figures.people);
	figure('  trong đó không lấy số · of them without a number', counted.figures.visitors);
	figure('số phiếu · tickets', counted.figures.tickets);
	figure('lượt phục vụ · turns served', counted.figures.served);
	figure('kết quả · results', counted.figures.results);
	for (const [key, people] of Object.entries(counted.results).sort()) figure(`  ${key}`, people);
	for (const [key, people] of Object.entries(counted.reasons).sort()) {
		figure(`  failed: ${key}`, people);
	}
	for (const { path: place, journal, rows } of differences) {
		console.log(`  KHÁC · DIFFERS ${place}: journal ${journal}, rows ${rows}`);
	}
	for (const { sentence, places } of broken) {
		console.log(`  SAI · NOT TRUE "${sentence}": ${places.join('; ')}`);
	}
	const untrue = broken.length === 0 ? 'all true' : `${broken.length} not true`;
	figure(`điều luôn đúng · invariants (${untrue})`, INVARIANTS);
}

const { sql, end } = await openDatabase(values.demo).catch((fault: Error) => {
	console.error(fault.message);
	process.exit(2);
});
const sum = { events: 0, entries: 0, wrong: 0 };
try {
	for await (const verification of verifyAll(sql, only)) {
		print(verification);
		sum.events += 1;
		sum.entries += verification.entries;
		sum.wrong += verification.differences.length + verification.broken.length;
	}
} finally {
	await end();
}
console.log(
	`\nverify: ${sum.events} field events, ${sum.entries} entries, ${sum.wrong} differences`
);
process.exitCode = sum.wrong > 0 || (only !== null && sum.events === 0) ? 1 : 0;
