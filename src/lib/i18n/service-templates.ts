import type { Words } from '#lib/core/catalogue.ts';
import { nextSteps, type DefaultReason, type DefaultService } from '#lib/i18n/default-words.ts';

/*
 * Services that such days offer besides the usual four, ready to be added: words, outcomes, reasons and a usual time,
 * which is assumed. Once added they are data of the field event and the organiser's to change.
 */

const w = (vi: string, en: string): Words => ({ vi, en });

/** A service with the reasons of its own. */
export interface ServiceTemplate {
	service: DefaultService;
	reasons: readonly DefaultReason[];
}

const common: Pick<
	DefaultService,
	'counts' | 'outcomes' | 'levels' | 'after' | 'needs' | 'also' | 'preChecks' | 'ageHints'
> = {
	counts: 'completed',
	outcomes: ['completed', 'failed', 'nothing-due', 'deferred', 'left'],
	levels: [],
	after: [],
	needs: [],
	also: [],
	preChecks: [],
	ageHints: []
};

const reason = (
	serviceId: string,
	id: string,
	next: keyof typeof nextSteps,
	internal: Words,
	shown: Words
): DefaultReason => ({
	id: `${serviceId}-${id}`,
	kind: 'failure',
	services: [serviceId],
	nextStep: nextSteps[next],
	internal,
	public: shown
});

const noLevel2 = (serviceId: string) =>
	reason(
		serviceId,
		'no-level-2',
		'help-desk',
		w('Chưa có tài khoản định danh mức độ 2', 'No level-2 account yet'),
		w('Cần có tài khoản định danh điện tử mức độ 2 trước.', 'A level-2 account is needed first.')
	);

/** Assumed times: portal account 6 minutes, papers on VNeID 8, SIM 10, digital signature 10. */
export const serviceTemplates: readonly ServiceTemplate[] = [
	{
		service: {
			...common,
			id: 'portal-account',
			name: w('Tài khoản Cổng Dịch vụ công', 'Public service portal account'),
			countedNoun: w(
				'Tài khoản Cổng Dịch vụ công quốc gia đã tạo hoặc liên kết',
				'Accounts of the National Public Service Portal made or linked'
			),
			unit: w('tài khoản', 'accounts'),
			after: ['activation'],
			typicalMs: 6 * 60_000,
			bring: w(
				'Điện thoại đã cài VNeID và thẻ căn cước hoặc CCCD',
				'The phone with VNeID, and the identity card'
			),
			afterwards: w(
				'Bà con có thể nộp hồ sơ trực tuyến tại dichvucong.gov.vn bằng tài khoản VNeID.',
				'Applications can now be made at dichvucong.gov.vn with the VNeID account.'
			)
		},
		reasons: [
			noLevel2('portal-account'),
			reason(
				'portal-account',
				'portal-busy',
				'wait-here',
				w('Cổng Dịch vụ công lỗi, quá tải', 'Portal failing or overloaded'),
				w('Cổng Dịch vụ công tạm gián đoạn.', 'The portal is interrupted for the moment.')
			)
		]
	},
	{
		service: {
			...common,
			id: 'papers-on-vneid',
			name: w('Tích hợp giấy tờ trên VNeID', 'Papers on VNeID'),
			countedNoun: w(
				'Giấy tờ đã gửi yêu cầu tích hợp trên VNeID',
				'Papers sent to be shown in VNeID'
			),
			unit: w('giấy tờ', 'papers'),
			after: ['activation'],
			typicalMs: 8 * 60_000,
			bring: w(
				'Điện thoại đã kích hoạt VNeID; thẻ bảo hiểm y tế, giấy phép lái xe, đăng ký xe (nếu có)',
				'The phone with VNeID; health insurance card, driving licence, vehicle papers, if any'
			),
			afterwards: w(
				'Giấy tờ hiện trên VNeID sau khi cơ quan quản lý xác nhận; kết quả báo trong ứng dụng.',
				'The papers appear in VNeID once the office in charge has confirmed them; the app tells.'
			)
		},
		reasons: [
			noLevel2('papers-on-vneid'),
			reason(
				'papers-on-vneid',
				'data-differs',
				'commune-police',
				w('Thông tin giấy tờ không khớp dữ liệu', 'The paper’s details differ from the data'),
				w(
					'Thông tin trên giấy tờ cần được điều chỉnh trước.',
					'Details need to be corrected first.'
				)
			),
			reason(
				'papers-on-vneid',
				'not-in-database',
				'appointment',
				w('Cơ sở dữ liệu chưa có giấy tờ này', 'The paper is not in the database yet'),
				w('Giấy tờ chưa có trong cơ sở dữ liệu.', 'The paper is not in the database yet.')
			)
		]
	},
	{
		service: {
			...common,
			id: 'sim',
			name: w('Chuẩn hóa thông tin thuê bao', 'SIM registration'),
			countedNoun: w('Thuê bao đã chuẩn hóa thông tin', 'SIM records put right'),
			unit: w('thuê bao', 'numbers'),
			typicalMs: 10 * 60_000,
			bring: w(
				'SIM đang dùng, điện thoại và thẻ căn cước hoặc CCCD',
				'The SIM in use, the phone and the identity card'
			),
			afterwards: w(
				'Nhà mạng xác nhận bằng tin nhắn; sau đó bà con có thể làm định danh hoặc kích hoạt.',
				'The carrier confirms by text message; then level 2 or activation can be done.'
			)
		},
		reasons: [
			reason(
				'sim',
				'another-owner',
				'appointment',
				w('SIM đứng tên người khác, người đó không có mặt', 'SIM in the name of somebody absent'),
				w('Cần người đứng tên SIM cùng đến.', 'The person in whose name the SIM is needs to come.')
			),
			reason(
				'sim',
				'carrier-absent',
				'appointment',
				w('Nhà mạng của thuê bao không có bàn tại điểm', 'The carrier has no desk here'),
				w(
					'Nhà mạng của ông/bà chưa có bàn tại đây; mời đến cửa hàng của nhà mạng.',
					'Your carrier has no desk here; please go to one of its shops.'
				)
			)
		]
	},
	{
		service: {
			...common,
			id: 'digital-signature',
			name: w('Cấp chữ ký số cá nhân', 'Personal digital signature'),
			countedNoun: w('Chữ ký số cá nhân đã cấp', 'Personal digital signatures issued'),
			unit: w('chữ ký số', 'signatures'),
			after: ['activation'],
			typicalMs: 10 * 60_000,
			bring: w(
				'Thẻ căn cước hoặc CCCD gắn chip và điện thoại thông minh có số chính chủ',
				'The identity card with its chip, and a smartphone with a number in your own name'
			),
			afterwards: w(
				'Vui lòng giữ kín mã PIN của chữ ký số; thời hạn ghi trong ứng dụng của nhà cung cấp.',
				'Please keep the PIN to yourself; the provider’s app tells how long it is valid.'
			)
		},
		reasons: [
			noLevel2('digital-signature'),
			reason(
				'digital-signature',
				'not-verified',
				'help-desk',
				w('Không xác thực được khuôn mặt hoặc chip thẻ', 'Face or card chip could not be verified'),
				w('Chưa xác thực được thông tin.', 'The details could not be verified yet.')
			),
			reason(
				'digital-signature',
				'phone-unsupported',
				'help-desk',
				w('Điện thoại không cài được ứng dụng ký số', 'The phone cannot run the signing app'),
				w(
					'Điện thoại chưa cài được ứng dụng ký số.',
					'The signing app cannot be installed on this phone.'
				)
			)
		]
	}
];

/** The ready service with this id, or undefined. */
export function templateOf(id: string): ServiceTemplate | undefined {
	return serviceTemplates.find(({ service }) => service.id === id);
}
