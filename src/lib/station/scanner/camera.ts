/** Why there is no picture. The first two are known before anybody presses. */
export const CAMERA_TROUBLES = [
	'insecure',
	'unsupported',
	'no-camera',
	'denied',
	'in-use',
	'decoder-away',
	'failed'
] as const;
export type CameraTrouble = (typeof CAMERA_TROUBLES)[number];

/** What this camera can do beside showing a picture; the functions do nothing where it cannot. */
export interface Lens {
	hasTorch: boolean;
	hasZoom: boolean;
	setTorch(on: boolean): Promise<void>;
	/** 2× or none. */
	setZoom(on: boolean): Promise<void>;
}

export type CameraStart = { ok: true; lens: Lens } | { ok: false; trouble: CameraTrouble };

/** Not yet in TypeScript's DOM types. */
interface LensCapabilities extends MediaTrackCapabilities {
	torch?: boolean;
	zoom?: { min: number; max: number };
	focusMode?: string[];
}

/** Between two looks at the picture: a card is found within two, and a small tablet stays cool. */
const LOOK_EVERY_MS = 120;
/** A card's code has modules of a third of a millimetre: below 720 lines they run together. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const ZOOM = 2;

/** Whether a button for the camera makes sense here at all. Browsers give a camera to https and localhost only. */
export function cameraHindrance(): 'insecure' | 'unsupported' | null {
	if (!window.isSecureContext) return 'insecure';
	return typeof navigator.mediaDevices?.getUserMedia === 'function' ? null : 'unsupported';
}

/**
 * Opens the camera at the back, shows it in `video` and calls `ontext` with every code that is seen, also when it is
 * the same again. Ends, and switches the camera off, when `signal` aborts; `onlost` is called when the camera goes
 * by itself. The pictures stay in memory and are overwritten.
 */
export async function startCamera(
	video: HTMLVideoElement,
	{
		ontext,
		onlost,
		signal
	}: { ontext: (text: string) => void; onlost: () => void; signal: AbortSignal }
): Promise<CameraStart> {
	const hindrance = cameraHindrance();
	if (hindrance) return { ok: false, trouble: hindrance };

	let stream: MediaStream;
	try {
		stream = await navigator.mediaDevices.getUserMedia({
			audio: false,
			video: { facingMode: { ideal: 'environment' }, ...PICTURE }
		});
	} catch (error) {
		return { ok: false, trouble: troubleOf(error) };
	}
	const off = () => {
		for (const each of stream.getTracks()) each.stop();
		video.srcObject = null;
	};
	const [track] = stream.getVideoTracks();
	if (signal.aborted || !track) {
		off();
		return { ok: false, trouble: 'failed' };
	}
	signal.addEventListener('abort', off, { once: true });
	track.addEventListener('ended', () => signal.aborted || onlost());

	try {
		video.srcObject = stream;
		await video.play();
	} catch {
		off();
		return { ok: false, trouble: 'failed' };
	}
	const decode = await decoder();
	if (!decode) {
		off();
		return { ok: false, trouble: 'decoder-away' };
	}
	const lens = await lensOf(track);
	// The decoder itself can break, out of memory say: told as a camera that went.
	lookUntil(signal, video, decode, ontext).catch(() => signal.aborted || onlost());
	return { ok: true, lens };
}

/** Loaded at the first use, so that pages whose camera stays closed do not carry it. */
async function decoder(): Promise<((picture: ImageData) => Promise<string | null>) | null> {
	try {
		const { decodeQr, loadDecoder } = await import('./decoder.ts');
		await loadDecoder();
		return decodeQr;
	} catch {
		return null;
	}
}

async function lookUntil(
	signal: AbortSignal,
	video: HTMLVideoElement,
	decode: (picture: ImageData) => Promise<string | null>,
	ontext: (text: string) => void
): Promise<void> {
	const canvas = document.createElement('canvas');
	const brush = canvas.getContext('2d', { willReadFrequently: true });
	while (brush && !signal.aborted) {
		if (video.videoWidth > 0) {
			canvas.width = video.videoWidth;
			canvas.height = video.videoHeight;
			brush.drawImage(video, 0, 0);
			const text = await decode(brush.getImageData(0, 0, canvas.width, canvas.height));
			if (signal.aborted) return;
			if (text !== null) ontext(text);
		}
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
	}
}

async function lensOf(track: MediaStreamTrack): Promise<Lens> {
	const can: LensCapabilities = track.getCapabilities?.() ?? {};
	const zoom = can.zoom;
	// Constraints replace the earlier ones: a zoom alone would put the torch out.
	const wished: Record<string, unknown> = {};
	const apply = async (wish: Record<string, unknown>) => {
		Object.assign(wished, wish);
		// A camera may still refuse what it said it can; the picture goes on as it was.
		await track
			.applyConstraints({ ...PICTURE, advanced: [wished as MediaTrackConstraintSet] })
			.catch(() => {});
	};
	if (can.focusMode?.includes('continuous')) await apply({ focusMode: 'continuous' });
	return {
		hasTorch: can.torch === true,
		hasZoom: zoom !== undefined && zoom.max >= ZOOM,
		setTorch: async (on) => {
			if (can.torch) await apply({ torch: on });
		},
		setZoom: async (on) => {
			if (zoom) await apply({ zoom: on ? Math.min(ZOOM, zoom.max) : Math.max(1, zoom.min) });
		}
	};
}

function troubleOf(error: unknown): CameraTrouble {
	switch (error instanceof DOMException ? error.name : '') {
		case 'NotAllowedError':
		case 'SecurityError':
			return 'denied';
		case 'NotFoundError':
		case 'OverconstrainedError':
			return 'no-camera';
		case 'NotReadableError':
		case 'AbortError':
			return 'in-use';
		default:
			return 'failed';
	}
}
