import { UPLOAD_LIMITS } from '@shared/uploads/contract';

/** Enough for speech; a minute is 1.9 MB, as much as a photo. */
const HERTZ = 16_000;
const HEADER_BYTES = 44;

/** A WAV file of 16-bit mono samples; each sample between -1 and 1. */
export function wavOf(samples: Float32Array, hertz: number): ArrayBuffer {
  const buffer = new ArrayBuffer(HEADER_BYTES + samples.length * 2);
  const view = new DataView(buffer);
  const text = (at: number, words: string): void =>
    [...words].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, buffer.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, hertz, true);
  view.setUint32(28, hertz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, i) =>
    view.setInt16(HEADER_BYTES + i * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true),
  );
  return buffer;
}

/** Whatever this browser can play, as WAV; what is beyond the limit is cut off. */
export async function toWav(blob: Blob): Promise<{ file: Blob; seconds: number }> {
  const context = new AudioContext();
  try {
    const sound = await context.decodeAudioData(await blob.arrayBuffer());
    const seconds = Math.min(sound.duration, UPLOAD_LIMITS.audioSeconds);
    const offline = new OfflineAudioContext(1, Math.max(1, Math.ceil(seconds * HERTZ)), HERTZ);
    const source = offline.createBufferSource();
    source.buffer = sound;
    source.connect(offline.destination);
    source.start();
    const rendered = await offline.startRendering();
    return { file: new Blob([wavOf(rendered.getChannelData(0), HERTZ)], { type: 'audio/wav' }), seconds };
  } finally {
    await context.close();
  }
}
