/**
 * Whether a fault says nothing of the data, so that the same may succeed a moment later: PostgreSQL is away or ending, its
 * disk or memory is full, or it let another transaction go before this one. Drizzle's wrapping is looked through.
 */
export function isPassingFault(fault: unknown): boolean {
	const { code = '', cause } = (fault ?? {}) as { code?: unknown; cause?: unknown };
	return (
		/^(CONNECTION|CONNECT_|ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EHOST)/.test(String(code)) ||
		/^(57P0[123]|57014|08|53|58|40001|40P01|55P03)/.test(String(code)) ||
		(cause !== undefined && isPassingFault(cause))
	);
}
