import { randomUUID } from 'node:crypto';
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogueOf } from '#lib/core/view/operations-view.ts';
import type { Actor } from '#lib/server/account/actor.ts';
import { createAccount } from '#lib/server/account/create-account.ts';
import type { Database } from '#lib/server/account/database.ts';
import { Clerk } from '#lib/server/floor/clerk.ts';
import { loadFloor } from '#lib/server/floor/load.ts';
import { createFieldEvent } from '#lib/server/setup/create-field-event.ts';
import { listChanges } from '#lib/server/setup/list-changes.ts';
import { listStaff } from '#lib/server/setup/list-staff.ts';
import { listUnits } from '#lib/server/setup/units.ts';
import { writeTable } from '#lib/server/setup/read-table.ts';
import { freshDatabase, type FreshDatabase } from '../../../../../tests/postgres.ts';
import { importTemplate } from './import-template.ts';
import type { CellRefusal, SetUpKind } from './plan.ts';
import { lookAtImport, runImport, type ImportAnswer, type ImportDoor } from './run-import.ts';

const NOW = Date.parse('2026-11-21T08:00:00+07:00');
let fresh: FreshDatabase;
let sql: postgres.Sql;
let db: Database;
let by: Actor;
beforeAll(async () => {
	fresh = await freshDatabase();
	sql = fresh.sql;
	db = drizzle(sql);
	const wanted = {
		name: 'Trần Thị Thử',
		role: 'organiser' as const,
		fieldEventId: null,
		password: 'cây đa giếng nước sân đình'
	};
	const made = await createAccount(db, wanted, { kind: 'nobody' });
	if (!made.ok) expect.unreachable();
	by = {
		kind: 'account',
		accountId: made.account.id,
		name: made.account.name,
		role: 'organiser',
		fieldEventId: null
	} as Actor;
});
afterAll(() => fresh.drop());

/** A field event of its own, and the door through which its files come in. */
async function hall() {
	const fieldEventId = await createFieldEvent(db, {
		name: 'Ngày hội',
		place: 'Nhà văn hóa',
		date: '2026-11-21',
		gates: 1,
		booths: { card: 1, 'level-2': 2, activation: 1 },
		targets: { 'level-2': 500 }
	});
	const clerk = new Clerk(sql, fieldEventId, () => {});
	const door: ImportDoor = {
		db,
		sql,
		at: NOW,
		fieldEventId,
		by,
		takeWishes: async (wishes) => {
			const answers = await Promise.all(
				wishes.map((wish) => clerk.take({ operationId: randomUUID(), wish, at: NOW, by: 'system' }))
			);
			return answers.find((answer) => !answer.ok) ?? null;
		}
	};
	const catalogue = async () => catalogueOf((await loadFloor(sql, fieldEventId))!);
	const units = async () => (await listUnits(db, fieldEventId, await catalogue())).units;
	const open = async () => {
		const wish = { kind: 'open' as const, catalogue: await catalogue() };
		const answer = await clerk.take({ operationId: randomUUID(), wish, at: NOW, by: 'system' });
		if (!answer.ok) expect.unreachable(answer.refused);
	};
	return { fieldEventId, clerk, door, catalogue, units, open };
}

const file = (text: string) => new TextEncoder().encode(text);
function seen(answer: ImportAnswer) {
	if (answer.kind !== 'seen') expect.unreachable(JSON.stringify(answer));
	return answer;
}
async function wrong(door: ImportDoor, kind: SetUpKind, text: string) {
	const { plan, mark } = seen(await lookAtImport(door, kind, file(text)));
	// Whoever sends it all the same gets the same answer, and nothing of the file.
	const again = await runImport(door, kind, file(text), mark);
	expect(seen(again).plan.bad).toEqual(plan.bad);
	return plan.bad.map(({ row, letter, why }) => [row, letter, why.code]);
}
async function bring(door: ImportDoor, kind: SetUpKind, bytes: Uint8Array | string) {
	const own = typeof bytes === 'string' ? file(bytes) : bytes;
	const look = seen(await lookAtImport(door, kind, own));
	expect(look.plan.bad).toEqual([]);
	const answer = await runImport(door, kind, own, look.mark);
	if (answer.kind !== 'imported') expect.unreachable(JSON.stringify(answer));
	return answer.plan;
}

const UNITS = `TT;Đơn vị;Chỉ tiêu: Định danh điện tử mức độ 2;Thuộc diện mức độ 2;Kích hoạt
;Ví dụ: Công an phường A;1;1;1
1;Công an phường Tuy Hoà;1.200;5.000;900
2;Công an phường Bình Kiến;800;;
3;Bưu điện;;;
`;

test('units come in with their targets, in whatever spelling, and a second time nothing is doubled', async () => {
	const { door, units } = await hall();
	const look = seen(await lookAtImport(door, 'units', file(UNITS)));
	expect(look.plan).toMatchObject({ rows: 3, examples: 1, bad: [] });
	expect(await units()).toEqual([]);
	const first = await bring(door, 'units', UNITS);
	expect(first.planned.map(({ what }) => what)).toEqual(['added', 'added', 'added']);
	const after = await units();
	expect(after.map(({ name, targets }) => [name, targets])).toEqual([
		[
			'Công an phường Tuy Hoà',
			{
				'level-2': { target: 1200, eligible: 5000 },
				activation: { target: 900, eligible: null }
			}
		],
		['Công an phường Bình Kiến', { 'level-2': { target: 800, eligible: null } }],
		['Bưu điện', {}]
	]);
	const otherSpelling = UNITS.replace('Hoà', 'Hòa').normalize('NFD').toUpperCase();
	const again = await bring(door, 'units', otherSpelling);
	expect(again.planned.map(({ what }) => what)).toEqual(['left', 'left', 'left']);
	expect(await units()).toEqual(after);
});

test('a row for each unit and service does too, and an empty figure leaves what stands', async () => {
	const { door, units } = await hall();
	const text = `Đơn vị,Loại việc,Chỉ tiêu,Số người thuộc diện
Phường 1,Mức độ 2,"1,200",
Phường 1,Kích hoạt,900,2500
Phường 2,level-2,100,`;
	await bring(door, 'units', text);
	await bring(
		door,
		'units',
		'Đơn vị,Loại việc,Chỉ tiêu,Số người thuộc diện\nPhường 1,Mức độ 2,,4000'
	);
	const [first] = await units();
	expect(first?.targets).toEqual({
		'level-2': { target: 1200, eligible: 4000 },
		activation: { target: 900, eligible: 2500 }
	});
	expect(await units()).toHaveLength(2);
});

test('every bad cell of a list of units is named with its row and column, and nothing is imported', async () => {
	const { door, units } = await hall();
	const text = `Đơn vị;Loại việc;Chỉ tiêu;Thuộc diện
Phường 1;Mức độ 2;0;
;Mức độ 2;5;
Phường 2;Mức độ 9;5;
Phường 3;Mức độ 2;12,5;abc
Phường 3;Mức độ 2;5;
Phường 4;;5;
Phường 5;Mức độ 2;#N/A;
Ph\u00adêng Hoµ An;Mức độ 2;5;
Ph\ufffdng 7;Mức độ 2;5;
${'x'.repeat(101)};Mức độ 2;5;
Phường 8;Mức độ 2;5;`;
	expect(await wrong(door, 'units', text)).toEqual([
		[2, 'C', 'out-of-range'],
		[3, 'A', 'missing'],
		[4, 'B', 'unknown-service'],
		[5, 'C', 'not-whole'],
		[5, 'D', 'not-a-number'],
		[6, 'A', 'twice'],
		[7, 'B', 'target-without-service'],
		[8, 'C', 'formula-error'],
		[9, 'A', 'old-font'],
		[10, 'A', 'broken-text'],
		[11, 'A', 'too-long']
	]);
	expect(await units()).toEqual([]);
});

test('booths come in one by one and in rows, with their units; the same file again changes nothing', async () => {
	const { door, catalogue, units } = await hall();
	const text = `Bàn số\tBàn hay quầy\tLoại việc\tSố chỗ\tKhu vực\tMức độ đặt sẵn\tĐơn vị
2 đến 3\t\tMức độ 2\t2\t\t\tCông an phường Tuy Hòa
10-12\tbàn\tĐịnh danh điện tử mức độ 2; Kích hoạt\t1\tB\t2\tBưu điện
5\tquầy\tKích hoạt\t3\tKhu C\t\t
1\tlưu động\tHỗ trợ\t\t\t\tBưu điện`;
	const plan = await bring(door, 'booths', text);
	expect(plan.planned.map(({ name, what }) => [name, what])).toEqual([
		['Bàn 2', 'changed'],
		['Bàn 3', 'changed'],
		['Bàn 10', 'added'],
		['Bàn 11', 'added'],
		['Bàn 12', 'added'],
		['Quầy 5', 'added'],
		[expect.stringContaining('1'), 'added']
	]);
	const after = await catalogue();
	const at = (number: number, word: string) =>
		after.booths.find((booth) => booth.number === number && booth.word === word);
	expect(at(2, 'bàn')).toMatchObject({
		seats: 2,
		unit: 'Công an phường Tuy Hòa',
		areaId: 'area-b'
	});
	expect(at(11, 'bàn')).toMatchObject({
		services: ['level-2', 'activation'],
		presetLevel: 2,
		unit: 'Bưu điện'
	});
	expect(at(5, 'quầy')).toMatchObject({ seats: 3, areaId: 'area-c', presetLevel: 2 });
	expect(after.booths.filter((booth) => booth.seats === 0)).toHaveLength(1);
	expect((await units()).map(({ name }) => name)).toEqual(['Công an phường Tuy Hòa', 'Bưu điện']);
	const again = await bring(door, 'booths', text);
	expect(new Set(again.planned.map(({ what }) => what))).toEqual(new Set(['left']));
	expect(await catalogue()).toEqual(after);
});

test('every bad cell of a list of booths is named, and no booth of the file is made', async () => {
	const { door, catalogue } = await hall();
	const before = await catalogue();
	const text = `Bàn số;Loại bàn;Dịch vụ;Số chỗ;Khu vực
một;;Mức độ 2;1;
20;ghế;Mức độ 2;1;
21;;;1;
22;;Mức độ 2;21;
23;;Mức độ 2;1;Khu Z
24;;Mức độ 2;1;
24;;Mức độ 2;1;
30 đến 200;;Mức độ 2;1;
1000;;Mức độ 2;1;
25;;Cấp hộ chiếu;1;
40,45;;Mức độ 2;1;`;
	expect(await wrong(door, 'booths', text)).toEqual([
		[2, 'A', 'not-a-booth-number'],
		[3, 'B', 'unknown-word'],
		[4, 'C', 'missing'],
		[5, 'D', 'out-of-range'],
		[6, 'E', 'unknown-area'],
		[8, 'A', 'twice'],
		[9, 'A', 'out-of-range'],
		[10, 'A', 'not-a-booth-number'],
		[11, 'C', 'unknown-service'],
		[12, 'A', 'not-a-booth-number']
	]);
	expect(await catalogue()).toEqual(before);
});

const STAFF = `STT;Họ và tên;Vai trò;Đơn vị;Tên đăng nhập
1;Nguyễn Văn Mẫu;Cán bộ;Công an phường Tuy Hòa;
2;Lê Thị Ví Dụ;Cổng lấy số;;
3;Y Thử Êban;Lãnh đạo;;ythu
`;

test('staff get accounts without passwords, as from the staff page, and never a second one', async () => {
	const { door, fieldEventId } = await hall();
	await bring(door, 'staff', STAFF);
	const staff = (await listStaff(db, fieldEventId)).filter(({ role }) => role !== 'organiser');
	expect(staff.map(({ name, role, hasPassword }) => [name, role, hasPassword]).sort()).toEqual([
		['Lê Thị Ví Dụ', 'gate', false],
		['Nguyễn Văn Mẫu', 'officer', false],
		['Y Thử Êban', 'leader', false]
	]);
	expect(staff.find(({ role }) => role === 'leader')?.signInName).toBe('ythu');
	const again = await bring(door, 'staff', STAFF.normalize('NFD'));
	expect(again.planned.map(({ what }) => what)).toEqual(['left', 'left', 'left']);
	const moved = await bring(door, 'staff', STAFF.replace('Cổng lấy số', 'điều phối'));
	expect(moved.planned.map(({ what }) => what)).toEqual(['left', 'changed', 'left']);
	const now = (await listStaff(db, fieldEventId)).filter(({ role }) => role !== 'organiser');
	expect(now).toHaveLength(3);
	expect(now.find(({ name }) => name === 'Lê Thị Ví Dụ')?.role).toBe('supervisor');
});

test('every bad cell of a staff list is named, and nobody of the file gets an account', async () => {
	const { door, fieldEventId } = await hall();
	await bring((await hall()).door, 'staff', STAFF.replace('ythu', 'khac'));
	const text = `Họ tên;Vai trò;Đơn vị;Tên đăng nhập
;Cán bộ;;
Nguyễn Văn Mẫu;Bảo vệ;;
Nguyễn Văn Thử;Ban tổ chức;;
Nguyễn Văn Thử;;;
Trần Văn A;Cán bộ;Bưu điện;
Trần Văn A;Cán bộ;BƯU ĐIỆN;
Trần Văn B;Cán bộ;;a b!
Trần Văn C;Cán bộ;;khac`;
	expect(await wrong(door, 'staff', text)).toEqual([
		[2, 'A', 'missing'],
		[3, 'B', 'unknown-role'],
		[4, 'B', 'organiser-by-hand'],
		[5, 'B', 'missing'],
		[7, 'A', 'same-person'],
		[8, 'D', 'not-a-sign-in-name'],
		[9, 'D', 'sign-in-name-taken']
	]);
	const staff = await listStaff(db, fieldEventId);
	expect(staff.filter(({ role }) => role !== 'organiser')).toEqual([]);
});

test('targets of the services come in, and are left by an empty cell', async () => {
	const { door, catalogue } = await hall();
	const text = 'Nội dung;Chỉ tiêu;Số người thuộc diện\nMức độ 2;10.000;\nKích hoạt;15 000;20000\n';
	await bring(door, 'services', text);
	const { services } = await catalogue();
	expect(services.map(({ id, target, eligible }) => [id, target, eligible])).toEqual([
		['card', null, null],
		['level-2', 10000, null],
		['activation', 15000, 20000],
		['help', null, null]
	]);
	expect(await wrong(door, 'services', 'Nội dung;Chỉ tiêu\nMức độ 2;5\nlevel-2;6\n;7')).toEqual([
		[3, 'A', 'twice'],
		[4, 'A', 'missing']
	]);
});

test('while open, booths and targets go through the clerk as wishes, judged before; units and staff beside it', async () => {
	const { door, clerk, catalogue, units, open, fieldEventId } = await hall();
	await open();
	const text = 'Bàn số;Dịch vụ;Số chỗ;Đơn vị\n20 đến 40;Mức độ 2;1;Bưu điện\n1;;2;\n';
	await bring(door, 'booths', text);
	const kinds = await sql<{ kind: string }[]>`
		select kind from journal where field_event_id = ${fieldEventId} and kind = 'booth-set'`;
	expect(kinds).toHaveLength(22);
	expect((await units()).map(({ name }) => name)).toEqual(['Bưu điện']);
	const told = async () =>
		(await listChanges(db, fieldEventId)).flatMap((change) =>
			change.kind === 'occasion-set' ? [change] : []
		);
	expect(await told()).toMatchObject([
		{ who: 'Trần Thị Thử', at: NOW, fields: [{ field: 'unitName', from: null, to: 'Bưu điện' }] }
	]);
	await bring(door, 'units', 'Đơn vị;Mức độ 2\nBưu điện;40\nĐội 1;60\n');
	const added = (await told()).map(({ fields }) => fields.map(({ from, to }) => [from, to]));
	expect(added).toHaveLength(3);
	expect(added).toContainEqual([
		['Bưu điện', 'Bưu điện'],
		[null, 40]
	]);
	expect(added).toContainEqual([
		[null, 'Đội 1'],
		[null, 60]
	]);
	await bring(door, 'units', 'Đơn vị;Mức độ 2\nBưu điện;40\nĐội 1;60\n');
	expect(await told()).toHaveLength(3);
	await bring(door, 'units', UNITS);
	await bring(door, 'services', 'Dịch vụ;Chỉ tiêu\nKích hoạt;70\n');
	expect((await catalogue()).services.find(({ id }) => id === 'activation')?.target).toBe(70);
	const again = await bring(door, 'booths', text);
	expect(new Set(again.planned.map(({ what }) => what))).toEqual(new Set(['left']));

	// Two citizens sit at booth 1: its second seat cannot be taken away by a list either.
	const take = async (wish: Parameters<Clerk['take']>[0]['wish']) => {
		const answer = await clerk.take({ operationId: randomUUID(), wish, at: NOW + 1, by: by2 });
		if (!answer.ok) expect.unreachable(`${wish.kind}: ${answer.refused}`);
	};
	const by2 = randomUUID();
	const party = { lane: 'regular' as const, party: 1, gateId: 'g1' };
	for (let n = 0; n < 2; n++) {
		const services = [{ serviceId: 'card', people: 1 }];
		await take({ kind: 'issue', ticketId: randomUUID(), services, ...party });
	}
	await take({ kind: 'open-booth', boothId: 'b1', takeOver: false });
	await take({ kind: 'fill-seats', boothId: 'b1' });
	const before = await catalogue();
	const fewer = 'Bàn số;Dịch vụ;Số chỗ;Đơn vị\n50;Mức độ 2;1;Đơn vị mới\n1;;1;\n';
	const look = seen(await lookAtImport(door, 'booths', file(fewer)));
	expect(look.plan.bad).toMatchObject([
		{ row: 3, letter: null, why: { code: 'hall', refusal: { refused: 'booth-busy' } } }
	] satisfies { row: number; letter: null; why: CellRefusal }[]);
	expect(seen(await runImport(door, 'booths', file(fewer), look.mark)).plan.bad).toHaveLength(1);
	expect(await catalogue()).toEqual(before);
	expect(await units()).toHaveLength(4);
});

test('what the hall refuses at the last moment keeps nothing else of the file', async () => {
	const { door, open, units } = await hall();
	await open();
	const late: ImportDoor = { ...door, takeWishes: async () => ({ refused: 'booth-busy' }) };
	const text = file('Bàn số;Dịch vụ;Đơn vị\n30;Mức độ 2;Đơn vị mới\n');
	const { mark } = seen(await lookAtImport(late, 'booths', text));
	expect(await runImport(late, 'booths', text, mark)).toMatchObject({
		kind: 'refused',
		refusal: { refused: 'booth-busy' }
	});
	expect(await units()).toEqual([]);
});

test('what changed since it was looked at is looked at again before it is imported', async () => {
	const { door, units } = await hall();
	const { mark } = seen(await lookAtImport(door, 'units', file(UNITS)));
	await bring(door, 'units', 'Đơn vị;Loại việc;Chỉ tiêu\nBưu điện;Mức độ 2;50');
	const answer = seen(await runImport(door, 'units', file(UNITS), mark));
	expect(answer.changedSince).toBe(true);
	expect(await units()).toHaveLength(1);
	expect((await runImport(door, 'units', file(UNITS), answer.mark)).kind).toBe('imported');
	expect(await units()).toHaveLength(3);
});

test('a list of another kind, another sheet and a table without headers are told apart', async () => {
	const { door } = await hall();
	const why = async (kind: SetUpKind, text: string) => {
		const answer = await lookAtImport(door, kind, file(text));
		return answer.kind === 'unreadable' ? answer.why : answer.kind;
	};
	expect(await why('units', STAFF)).toMatchObject({ code: 'no-header', looksLike: 'staff' });
	expect(await why('services', UNITS)).toMatchObject({ code: 'no-header', looksLike: 'units' });
	expect(await why('booths', 'a;b\n1;2\n')).toMatchObject({
		code: 'no-header',
		missing: ['number', 'services'],
		looksLike: null
	});
	expect(await why('units', 'Đơn vị;Chỉ tiêu\nPhường 1;5\n')).toMatchObject({
		missing: ['service']
	});
});

test.each(['units', 'booths', 'staff', 'services'] as const)(
	'the template of %s is understood, and its example is left out',
	async (kind) => {
		const { door, catalogue } = await hall();
		for (const format of ['xlsx', 'csv'] as const) {
			const bytes = await importTemplate(kind, format, await catalogue());
			const { plan } = seen(await lookAtImport(door, kind, bytes));
			expect(plan).toMatchObject({ bad: [], examples: 1, deeds: [], ignored: [] });
		}
	}
);

test('titles above the table, headers in two rows and merged units are read from a workbook', async () => {
	const { door, units } = await hall();
	const bytes = await writeTable('xlsx', 'Phụ lục', [
		['UBND PHƯỜNG TUY HÒA'],
		['GIAO CHỈ TIÊU NĂM 2026'],
		[],
		['TT', 'Đơn vị', 'Chỉ tiêu'],
		[null, 'Đơn vị', 'CCCD', 'Mức độ 2', 'Kích hoạt'],
		[1, 'Phường 1', 10, 200, 300]
	]);
	await bring(door, 'units', bytes);
	expect((await units())[0]?.targets).toMatchObject({
		card: { target: 10 },
		'level-2': { target: 200 },
		activation: { target: 300 }
	});
});

test('of 5,000 rows all 200 faulty ones are named within five seconds', async () => {
	const { door, units } = await hall();
	const lines = Array.from({ length: 5_000 }, (_, n) =>
		n % 25 === 0 ? `Đơn vị ${n};mười` : `Đơn vị ${n};${n}`
	);
	const began = performance.now();
	const look = await lookAtImport(door, 'units', file(`Đơn vị;Mức độ 2\n${lines.join('\n')}\n`));
	const took = performance.now() - began;
	expect(seen(look).plan.bad).toHaveLength(200);
	expect(seen(look).plan.bad[0]).toMatchObject({ row: 2, letter: 'B', value: 'mười' });
	expect(took).toBeLessThan(5_000);
	expect(await units()).toEqual([]);
});
