/** Whether a fault says that PostgreSQL is away, ending or full, not that the data are wrong; drizzle's wrapping is looked through. */
export function isConnectionFault(fault: unknown): boolean {
	const { code = '', cause } = (fault ?? {}) as { code?: unknown; cause?: unknown };
	return (
		/^(CONNECTION|CONNECT_|ECONN|EPIPE|ENOENT|ETIMEDOUT|ENOTFOUND|EHOST)/.test(String(code)) ||
		/^(57P0[123]|08|53300)/.test(String(code)) ||
		(cause !== undefined && isConnectionFault(cause))
	);
}
