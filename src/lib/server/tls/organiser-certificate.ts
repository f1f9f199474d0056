import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { StartTrouble } from '#lib/server/postgres/start-trouble.ts';
import type { KeyAndCertificate } from '#lib/server/tls/pem.ts';

/** Paths of PEM files, as TLS_CERT and TLS_KEY name them; the certificate's file may hold its chain. */
export type OrganiserFiles = { cert?: string | undefined; key?: string | undefined };

async function read(variable: 'TLS_CERT' | 'TLS_KEY', path: string): Promise<string> {
	try {
		return await readFile(path, 'utf8');
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code ?? 'error';
		throw new StartTrouble(
			`Không đọc được tệp ${path} mà ${variable} chỉ đến (${code}).`,
			`The file ${path} that ${variable} names cannot be read (${code}).`,
			{ cause: error }
		);
	}
}

function parsed<T>(variable: 'TLS_CERT' | 'TLS_KEY', path: string, parse: () => T): T {
	try {
		return parse();
	} catch (error) {
		throw new StartTrouble(
			variable === 'TLS_CERT'
				? `Tệp ${path} mà TLS_CERT chỉ đến không phải là chứng thư dạng PEM.`
				: `Tệp ${path} mà TLS_KEY chỉ đến không phải là khóa riêng dạng PEM không đặt mật khẩu.`,
			variable === 'TLS_CERT'
				? `The file ${path} that TLS_CERT names holds no certificate in PEM.`
				: `The file ${path} that TLS_KEY names holds no private key in PEM without a passphrase.`,
			{ cause: error }
		);
	}
}

/**
 * Reads the organiser's own certificate and key, or null when neither variable is set. Throws a
 * StartTrouble, one sentence for the person at the keyboard, when only one is set, a file cannot be
 * read or understood, or the two do not belong together.
 */
export async function readOrganiserCertificate(
	files: OrganiserFiles
): Promise<KeyAndCertificate | null> {
	if (!files.cert && !files.key) return null;
	if (!files.cert || !files.key)
		throw new StartTrouble(
			'TLS_CERT và TLS_KEY phải được đặt cùng nhau: tệp chứng thư và tệp khóa riêng của chứng thư đó.',
			'TLS_CERT and TLS_KEY must be set together: the file of a certificate and the file of its private key.'
		);
	const { cert: certPath, key: keyPath } = files;
	const cert = await read('TLS_CERT', certPath);
	const key = await read('TLS_KEY', keyPath);
	const certificate = parsed('TLS_CERT', certPath, () => new X509Certificate(cert));
	const privateKey = parsed('TLS_KEY', keyPath, () => createPrivateKey(key));
	if (!certificate.checkPrivateKey(privateKey))
		throw new StartTrouble(
			`Khóa riêng trong ${keyPath} (TLS_KEY) không phải là khóa của chứng thư trong ${certPath} (TLS_CERT).`,
			`The private key in ${keyPath} (TLS_KEY) does not belong to the certificate in ${certPath} (TLS_CERT).`
		);
	return { key, cert };
}
