import type { ImportColumn, ImportKind } from '#lib/server/setup/import/plan.ts';
import type { FollowUpState } from '#lib/core/follow-up.ts';
import type { Role } from '#lib/server/db/account.schema.ts';

/*
 * What public offices write above the columns of such lists, and in cells with a closed choice; letters and digits only,
 * without signs. The words of the templates are recognised besides.
 */

const of = (list: string) => list.split(',').map((word) => word.trim());

const unit = of(
	`don vi, ten don vi, co quan, co quan don vi, don vi phu trach, don vi cong tac, co quan cong tac, dia phuong,
	ten dia phuong, xa phuong, phuong xa, don vi duoc giao, don vi thuc hien, unit, unit name, organisation, organization,
	office, agency`
);
const service = of(
	`loai viec, dich vu, noi dung, noi dung cong viec, ten dich vu, loai dich vu, nhiem vu, service, service name`
);
const target = of(
	`chi tieu, chi tieu duoc giao, chi tieu giao, ke hoach, so luong giao, so giao, target, targets, planned`
);
const eligible = of(
	`so nguoi thuoc dien, thuoc dien, nguoi thuoc dien, doi tuong thuoc dien, so nguoi du dieu kien, nguoi du dieu kien,
	tong so thuoc dien, dan so thuoc dien, eligible, eligible people, people eligible`
);

/** Headers of each kind's columns. */
export const headerWords: { [Kind in ImportKind]: Partial<Record<ImportColumn, string[]>> } = {
	units: { unit, service, target, eligible },
	services: { service, target, eligible },
	staff: {
		name: of(
			'ho va ten, ho ten, ten can bo, ho ten can bo, ho va ten can bo, can bo, full name, name'
		),
		role: of('vai tro, nhiem vu, nhiem vu duoc giao, vi tri, phan cong, role, duty'),
		unit,
		signInName: of(
			'ten dang nhap, tai khoan, ten tai khoan, sign in name, username, user name, login'
		)
	},
	booths: {
		number: of('ban so, quay so, so hieu ban, so hieu quay, booth number, booth, booth no, number'),
		word: of('loai ban, ban hay quay, goi la, ten goi, kind of booth, kind, desk or counter'),
		services: [...service, 'services', 'phuc vu', 'loai viec phuc vu'],
		seats: of('so cho, so cho ngoi, cho ngoi, so ghe, seats, places'),
		area: of('khu vuc, khu, area, zone'),
		level: of('muc do, muc do dat san, muc do mac dinh, level, preset level'),
		unit
	},
	'follow-up': {
		row: of('ma dong, ma ho so, row id, row'),
		ticket: of('so phieu, phieu, ticket, ticket number'),
		service,
		takenOn: of('ngay thu nhan, ngay lam ho so, taken on'),
		unit,
		state: of(
			'trang thai, tinh trang, ket qua, ket qua phe duyet, trang thai ho so, state, status, result'
		),
		reason: of('ly do bi tu choi, ly do tu choi, ly do, reason'),
		appointmentDate: of('ngay hen kich hoat, ngay hen, appointment date, date of appointment'),
		appointmentTime: of('gio hen kich hoat, gio hen, appointment time, time of appointment'),
		appointmentPlace: of(
			'noi hen kich hoat, noi hen, dia diem hen, dia diem, appointment place, place'
		)
	}
};

/** Numberings and remarks that every such list has and nobody misses. */
export const ignoredHeaders = of(
	'tt, stt, so tt, so thu tu, no, ghi chu, note, notes, remark, remarks'
);

/** Words before the name of a service above a column of its figures. */
export const wideTarget = of('chi tieu, ke hoach, target');
export const wideEligible = of('so nguoi thuoc dien, thuoc dien, eligible people, eligible');

/** How people call the services that a field event starts with, besides their names. */
export const serviceNicknames: Readonly<Record<string, string[]>> = {
	card: of(
		'cccd, can cuoc, the can cuoc, cap cccd, cap can cuoc, cap the can cuoc, can cuoc cong dan'
	),
	'level-2': of(
		'muc 2, muc do 2, muc do 02, dinh danh muc 2, dinh danh muc do 2, dddt muc 2, dddt muc do 2, level 2'
	),
	activation: of('kich hoat, kich hoat tai khoan, kich hoat vneid, activation'),
	help: of('ho tro, chuan hoa thue bao, sim, help')
};

export const roleNicknames: Record<Exclude<Role, 'organiser'>, string[]> = {
	officer: of(
		`can bo, can bo ban, can bo quay, can bo phuc vu, can bo tiep nhan, can bo thu nhan, ban, quay, nhan vien, officer`
	),
	gate: of(
		`cong, lay so, cap so, cong lay so, cap so tai cong, cong cap so, huong dan, huong dan vien, tinh nguyen vien, gate`
	),
	supervisor: of(
		'dieu phoi, dieu phoi vien, chi huy, chi huy diem, truong diem, dieu hanh, supervisor'
	),
	leader: of('lanh dao, lanh dao chi xem, leader'),
	board: of('man hinh, bang goi so, man hinh goi so, board')
};
export const organiserNicknames = of('ban to chuc, to chuc, quan tri, organiser, organizer, admin');

export const boothWordNicknames = {
	bàn: of('ban, table, desk'),
	quầy: of('quay, counter'),
	roaming: of('luu dong, nguoi ho tro luu dong, nguoi luu dong, roaming, helper')
};

/** How lists say where a file stands, besides the words of the export. */
export const followUpStateNicknames: Record<FollowUpState, string[]> = {
	waiting: of('cho, dang cho, cho duyet, chua duyet, chua phe duyet, dang xu ly, waiting, pending'),
	approved: of(
		'duyet, da duyet, phe duyet, duoc duyet, duoc phe duyet, dat, chua kich hoat, cho kich hoat, approved'
	),
	appointed: of('hen, da hen, da hen kich hoat, co hen, appointment, appointed'),
	activated: of('kich hoat, kich hoat roi, da kich hoat roi, active, activated'),
	rejected: of(
		'tu choi, da tu choi, khong duyet, khong phe duyet, khong dat, khong duoc phe duyet, rejected, refused'
	)
};

/** How a row of a template begins that shows how to fill in the others. */
export const EXAMPLE_SIGN = /^\s*(ví dụ|vd|example)\s*:/i;
