import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppError } from '@shared/core/errors';
import { sniffFormat } from './file-format';
import { processVideo } from './process-video';
import { box, DATE_BYTES, FILM, GPS_SAMPLES, makeMovie, u32 } from './test/movies';
import { CANARY } from './test/pictures';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lianxin-video-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function process(file: Buffer) {
  const name = path.join(folder, 'film');
  await writeFile(name, file);
  const size = await processVideo(name);
  return { size, kept: await readFile(name) };
}

test('a film keeps picture and sound where they were and loses everything else that tells', async () => {
  const sent = makeMovie();
  expect(sniffFormat(sent)).toBe('mp4');
  const { size, kept } = await process(sent);
  expect(size).toEqual({ width: 640, height: 360 });
  for (const trace of [CANARY, '\xa9xyz', '+30.2583', GPS_SAMPLES, 'gpmd', 'meta', 'udta'])
    expect(kept.includes(trace, 0, 'latin1')).toBe(false);
  expect(kept.includes(DATE_BYTES)).toBe(false);
  expect(kept.length).toBe(sent.length);
  expect(kept.indexOf(FILM)).toBe(sent.indexOf(FILM));
});

test('a film held upright tells its size upright', async () => {
  expect((await process(makeMovie({ turned: true }))).size).toEqual({ width: 360, height: 640 });
});

test('what an iPhone films is taken, and from then on named so that others play it', async () => {
  const film = makeMovie();
  film.write('qt  ', 8, 'latin1');
  expect(sniffFormat(film)).toBe('mp4');
  const { kept } = await process(film);
  expect(kept.toString('latin1', 4, 12)).toBe('ftypmp42');
  expect(kept.indexOf(FILM)).toBe(film.indexOf(FILM));
});

test.each([
  ['half a minute and the moment a camera stops late', { seconds: 31 }, null],
  ['longer', { seconds: 32 }, 'PAYLOAD_TOO_LARGE'],
  ['longer, whatever its head says', { seconds: 600, said: 10 }, 'PAYLOAD_TOO_LARGE'],
  ['longer by its head alone', { seconds: 10, said: 600 }, 'PAYLOAD_TOO_LARGE'],
])('a film of %s', async (_, film, refusal) => {
  const sent = makeMovie(film);
  const code = await process(sent).then(
    () => null,
    (error: AppError) => error.code,
  );
  expect(code).toBe(refusal);
  if (refusal) expect((await readFile(path.join(folder, 'film'))).equals(sent)).toBe(true);
});

test('cleaning a clean film changes nothing', async () => {
  const { kept } = await process(makeMovie());
  expect((await process(kept)).kept.equals(kept)).toBe(true);
});

const ftyp = box('ftyp', 'isom', u32(512), 'isom');
const wideBox = Buffer.concat([u32(1), Buffer.from('mdat'), u32(0xffffffff, 0xffffffff)]);
const hugeTrack = (boxes: Buffer) =>
  Buffer.concat([
    ftyp,
    box('moov', box('trak', box('mdia', box('hdlr', u32(0, 0), 'gpmd'), box('minf', boxes)))),
  ]);
const chunks = (stsz: Buffer, stco: Buffer) =>
  hugeTrack(box('stbl', box('stsz', stsz), box('stsc', u32(0, 1, 1, 1, 1)), box('stco', stco)));

test.each<[string, Buffer]>([
  ['cut off', makeMovie().subarray(0, -9)],
  ['cut off within its tables', makeMovie().subarray(0, 300)],
  ['without tables', Buffer.concat([ftyp, box('mdat', 'film')])],
  ['without pictures', makeMovie({ tracks: ['soun'] })],
  ['longer than it is', Buffer.concat([ftyp, wideBox])],
  ['with a box inside that reaches out of its parent', Buffer.concat([ftyp, box('moov', u32(5000), 'trak')])],
  ['with a box shorter than its header', Buffer.concat([ftyp, box('moov', u32(4), 'trak')])],
  ['with a box cut in its header', Buffer.concat([ftyp, Buffer.from('\0\0')])],
  ['naming samples beyond its end', chunks(u32(0, 1_000_000, 1), u32(0, 1, 40))],
  ['naming more chunks than there are', chunks(u32(0, 4, 1), u32(0, 0xffffffff, 40))],
  ['naming the same bytes over and over', chunks(u32(0, 30, 1), u32(0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0))],
  ['a page too', Buffer.concat([makeMovie(), box('free', '<html><script>')])],
])('a film that is %s is refused', async (_name, file) => {
  await expect(process(file)).rejects.toMatchObject({ code: 'UNSUPPORTED_TYPE' });
});
