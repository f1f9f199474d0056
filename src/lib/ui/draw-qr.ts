import { create } from 'qrcode';
import { qrShape, type QrShape } from '#lib/ui/qr-path.ts';

/** A QR code of a text as a page draws it; error correction M unless told, which survives a creased slip. */
export function drawQr(text: string, errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H' = 'M'): QrShape {
	return qrShape(create(text, { errorCorrectionLevel }).modules);
}
