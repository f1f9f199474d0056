import * as m from '#lib/i18n/paraglide/messages.js';
import type { AccountRefusals } from '#lib/server/account/create-account.ts';
import type { ChangeAccountResult } from '#lib/server/account/change-account.ts';
import type { IssueCodeResult } from '#lib/server/account/issue-sign-in-code.ts';
import type { CodeRefusal } from '#lib/server/account/use-sign-in-code.ts';

type CodeOf<Result> = Result extends { ok: false; code: infer Code extends string } ? Code : never;

/** Every code with which an account, its password or its code is refused. */
export type AccountRefusalCode =
	| NonNullable<AccountRefusals[keyof AccountRefusals]>
	| CodeOf<ChangeAccountResult>
	| CodeOf<IssueCodeResult>
	| Exclude<CodeOf<CodeRefusal>, 'wait'>;

/** A refusal in words that tell how to mend it; a code without words does not compile. */
export const accountRefusalWords: Record<AccountRefusalCode, () => string> = {
	'name-missing': m.account_refused_display_name_missing,
	'name-long': m.account_refused_display_name_long,
	'sign-in-name-invalid': m.account_refused_sign_in_name_invalid,
	'sign-in-name-taken': m.account_refused_sign_in_name_taken,
	'password-missing': m.account_refused_password_missing,
	'password-short': m.account_refused_password_short,
	'password-long': m.account_refused_password_long,
	'password-simple': m.account_refused_password_simple,
	'unit-long': m.account_refused_unit_long,
	'role-needs-field-event': m.account_refused_role_needs_field_event,
	'role-of-whole-installation': m.account_refused_role_whole,
	'unknown-account': m.account_refused_unknown_account,
	'last-organiser': m.account_refused_last_organiser,
	'disabled-account': m.account_refused_disabled_account,
	'life-out-of-range': m.account_refused_life,
	'no-code': m.account_refused_no_code,
	'dead-code': m.account_refused_dead_code
};
