import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Finds a QR code in one picture and gives its text, null when there is none.
 *
 * The bytes are decoded here, as UTF-8: identity cards hold Vietnamese in byte mode without saying so, and decoders
 * that guess the charset make Han characters of it. That is also why the browser's own `BarcodeDetector`, and its
 * imitations, are not used: they give text only.
 */
export async function decodeQr(picture: ImageData): Promise<string | null> {
	const [found] = await readBarcodes(picture, {
		formats: ['QRCode'],
		maxNumberOfSymbols: 1,
		textMode: 'Plain'
	});
	if (!found?.isValid || found.bytes.length === 0) return null;
	if (found.hasECI) return found.text;
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(found.bytes);
	} catch {
		return found.text;
	}
}

/** Loads the decoder (about 1 MB) from this server, never from the package's default address. Throws when it is away. */
export async function loadDecoder(): Promise<void> {
	await prepareZXingModule({
		overrides: {
			locateFile: (path: string, folder: string) =>
				path.endsWith('.wasm') ? wasmUrl : folder + path
		},
		fireImmediately: true
	});
}
