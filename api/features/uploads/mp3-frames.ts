// MPEG audio layer III (ISO/IEC 11172-3 and 13818-3): a file is a row of frames, each with a header of its own.

/** kbit/s by the header's index, for MPEG-1 and for MPEG-2/2.5. */
const RATES_1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const RATES_2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Hz by version bits (0: MPEG-2.5, 2: MPEG-2, 3: MPEG-1) and the header's index. */
const SAMPLE_RATES: Record<number, readonly number[]> = {
  0: [11_025, 12_000, 8000],
  2: [22_050, 24_000, 16_000],
  3: [44_100, 48_000, 32_000],
};

export interface Mp3Frame {
  /** Bytes, header included. */
  length: number;
  seconds: number;
}

/** The frame that begins at `at`; null where none does. Free-format frames (no bit rate given) are not read. */
export function readMp3Header(data: Buffer, at: number): Mp3Frame | null {
  if (at + 4 > data.length) return null;
  const header = data.readUInt32BE(at);
  if (header >>> 21 !== 0x7ff) return null;
  const version = (header >>> 19) & 3;
  const isLayer3 = ((header >>> 17) & 3) === 1;
  const bits = (version === 3 ? RATES_1 : RATES_2)[(header >>> 12) & 15];
  const hertz = SAMPLE_RATES[version]?.[(header >>> 10) & 3];
  if (!isLayer3 || !bits || !hertz) return null;
  const samples = version === 3 ? 1152 : 576;
  const padding = (header >>> 9) & 1;
  return {
    length: Math.floor((samples * bits * 125) / hertz) + padding,
    seconds: samples / hertz,
  };
}

/** Where the sound begins: behind an ID3v2 tag, whose length is written in bytes of seven bits. */
export function soundStart(data: Buffer): number {
  if (data.toString('latin1', 0, 3) !== 'ID3' || data.length < 10) return 0;
  const [a, b, c, d] = [6, 7, 8, 9].map((at) => (data[at] as number) & 0x7f) as [
    number,
    number,
    number,
    number,
  ];
  const footer = ((data[5] as number) & 0x10) === 0 ? 0 : 10;
  return 10 + a * 2 ** 21 + b * 2 ** 14 + c * 2 ** 7 + d + footer;
}
