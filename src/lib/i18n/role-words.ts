import * as m from '#lib/i18n/paraglide/messages.js';

/** The roles of staff, in words of the reader's language: `roleWords.officer()`. */
export const roleWords = {
	organiser: m.account_role_organiser,
	supervisor: m.account_role_supervisor,
	officer: m.account_role_officer,
	gate: m.account_role_gate,
	leader: m.account_role_leader,
	board: m.account_role_board
};
