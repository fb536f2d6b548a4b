import { CANARY } from './pictures';

/** Bytes of one frame of 48 kbit/s at 16 kHz (MPEG-2 layer III, mono), as WeChat's recorder writes it: 36 ms. */
const FRAME_BYTES = 216;

function frame(): Buffer {
  const data = Buffer.alloc(FRAME_BYTES, 0x55);
  data.writeUInt32BE(0xff_f3_68_c4);
  return data;
}

/** A voice note as a phone in WeChat records it, with a tag before and one behind. */
export function makeMp3(seconds: number): Buffer {
  const text = Buffer.from(CANARY);
  const tag = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, text.length]), text]);
  const frames = Array.from({ length: Math.round(seconds / 0.036) }, frame);
  return Buffer.concat([tag, ...frames, Buffer.from(`TAG${CANARY}`.padEnd(128, '\0'))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** A voice note as the portal makes it, with a comment that must not stay. */
export function makeWav(seconds: number, { bits = 16, hertz = 16_000 } = {}): Buffer {
  const form = Buffer.alloc(16);
  form.writeUInt16LE(1, 0);
  form.writeUInt16LE(1, 2);
  form.writeUInt32LE(hertz, 4);
  form.writeUInt32LE(hertz * (bits / 8), 8);
  form.writeUInt16LE(bits / 8, 12);
  form.writeUInt16LE(bits, 14);
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('LIST', Buffer.from(CANARY)),
    chunk('fmt ', form),
    chunk('data', Buffer.alloc(Math.round(seconds * hertz) * (bits / 8), 0x11)),
    chunk('id3 ', Buffer.from(CANARY)),
  ]);
  return chunk('RIFF', body);
}
