import type { ImageFormat } from './file-format';

/**
 * Whether a picture is there to its end, found by walking its container: a cut-off file is refused in milliseconds,
 * before anything is decoded. Bytes after the end are allowed (phones append motion photos and gain maps).
 * Each function returns the offset behind the picture's last byte, or null when it is cut off or malformed.
 */
type FindEnd = (file: Buffer) => number | null;

const EOI = 0xd9;
const SOS = 0xda;

/** ITU-T T.81: markers with their segments; entropy-coded data follows each SOS until the next real marker. */
const jpegEnd: FindEnd = (file) => {
  let at = 2;
  while (at + 4 <= file.length) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] as number;
    if (marker === 0xff) at += 1;
    else if (marker === EOI) return at + 2;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      at += 2 + file.readUInt16BE(at + 2);
      if (marker === SOS) at = nextMarker(file, at);
    }
  }
  return at + 2 <= file.length && file[at] === 0xff && file[at + 1] === EOI ? at + 2 : null;
};

function nextMarker(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    const stuffedOrRestart =
      next === 0 || next === 0xff || (next !== undefined && next >= 0xd0 && next <= 0xd7);
    if (!stuffedOrRestart) return at;
  }
  return file.length;
}

/** PNG (W3C), 5.3: length, type, data, CRC. */
const pngEnd: FindEnd = (file) => {
  let at = 8;
  while (at + 12 <= file.length) {
    const type = file.toString('latin1', at + 4, at + 8);
    at += 12 + file.readUInt32BE(at);
    if (type === 'IEND') return at <= file.length ? at : null;
  }
  return null;
};

/** RFC 9649: one RIFF chunk whose size says all. */
const webpEnd: FindEnd = (file) => {
  const end = 8 + file.readUInt32LE(4);
  return end <= file.length ? end : null;
};

/** ISO/IEC 14496-12: top-level boxes that fill the file. */
const heicEnd: FindEnd = (file) => {
  let at = 0;
  while (at + 8 <= file.length) {
    let size = file.readUInt32BE(at);
    if (size === 0) return file.length;
    if (size === 1) {
      if (at + 16 > file.length) return null;
      size = Number(file.readBigUInt64BE(at + 8));
    }
    if (size < 8 || at + size > file.length) return null;
    at += size;
  }
  return at;
};

const FINDERS: Record<ImageFormat, FindEnd> = { jpeg: jpegEnd, png: pngEnd, webp: webpEnd, heic: heicEnd };

export function isWhole(file: Buffer, format: ImageFormat): boolean {
  return FINDERS[format](file) !== null;
}
