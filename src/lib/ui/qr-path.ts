/** A QR code as the page draws it: side in modules, without the quiet zone, and the dark modules as one SVG path. */
export interface QrShape {
	size: number;
	path: string;
}

/**
 * Turns the matrix of `qrcode`'s `create(text).modules` (row by row, non-zero is dark) into one path, a rectangle for
 * each run of dark modules. The path holds letters and numbers only, so it travels as data and needs no raw HTML.
 */
export function qrShape(modules: { size: number; data: ArrayLike<number> }): QrShape {
	const { size, data } = modules;
	let path = '';
	for (let row = 0; row < size; row++) {
		for (let column = 0; column < size; column++) {
			if (!data[row * size + column]) continue;
			const from = column;
			while (column + 1 < size && data[row * size + column + 1]) column++;
			const length = column - from + 1;
			path += `M${from} ${row}h${length}v1h-${length}z`;
		}
	}
	return { size, path };
}
