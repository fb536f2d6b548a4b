import { readFile } from 'node:fs/promises';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import type { AudioFormat } from './file-format';
import { readMp3Header, soundStart } from './mp3-frames';
import { isPolyglot, POLYGLOT_WINDOW } from './polyglot';
import { refusals } from './refusals';

export interface ProcessedAudio {
  /** The sound alone: tags (place, device, titles) are gone. */
  sound: Buffer;
  seconds: number;
}

/** A recorder stops a moment late. */
const TOLERANCE_S = 1;
const WAV_HEADER = 44;

/** The frames in a row from the first on; what is behind the last whole one (tags, half a frame) is left out. */
function readMp3(data: Buffer): ProcessedAudio {
  const start = soundStart(data);
  let [at, seconds] = [start, 0];
  for (let frame = readMp3Header(data, at); frame; frame = readMp3Header(data, at)) {
    if (at + frame.length > data.length) break;
    at += frame.length;
    seconds += frame.seconds;
  }
  return { sound: data.subarray(start, at), seconds };
}

interface Wave {
  channels: number;
  hertz: number;
  samples: Buffer;
}

function waveFile({ channels, hertz, samples }: Wave): Buffer {
  const header = Buffer.alloc(WAV_HEADER);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(WAV_HEADER - 8 + samples.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(hertz, 24);
  header.writeUInt32LE(hertz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

/** Plain samples of 16 bits, the only kind that plays everywhere; written anew without what else was in the file. */
function readWav(data: Buffer): ProcessedAudio {
  let form: Pick<Wave, 'channels' | 'hertz'> | null = null;
  for (let at = 12; at + 8 <= data.length;) {
    const type = data.toString('latin1', at, at + 4);
    const length = data.readUInt32LE(at + 4);
    const body = at + 8;
    if (type === 'fmt ' && length >= 16 && body + 16 <= data.length) {
      const [coding, channels, bits] = [0, 2, 14].map((offset) => data.readUInt16LE(body + offset));
      const hertz = data.readUInt32LE(body + 4);
      if (coding !== 1 || bits !== 16 || (channels !== 1 && channels !== 2) || hertz < 8000 || hertz > 48_000)
        throw refusals.unsupported();
      form = { channels, hertz };
    }
    if (type === 'data' && form) {
      const frame = form.channels * 2;
      const whole = Math.floor(Math.min(length, data.length - body) / frame) * frame;
      const samples = data.subarray(body, body + whole);
      return { sound: waveFile({ ...form, samples }), seconds: whole / frame / form.hertz };
    }
    at = body + length + (length % 2);
  }
  throw refusals.damaged();
}

/**
 * Reads a voice note, measures it and keeps the sound alone. Nothing is decoded: what plays is what was sent.
 * @throws AppError UNSUPPORTED_TYPE when it is no sound, damaged or a polyglot; PAYLOAD_TOO_LARGE when it is too long
 */
export async function processAudio(path: string, format: AudioFormat): Promise<ProcessedAudio> {
  const data = await readFile(path);
  if (isPolyglot(data.subarray(0, POLYGLOT_WINDOW), data.subarray(-POLYGLOT_WINDOW)))
    throw refusals.suspicious();
  const { sound, seconds } = format === 'mp3' ? readMp3(data) : readWav(data);
  if (seconds < 0.1) throw refusals.damaged();
  if (seconds > UPLOAD_LIMITS.audioSeconds + TOLERANCE_S) throw refusals.tooLong();
  return { sound, seconds: Math.round(seconds * 10) / 10 };
}
