import type { Reason, Service, Words } from '#lib/core/catalogue.ts';
import { childHints, defaultPreChecks } from '#lib/i18n/default-pre-checks.ts';

/*
 * What a new field event starts with: services and reasons with their wording. From then on they are data of the field
 * event and the organiser's to change. Ids are stable: reports and stored results name them.
 */

const w = (vi: string, en: string): Words => ({ vi, en });

/** The Law on Identification renamed the card on this day (1/7/2024): *CCCD* before, *thẻ căn cước* from then on. */
const renamedOn = '2024-07-01';

/** What a new field event sets up for one service; target, place and area are the organiser's. */
export type DefaultService = Omit<
	Service,
	| 'target'
	| 'eligible'
	| 'areaId'
	| 'asksPreChecks'
	| 'intakeOpen'
	| 'intakeQuota'
	| 'position'
	| 'withdrawn'
>;

/**
 * The four services that such days offer, in the order of a journey, for a field event that begins on `firstDay`
 * (YYYY-MM-DD; it decides the card's name). The typical times are assumed: a card 12 minutes at the seat, level 2 five,
 * activation seven, help eight.
 */
export function defaultServices(firstDay: string): DefaultService[] {
	const card =
		firstDay < renamedOn
			? { name: w('Cấp CCCD', 'Identity card'), noun: 'CCCD', en: 'Identity card' }
			: { name: w('Cấp thẻ căn cước', 'Identity card'), noun: 'thẻ căn cước', en: 'Identity card' };
	return [
		{
			id: 'card',
			name: card.name,
			countedNoun: w(`Hồ sơ đề nghị cấp ${card.noun} đã thu nhận`, `${card.en} files taken`),
			unit: w('hồ sơ', 'files'),
			counts: 'enrolled',
			outcomes: ['enrolled', 'failed', 'nothing-due', 'deferred', 'left'],
			levels: [],
			after: [],
			needs: [],
			also: ['level-2'],
			typicalMs: 12 * 60_000,
			bring: w(
				'Thẻ đang có hoặc giấy tờ cần điều chỉnh thông tin (nếu có)',
				'The present card, or papers for details that must be corrected, if any'
			),
			afterwards: w(
				'Mời giữ giấy hẹn; thẻ được trả theo ngày ghi trên giấy hẹn.',
				'Please keep the appointment slip; the card is handed over on the day written on it.'
			),
			preChecks: defaultPreChecks.card,
			ageHints: []
		},
		{
			id: 'level-2',
			name: w('Định danh điện tử mức độ 2', 'Level-2 electronic ID'),
			countedNoun: w(
				'Hồ sơ định danh điện tử mức độ 2 đã thu nhận',
				'Level-2 electronic ID files taken'
			),
			unit: w('hồ sơ', 'files'),
			counts: 'enrolled',
			outcomes: ['enrolled', 'failed', 'nothing-due', 'deferred', 'left'],
			levels: [],
			after: ['card'],
			needs: [],
			also: [],
			typicalMs: 5 * 60_000,
			bring: w(
				'Thẻ căn cước hoặc CCCD, điện thoại có số chính chủ',
				'Identity card, and a phone whose number is registered in your own name'
			),
			afterwards: w(
				'Hồ sơ được phê duyệt sau vài ngày. Khi có tin nhắn báo, mời kích hoạt tài khoản trên VNeID hoặc đến Công an xã, phường để được hướng dẫn.',
				'Approval takes a few days. When the text message comes, activate the account in VNeID or ask the commune police for help.'
			),
			preChecks: defaultPreChecks['level-2'],
			ageHints: [...childHints]
		},
		{
			id: 'activation',
			name: w('Kích hoạt tài khoản định danh', 'Activate the e-ID account'),
			countedNoun: w(
				'Lượt kích hoạt tài khoản định danh điện tử mức độ 1, 2',
				'Level-1 and level-2 e-ID accounts activated'
			),
			unit: w('lượt', 'people'),
			counts: 'completed',
			outcomes: ['completed', 'failed', 'nothing-due', 'deferred', 'left'],
			levels: [1, 2],
			after: ['level-2'],
			needs: [],
			also: [],
			typicalMs: 7 * 60_000,
			bring: w(
				'Điện thoại có số đã đăng ký, thẻ căn cước hoặc CCCD',
				'The phone with the registered number, and the identity card'
			),
			afterwards: w(
				'Tài khoản dùng được ngay. Mời giữ kín mật khẩu và mã passcode.',
				'The account can be used at once. Please keep the password and the passcode to yourself.'
			),
			preChecks: defaultPreChecks.activation,
			ageHints: []
		},
		{
			id: 'help',
			name: w('Hỗ trợ, chuẩn hóa thuê bao', 'Help and SIM registration'),
			countedNoun: w('Lượt hỗ trợ, chuẩn hóa thuê bao', 'People helped or SIM records corrected'),
			unit: w('lượt', 'people'),
			counts: 'completed',
			outcomes: ['completed', 'failed', 'deferred', 'left'],
			levels: [],
			after: [],
			needs: [],
			also: [],
			typicalMs: 8 * 60_000,
			bring: w(
				'SIM, điện thoại và thẻ căn cước hoặc CCCD',
				'The SIM, the phone and the identity card'
			),
			afterwards: w('', ''),
			preChecks: defaultPreChecks.help,
			ageHints: []
		}
	];
}

/** Where a person goes after a reason. */
export const nextSteps = {
	'carrier-desk': w(
		'Mời đến bàn nhà mạng để chuẩn hóa thuê bao.',
		'Please go to the carrier’s desk.'
	),
	'help-desk': w('Mời đến bàn hỗ trợ để được hướng dẫn.', 'Please go to the help desk.'),
	'card-desk': w('Mời đến bàn cấp thẻ.', 'Please go to the identity card desk.'),
	'pc-table': w(
		'Mời đến bàn máy tính để kích hoạt trên trang vneid.gov.vn.',
		'Please go to the computer table to activate at vneid.gov.vn.'
	),
	appointment: w(
		'Hẹn lại; Ban tổ chức sẽ báo thời gian.',
		'Come back later; the organisers will tell you when.'
	),
	'commune-police': w(
		'Mời đến Công an xã, phường để được giải quyết.',
		'Please go to the commune police, who can settle it.'
	),
	'wait-here': w('Vui lòng chờ trong ít phút tại chỗ.', 'Please wait here for a few minutes.'),
	none: w('Không cần làm gì thêm.', 'Nothing more to do.')
} as const satisfies Record<string, Words>;

export type DefaultReason = Omit<Reason, 'position' | 'withdrawn'>;

const failure = (
	id: string,
	services: string[],
	next: keyof typeof nextSteps,
	internal: Words,
	shown: Words
): DefaultReason => ({
	id,
	kind: 'failure',
	services,
	nextStep: nextSteps[next],
	internal,
	public: shown
});

/**
 * Why something could not be done, by what was met at such days in 2022 to 2026. Two further cases are outcomes and not
 * reasons: an account that was active before is `nothing-due`, a person who went home is `left`.
 */
export const failureReasons: readonly DefaultReason[] = [
	failure(
		'sim-not-owner',
		['level-2', 'activation'],
		'carrier-desk',
		w('SIM không chính chủ', 'SIM not in own name'),
		w(
			'Số điện thoại cần được đăng ký đúng tên ông/bà.',
			'The phone number needs to be registered in your own name.'
		)
	),
	failure(
		'sim-data-mismatch',
		['level-2', 'activation'],
		'carrier-desk',
		w(
			'Thông tin thuê bao không khớp dữ liệu dân cư',
			'Subscriber record differs from the population data'
		),
		w(
			'Thông tin thuê bao cần được cập nhật theo căn cước.',
			'The subscriber record needs to be updated to match the identity card.'
		)
	),
	failure(
		'phone-already-used',
		['level-2'],
		'help-desk',
		w('Số điện thoại đã gắn với tài khoản khác', 'Phone number already belongs to another account'),
		w(
			'Số điện thoại này đang dùng cho một tài khoản khác.',
			'This phone number is in use for another account.'
		)
	),
	failure(
		'sim-blocked',
		['activation'],
		'carrier-desk',
		w(
			'Thuê bao đang bị khóa (một chiều hoặc hai chiều)',
			'Subscription is blocked (one way or both)'
		),
		w('Thuê bao cần được nhà mạng mở lại.', 'The carrier needs to unblock the subscription.')
	),
	failure(
		'wrong-registered-phone',
		['activation'],
		'commune-police',
		w(
			'Số điện thoại đăng ký bị sai, hoặc không nhớ số đã đăng ký',
			'Registered phone number is wrong or not remembered'
		),
		w(
			'Cần xác nhận lại số điện thoại đã đăng ký.',
			'The registered phone number needs to be confirmed.'
		)
	),
	failure(
		'no-sms-otp',
		['activation'],
		'appointment',
		w('Không nhận được tin nhắn, mã OTP', 'No text message or OTP received'),
		w('Tin nhắn xác thực chưa về máy.', 'The verification message has not arrived.')
	),
	failure(
		'not-approved-yet',
		['activation'],
		'appointment',
		w('Hồ sơ chưa được phê duyệt', 'File not approved yet'),
		w(
			'Hồ sơ đang chờ phê duyệt; sẽ có tin nhắn báo.',
			'The file awaits approval; a text message will tell you.'
		)
	),
	failure(
		'rejected',
		['activation'],
		'commune-police',
		w('Hồ sơ bị từ chối, cần làm lại', 'File was rejected and must be made again'),
		w('Hồ sơ cần được làm lại.', 'The file needs to be made again.')
	),
	failure(
		'no-smartphone',
		['activation'],
		'pc-table',
		w('Không có điện thoại thông minh', 'No smartphone'),
		w(
			'Có thể kích hoạt trên máy tính tại điểm phục vụ.',
			'Activation is possible on a computer here.'
		)
	),
	failure(
		'phone-unsupported',
		['activation'],
		'pc-table',
		w(
			'Điện thoại, hệ điều hành không đáp ứng hoặc hết bộ nhớ',
			'Phone or system too old, or out of storage'
		),
		w(
			'Điện thoại chưa cài được VNeID; có thể kích hoạt trên máy tính.',
			'VNeID cannot be installed on this phone; a computer can be used.'
		)
	),
	failure(
		'nfc-failed',
		['activation'],
		'help-desk',
		w('Không đọc được NFC hoặc máy không có NFC', 'NFC could not be read, or the phone has none'),
		w(
			'Chưa đọc được chip trên thẻ bằng điện thoại này.',
			'The card’s chip could not be read with this phone.'
		)
	),
	failure(
		'face-failed',
		['level-2', 'activation'],
		'help-desk',
		w('Xác thực khuôn mặt không thành công', 'Face verification did not succeed'),
		w('Chưa xác thực được khuôn mặt.', 'The face could not be verified yet.')
	),
	failure(
		'old-device-otp',
		['activation'],
		'commune-police',
		w('Tài khoản đang ở thiết bị khác', 'Account is on another device'),
		w('Tài khoản đang đăng nhập trên thiết bị khác.', 'The account is signed in on another device.')
	),
	failure(
		'forgot-password',
		['activation'],
		'help-desk',
		w(
			'Quên mật khẩu, passcode hoặc câu hỏi bảo mật',
			'Password, passcode or security question forgotten'
		),
		w('Cần đặt lại mật khẩu hoặc passcode.', 'The password or passcode needs to be set again.')
	),
	failure(
		'data-mismatch-npdb',
		['card', 'level-2', 'activation'],
		'commune-police',
		w(
			'Thông tin không khớp CSDL quốc gia về dân cư',
			'Details differ from the national population database'
		),
		w(
			'Thông tin cá nhân cần được điều chỉnh trước.',
			'Personal details need to be corrected first.'
		)
	),
	failure(
		'fingerprint-failed',
		['card', 'level-2'],
		'appointment',
		w('Không lấy được vân tay', 'Fingerprints could not be taken'),
		w('Chưa lấy được vân tay.', 'Fingerprints could not be taken this time.')
	),
	failure(
		'no-card',
		['level-2'],
		'card-desk',
		w('Chưa có thẻ', 'No card'),
		w('Cần có thẻ căn cước trước.', 'An identity card is needed first.')
	),
	failure(
		'card-expired',
		['level-2'],
		'card-desk',
		w('Thẻ hết hạn hoặc hỏng', 'Card expired or damaged'),
		w('Thẻ cần được đổi trước.', 'The card needs to be renewed first.')
	),
	failure(
		'card-not-needed',
		['card'],
		'none',
		w('Chưa đến hạn đổi thẻ', 'Card not due for renewal'),
		w('Thẻ hiện có vẫn dùng được.', 'The present card is still good.')
	),
	failure(
		'no-guardian',
		['level-2'],
		'appointment',
		w(
			'Trẻ em không có người giám hộ, hoặc giám hộ chưa có mức 2',
			'Child without guardian, or guardian without level 2'
		),
		w(
			'Cần có người giám hộ đi cùng và đã có định danh mức độ 2.',
			'A guardian who has level 2 needs to come along.'
		)
	),
	failure(
		'police-system-down',
		[],
		'appointment',
		w(
			'Hệ thống nghiệp vụ, VNeID lỗi hoặc quá tải',
			'Professional system or VNeID failing or overloaded'
		),
		w('Hệ thống nghiệp vụ tạm gián đoạn.', 'The service system is interrupted for the moment.')
	),
	failure(
		'network-down',
		[],
		'wait-here',
		w('Mất đường truyền tại điểm', 'Line lost at the venue'),
		w('Đường truyền tạm gián đoạn.', 'The line is interrupted for the moment.')
	),
	failure(
		'equipment-failed',
		['card', 'level-2'],
		'wait-here',
		w('Thiết bị thu nhận hỏng', 'Enrolment equipment broken'),
		w('Thiết bị tại bàn đang được thay.', 'The equipment at this desk is being replaced.')
	),
	failure(
		'citizen-refused',
		[],
		'none',
		w('Công dân không đồng ý', 'Citizen did not agree'),
		w('Đã dừng theo mong muốn của ông/bà.', 'Stopped as you wished.')
	),
	failure(
		'other',
		[],
		'help-desk',
		w('Lý do khác (không ghi thông tin cá nhân)', 'Another reason (write no personal details)'),
		w('Chưa thực hiện được hôm nay.', 'Not possible today.')
	)
];

const nothing = w('', '');
const keepTicket = 'Bà con vui lòng giữ phiếu và chờ trong ít phút; số thứ tự không thay đổi.';
const keepTicketEn = 'Please keep your ticket and wait a few minutes; your number does not change.';

const pause = (id: string, internal: Words, vi: string, en: string): DefaultReason => ({
	id,
	kind: 'pause',
	services: [],
	nextStep: nothing,
	internal,
	public: w(`${vi} ${keepTicket}`, `${en} ${keepTicketEn}`)
});

/** Why a booth, a service, an area or the field event pauses. The public sentence never says whose system failed. */
export const pauseReasons: readonly DefaultReason[] = [
	pause(
		'pause-police-system',
		w('Hệ thống nghiệp vụ lỗi, quá tải', 'Professional system failing or overloaded'),
		'Hệ thống nghiệp vụ tạm gián đoạn.',
		'The service system is interrupted for the moment.'
	),
	pause(
		'pause-network',
		w('Mất đường truyền', 'Line lost'),
		'Đường truyền tạm gián đoạn.',
		'The line is interrupted for the moment.'
	),
	pause(
		'pause-otp',
		w('Tin nhắn OTP về chậm', 'OTP messages delayed'),
		'Tin nhắn xác thực đang về chậm.',
		'Verification messages are slow to arrive.'
	),
	pause(
		'pause-equipment',
		w('Thiết bị hỏng, đang thay', 'Equipment broken, being replaced'),
		'Thiết bị đang được thay.',
		'Equipment is being replaced.'
	),
	pause(
		'pause-power',
		w('Mất điện', 'Power cut'),
		'Điểm phục vụ tạm mất điện.',
		'The venue has no power for the moment.'
	),
	pause(
		'pause-weather',
		w('Mưa gió, phải che chắn hoặc di chuyển', 'Weather: covering or moving'),
		'Điểm phục vụ tạm dừng do thời tiết.',
		'Service pauses because of the weather.'
	),
	pause(
		'pause-break',
		w('Nghỉ giữa giờ, đổi người', 'Short break, change of officer'),
		'Bàn tạm nghỉ ít phút.',
		'The desk takes a short break.'
	),
	pause(
		'pause-midday',
		w('Nghỉ trưa', 'Midday break'),
		'Điểm phục vụ nghỉ trưa.',
		'The venue has its midday break.'
	),
	pause(
		'pause-order',
		w('Theo yêu cầu của chỉ huy điểm', 'At the site lead’s request'),
		'Điểm phục vụ tạm dừng.',
		'Service pauses for the moment.'
	),
	pause(
		'pause-other',
		w('Lý do khác (không ghi thông tin cá nhân)', 'Another reason (write no personal details)'),
		'Điểm phục vụ tạm dừng.',
		'Service pauses for the moment.'
	)
];

const plain = (
	kind: 'hold' | 'call',
	id: string,
	internal: Words,
	shown: Words
): DefaultReason => ({
	id,
	kind,
	services: [],
	nextStep: nothing,
	internal,
	public: shown
});

/** Why a citizen keeps the place at a booth without sitting there. */
export const holdReasons: readonly DefaultReason[] = [
	plain(
		'hold',
		'hold-otp',
		w('Chờ mã OTP', 'Waiting for the OTP'),
		w('Đang chờ mã xác thực.', 'Waiting for the verification code.')
	),
	plain(
		'hold',
		'hold-papers',
		w('Lấy thêm giấy tờ', 'Fetching papers'),
		w('Đang lấy thêm giấy tờ.', 'Fetching papers.')
	),
	plain(
		'hold',
		'hold-phone',
		w('Cài đặt, sạc điện thoại', 'Setting up or charging the phone'),
		w('Đang chuẩn bị điện thoại.', 'Getting the phone ready.')
	),
	plain(
		'hold',
		'hold-carrier',
		w('Đang ở bàn nhà mạng', 'At the carrier’s desk'),
		w('Đang làm việc với nhà mạng.', 'At the carrier’s desk.')
	),
	plain(
		'hold',
		'hold-other',
		w('Lý do khác', 'Another reason'),
		w('Bàn đang giữ lượt.', 'The desk keeps the turn.')
	)
];

/** Why an officer calls a number out of its order. The public words tell nothing about the person. */
export const callReasons: readonly DefaultReason[] = [
	plain(
		'call',
		'call-late',
		w('Đến sau khi đã được mời', 'Came after being called'),
		w('Được mời lại.', 'Called again.')
	),
	plain(
		'call',
		'call-frail',
		w('Sức yếu, không chờ lâu được', 'Frail, cannot wait long'),
		w('Được mời trước.', 'Called earlier.')
	),
	plain(
		'call',
		'call-family',
		w('Đi cùng người đang phục vụ', 'With someone being served'),
		w('Được mời cùng người thân.', 'Called with family.')
	),
	plain(
		'call',
		'call-mistake',
		w('Sửa lần gọi nhầm', 'Making good a wrong call'),
		w('Được mời lại.', 'Called again.')
	),
	plain(
		'call',
		'call-lead',
		w('Theo điều phối viên', 'As the supervisor asked'),
		w('Được mời theo điều phối.', 'Called as arranged.')
	)
];

/** All reasons of a new field event, in the order in which they are offered. */
export const defaultReasons: readonly DefaultReason[] = [
	...failureReasons,
	...pauseReasons,
	...holdReasons,
	...callReasons
];

/** What gates and areas of a new field event are called; areas by a letter that the loudspeaker can say. */
export const defaultGateName = (number: number): string => `Cổng ${number}`;
export const defaultSelfServiceName = 'Tự lấy số bằng điện thoại';
export const defaultAreaName = (letter: string): Words => w(`Khu ${letter}`, `Area ${letter}`);
