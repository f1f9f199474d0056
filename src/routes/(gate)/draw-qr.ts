import { create } from 'qrcode';
import { qrShape, type QrShape } from '#lib/ui/qr-path.ts';

/** A text as a QR code that still reads when 15 % of it is creased or smudged. */
export function drawQr(text: string): QrShape {
	return qrShape(create(text, { errorCorrectionLevel: 'M' }).modules);
}
