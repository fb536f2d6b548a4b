import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@shared/core/errors';
import { type AudioFormat, SNIFF_BYTES, sniffFormat } from './file-format';
import { processAudio } from './process-audio';
import { CANARY } from './test/pictures';
import { makeMp3, makeWav } from './test/sounds';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lianxin-audio-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function process(data: Buffer, format: AudioFormat) {
  const file = path.join(folder, 'note');
  await writeFile(file, data);
  return processAudio(file, format);
}
const refusal = (data: Buffer, format: AudioFormat) =>
  process(data, format).then(
    () => 'taken',
    (error: unknown) => (error instanceof AppError ? `${error.code} ${error.detail}` : error),
  );

test.each<[AudioFormat, Buffer]>([
  ['mp3', makeMp3(12)],
  ['wav', makeWav(12)],
])('%s is known by its bytes, measured, and kept without its tags', async (format, data) => {
  expect(sniffFormat(data.subarray(0, SNIFF_BYTES))).toBe(format);
  const { sound, seconds } = await process(data, format);
  expect(Math.abs(seconds - 12)).toBeLessThanOrEqual(0.1);
  expect(sound.includes(CANARY)).toBe(false);
  // What is kept is a file of its own: it reads as before.
  expect(sniffFormat(sound.subarray(0, SNIFF_BYTES))).toBe(format);
  expect(await process(sound, format)).toMatchObject({ seconds });
});

test('an MP3 without a tag is known by its first frame', () => {
  const bare = makeMp3(1).subarray(10 + CANARY.length);
  expect(sniffFormat(bare.subarray(0, SNIFF_BYTES))).toBe('mp3');
});

test('sixty seconds are taken, more are refused in words', async () => {
  for (const [format, make] of [
    ['mp3', makeMp3],
    ['wav', makeWav],
  ] as const) {
    expect(await process(make(60), format)).toMatchObject({ seconds: expect.closeTo(60, 0) as number });
    expect(await refusal(make(62), format)).toBe('PAYLOAD_TOO_LARGE 录音不能超过 60 秒，请分几次说');
  }
});

test.each<[string, AudioFormat, Buffer, string]>([
  ['a tag alone', 'mp3', makeMp3(0), 'UNSUPPORTED_TYPE 文件不完整'],
  [
    'a tag longer than the file',
    'mp3',
    Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f'),
    'UNSUPPORTED_TYPE 文件不完整',
  ],
  ['a WAV that ends in its header', 'wav', makeWav(1).subarray(0, 60), 'UNSUPPORTED_TYPE 文件不完整'],
  ['a WAV of 8 bits', 'wav', makeWav(1, { bits: 8 }), 'UNSUPPORTED_TYPE 只能上传'],
  ['a WAV of no speed', 'wav', makeWav(1, { hertz: 1 }), 'UNSUPPORTED_TYPE 只能上传'],
  [
    'a script behind the sound',
    'mp3',
    Buffer.concat([makeMp3(1), Buffer.from('<script>alert(1)</script>')]),
    'UNSUPPORTED_TYPE 文件里夹带',
  ],
])('%s is refused', async (_name, format, data, words) => {
  expect(await refusal(data, format)).toContain(words);
});
