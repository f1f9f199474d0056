import * as m from '#lib/i18n/paraglide/messages.js';
import type { CameraTrouble } from './camera.ts';

/** Why there is no camera, and what to do instead. */
export const cameraWords: Record<CameraTrouble, () => string> = {
	insecure: m.gate_scan_insecure,
	unsupported: m.gate_scan_unsupported,
	'no-camera': m.gate_scan_no_camera,
	denied: m.gate_scan_denied,
	'in-use': m.gate_scan_in_use,
	'decoder-away': m.gate_scan_decoder_away,
	failed: m.gate_scan_failed
};
