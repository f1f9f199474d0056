import type { AgeHint, PreCheck, Words } from '#lib/core/catalogue.ts';

/*
 * Questions before a number is given, ready to be switched on, and what gates are reminded of for children: assumed
 * defaults, data of the field event like all other words. None is asked until an organiser says so.
 */

const w = (vi: string, en: string): Words => ({ vi, en });
const nothing = { does: 'nothing' } as const;

const ownSim: PreCheck = {
	id: 'own-sim',
	question: w('Số điện thoại có chính chủ không?', 'SIM in own name?'),
	plain: w(
		'Số điện thoại bà con mang theo có được đăng ký đúng tên của bà con không?',
		'Is the phone number you brought registered in your own name?'
	),
	yes: nothing,
	no: {
		does: 'first-step',
		serviceId: 'help',
		say: w(
			'Mời bà con đến bàn hỗ trợ trước để chuẩn hóa thuê bao.',
			'Please go to the help desk first, to have the SIM record put right.'
		)
	}
};

const hasCard: PreCheck = {
	id: 'has-card',
	question: w('Có thẻ căn cước (CCCD gắn chip) còn hạn không?', 'Valid identity card with a chip?'),
	plain: w(
		'Bà con có thẻ căn cước hoặc CCCD gắn chip còn hạn không?',
		'Do you have a valid identity card with a chip?'
	),
	yes: nothing,
	no: {
		does: 'add-step',
		serviceId: 'card',
		say: w(
			'Mời bà con làm thủ tục cấp thẻ trước; sau đó làm định danh mức độ 2.',
			'Please apply for the card first, then for the level-2 electronic ID.'
		)
	}
};

const cardHere: PreCheck = {
	id: 'card-here',
	question: w('Có mang thẻ căn cước hoặc CCCD theo không?', 'Identity card in hand?'),
	plain: w(
		'Hôm nay bà con có mang theo thẻ căn cước hoặc CCCD không?',
		'Have you brought your identity card today?'
	),
	yes: nothing,
	no: {
		does: 'warn',
		say: w(
			'Bàn làm việc cần xem thẻ căn cước hoặc CCCD; bà con có thể về lấy thẻ rồi quay lại trong ngày.',
			'The desk needs to see the identity card; you may fetch it and come back today.'
		)
	}
};

const approved: PreCheck = {
	id: 'approved',
	question: w('Có tin nhắn báo tài khoản được phê duyệt không?', 'Approval message received?'),
	plain: w(
		'Bà con có nhận được tin nhắn báo tài khoản định danh đã được phê duyệt không?',
		'Have you received the message that your e-ID account is approved?'
	),
	yes: nothing,
	no: {
		does: 'drop-step',
		say: w(
			'Chưa có tin nhắn phê duyệt thì chưa kích hoạt được. Khi có tin nhắn, mời bà con kích hoạt trên VNeID hoặc đến Công an xã, phường để được hướng dẫn.',
			'Without the approval message the account cannot be activated yet. When it comes, activate in VNeID or ask the commune police for help.'
		)
	}
};

const smartphone: PreCheck = {
	id: 'smartphone',
	question: w('Có mang điện thoại thông minh theo không?', 'Smartphone here?'),
	plain: w(
		'Hôm nay bà con có mang theo điện thoại thông minh không?',
		'Have you brought a smartphone today?'
	),
	yes: nothing,
	no: {
		does: 'warn',
		say: w(
			'Không có điện thoại thông minh vẫn làm được: mời bà con đến bàn máy tính để được hỗ trợ.',
			'It also works without a smartphone: please ask for help at the computer table.'
		)
	}
};

/** Every ready-made question, for a service that has none of its own. */
export const readyPreChecks: readonly PreCheck[] = [
	ownSim,
	hasCard,
	cardHere,
	approved,
	smartphone
];

/** What each service of a new field event would ask, at most three. */
export const defaultPreChecks: Readonly<
	Record<'card' | 'level-2' | 'activation' | 'help', PreCheck[]>
> = {
	card: [],
	'level-2': [ownSim, hasCard],
	activation: [approved, smartphone, ownSim],
	help: []
};

/** Decree 69/2024 Art. 7: under 14 with a parent or guardian, under 6 level 1 only. */
export const childHints: readonly AgeHint[] = [
	{
		under: 14,
		words: w(
			'cần cha, mẹ hoặc người giám hộ đi cùng, đã có định danh mức độ 2 và SIM chính chủ.',
			'a parent or guardian with an own level 2 and an own-name SIM must be present.'
		)
	},
	{
		under: 6,
		words: w(
			'chỉ đăng ký mức độ 1, qua cha, mẹ hoặc người giám hộ.',
			'level 1 only, through a parent or guardian.'
		)
	}
];
