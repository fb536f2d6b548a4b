import { CANARY } from './pictures';

/** A box of an MP4 file around its parts. */
export function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  );
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

export function u32(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => buffer.writeUInt32BE(value >>> 0, i * 4));
  return buffer;
}

const IDENTITY = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
const QUARTER_TURN = [0, 0x10000, 0, 0xffff0000, 0, 0, 0, 0, 0x40000000];
/** 2026-11-22 in seconds since 1904. */
const DATE = 0xe7777777;

interface Track {
  handler: string;
  samples: { offset: number; sizes: number[] };
  turned?: boolean;
  seconds?: number;
}

function trak({ handler, samples, turned = false, seconds = 1 }: Track): Buffer {
  const tkhd = u32(
    0,
    DATE,
    DATE,
    1,
    0,
    1000,
    0,
    0,
    0,
    0,
    ...(turned ? QUARTER_TURN : IDENTITY),
    640 << 16,
    360 << 16,
  );
  const stbl = box(
    'stbl',
    box('stsz', u32(0, 0, samples.sizes.length, ...samples.sizes)),
    box('stsc', u32(0, 1, 1, samples.sizes.length, 1)),
    box('stco', u32(0, 1, samples.offset)),
  );
  const mdia = box(
    'mdia',
    box('mdhd', u32(0, DATE, DATE, 1000, 1000 * seconds, 0)),
    box('hdlr', u32(0, 0), handler, u32(0, 0, 0)),
    box('minf', stbl),
  );
  return box('trak', box('tkhd', tkhd), mdia, box('udta', box('name', CANARY)));
}

const FTYP = box('ftyp', 'isom', u32(512), 'isomiso2avc1mp41');
const PICTURES = 'PICTURES-OF-THE-FILM';
const SOUND = 'SOUND-OF-THE-FILM';
export const GPS_SAMPLES = '+30.2583+120.1550/';

/**
 * A small film: picture, sound and a GPS track, with places and names wherever phones write them.
 * Its tracks last `seconds`, its head says `said`.
 */
export function makeMovie({
  turned = false,
  tracks = ['vide', 'soun', 'gpmd'],
  seconds = 1,
  said = seconds,
}: { turned?: boolean; tracks?: string[]; seconds?: number; said?: number } = {}): Buffer {
  const texts: Record<string, string> = { vide: PICTURES, soun: SOUND, gpmd: GPS_SAMPLES };
  const start = FTYP.length + 8;
  let offset = start;
  const traks = tracks.map((handler) => {
    const size = (texts[handler] as string).length;
    const made = trak({ handler, turned, seconds, samples: { offset, sizes: [size - 5, 5] } });
    offset += size;
    return made;
  });
  const mdat = box('mdat', ...tracks.map((handler) => texts[handler] as string));
  const place = box('udta', box('\xa9xyz', `+30.2583+120.1550/${CANARY}`), box('meta', u32(0), CANARY));
  const moov = box(
    'moov',
    box('mvhd', u32(0, DATE, DATE, 1000, 1000 * said)),
    ...traks,
    place,
    box('meta', u32(0), CANARY),
  );
  return Buffer.concat([FTYP, mdat, moov, box('uuid', CANARY), box('sefd', CANARY)]);
}

/** What must still be in the file, byte for byte where it was. */
export const FILM = `${PICTURES}${SOUND}`;
export const DATE_BYTES = u32(DATE);
