import { createSecretKey } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import mongoose from 'mongoose';
import { pino } from 'pino';
import { AppError } from '@shared/core/errors';
import { uploadViewSchema } from '@shared/uploads/contract';
import { createDiskStorage, type ObjectStorage } from '@api/integrations/storage';
import { startEmbeddedStore, type EmbeddedStore } from '@api/store/embedded';
import * as uploads from '.';
import { parseRange } from './open-file';
import { makeMovie } from './test/movies';
import { CANARY, drawPicture, TAKEN_AT } from './test/pictures';

const HOUR = 3600_000;
const OWNER = 'a'.repeat(24);
const CASE = 'c'.repeat(24);
const OTHER_CASE = 'd'.repeat(24);

let folder: string;
let store: EmbeddedStore | null;
let photo: string;
let deps: uploads.UploadDeps;
let now = Date.parse('2026-11-22T02:00:00Z');
/** Keys whose removal fails, as on a broken disk. */
const stuck = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lianxin-uploads-'));
  store = process.env.MONGODB_URI ? null : await startEmbeddedStore({ dataDir: path.join(folder, 'store') });
  const dbName = `uploads_${process.pid}`;
  const db = await mongoose
    .createConnection(process.env.MONGODB_URI ?? store?.uri ?? '', { dbName })
    .asPromise();
  const disk = await createDiskStorage(path.join(folder, 'files'));
  const storage: ObjectStorage = {
    ...disk,
    remove: (key) => (stuck.has(key) ? Promise.reject(new Error('disk broken')) : disk.remove(key)),
  };
  deps = {
    db,
    storage,
    clock: () => now,
    log: pino({ level: 'silent' }),
    tmpDir: path.join(folder, 'tmp'),
    keys: { jwt: createSecretKey(Buffer.alloc(32, 1)), fileUrl: createSecretKey(Buffer.alloc(32, 2)) },
  };
  await mkdir(deps.tmpDir);
  await uploads.createUploadIndexes(deps);
  photo = path.join(folder, 'photo.jpg');
  await writeFile(photo, await drawPicture({ metadata: true }));
});
afterAll(async () => {
  await deps.db.dropDatabase();
  await deps.db.close();
  await store?.stop();
  await rm(folder, { recursive: true });
});

async function upload(ownerId = OWNER) {
  const file = path.join(deps.tmpDir, `${Math.random()}.upload`);
  await copyFile(photo, file);
  return uploads.createUpload(deps, ownerId, { path: file, bytes: (await stat(file)).size, format: 'jpeg' });
}
const newId = async (ownerId = OWNER) => (await upload(ownerId)).doc._id.toHexString();
const stored = () => uploads.uploadsOf(deps.db).find().sort({ _id: 1 }).lean();
const find = (id: string) => uploads.uploadsOf(deps.db).findById(id).lean<uploads.UploadDoc>();
const claim = (ids: string[], caseId = CASE, visibility: 'public' | 'private' = 'public', ownerId = OWNER) =>
  uploads.claimUploads(deps, { ownerId, ids, caseId, visibility });

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const key of deps.storage.list('')) found.push(key);
  return found;
}

function query(url: string | null) {
  const { searchParams } = new URL(url ?? '', 'http://x');
  const size = searchParams.get('size') as uploads.FileSize;
  return { size, exp: searchParams.get('exp') ?? undefined, sig: searchParams.get('sig') ?? undefined };
}

/** As the cases know it; by itself every photo of a case is shown. */
let isShown = true;
const open = (id: string, request: Parameters<typeof uploads.openFile>[2]) =>
  uploads.openFile(deps, id, request, () => Promise.resolve(isShown));

async function fetchFile(id: string, request: Parameters<typeof uploads.openFile>[2]) {
  const file = await open(id, request);
  return { ...file, stream: await buffer(file.stream) };
}

describe('creating', () => {
  test('a photo is stored clean, shown by signed addresses, its place told and forgotten', async () => {
    const { doc, takenAt } = await upload();
    const view = uploads.presentUpload(doc, deps, takenAt);
    expect(uploadViewSchema.parse(view)).toEqual(view);
    expect(view).toMatchObject({
      kind: 'image',
      width: 96,
      height: 64,
      suggestedPlace: { coordType: 'gcj02' },
    });
    // GCJ-02 lies some hundred metres from WGS-84 in Hangzhou.
    expect(Math.abs((view.suggestedPlace?.lng ?? 0) - TAKEN_AT.lng)).toBeGreaterThan(0.003);
    expect(Math.abs((view.suggestedPlace?.lng ?? 0) - TAKEN_AT.lng)).toBeLessThan(0.01);
    for (const url of [view.url, view.thumbUrl]) {
      const file = await fetchFile(view.id, query(url));
      expect(file).toMatchObject({ contentType: 'image/jpeg', visibility: 'private' });
      expect(file.stream.includes(CANARY)).toBe(false);
      expect(file.stream.length).toBe(file.size);
    }
    expect(JSON.stringify(await find(view.id))).not.toMatch(/30\.2|120\.1|CANARY/);
    expect(await readdir(deps.tmpDir)).toEqual([]);
  });

  test('a film is stored without thumbnail and read by ranges', async () => {
    const file = path.join(deps.tmpDir, 'film.upload');
    const film = makeMovie();
    await writeFile(file, film);
    const { doc } = await uploads.createUpload(deps, OWNER, {
      path: file,
      bytes: film.length,
      format: 'mp4',
    });
    const view = uploads.presentUpload(doc, deps);
    expect(view).toMatchObject({
      kind: 'video',
      thumbUrl: null,
      width: 640,
      height: 360,
      bytes: film.length,
    });
    const part = await fetchFile(view.id, { ...query(view.url), range: 'bytes=4-11' });
    expect(part).toMatchObject({ range: { start: 4, end: 11 }, size: film.length, contentType: 'video/mp4' });
    expect(part.stream.toString()).toBe('ftypisom');
    await expect(
      open(view.id, query(uploads.signedFileUrl(deps, view.id, 'thumb', 'known'))),
    ).rejects.toThrow(AppError);
    expect(await readdir(deps.tmpDir)).toEqual([]);
  });

  test('what is refused, or cannot be stored, leaves nothing', async () => {
    const before = { docs: await stored(), keys: await keys() };
    const file = path.join(deps.tmpDir, 'bad.upload');
    await writeFile(file, (await readFile(photo)).subarray(0, 300));
    const cutOff = uploads.createUpload(deps, OWNER, { path: file, bytes: 300, format: 'jpeg' });
    await expect(cutOff).rejects.toMatchObject({ code: 'UNSUPPORTED_TYPE' });
    const { storage } = deps;
    let puts = 0;
    deps.storage = {
      ...storage,
      put: (...args) => (++puts === 2 ? Promise.reject(new Error('disk full')) : storage.put(...args)),
    };
    await expect(upload()).rejects.toThrow('disk full');
    deps.storage = storage;
    expect(puts).toBe(2);
    expect({ docs: await stored(), keys: await keys() }).toEqual(before);
    expect(await readdir(deps.tmpDir)).toEqual([]);
  });
});

describe('claiming', () => {
  test('attaches to a case, in the order asked for, and again for the same case', async () => {
    const ids = [await newId(), await newId()].reverse();
    const claimed = await claim(ids);
    expect(claimed).toEqual(ids.map((id) => ({ id, kind: 'image', width: 96, height: 64 })));
    expect(await claim(ids)).toEqual(claimed);
    const doc = await find(ids[0] as string);
    expect(doc).toMatchObject({
      status: 'attached',
      attachedTo: { type: 'case', id: CASE },
      visibility: 'public',
    });
    expect(doc).not.toHaveProperty('expiresAt');
  });

  test('names every one that cannot be used and changes nothing', async () => {
    const used = await newId();
    await claim([used], OTHER_CASE);
    const ids = [await newId(), 'f'.repeat(24), await newId('b'.repeat(24)), used];
    const before = await stored();
    const error = await claim(ids).catch((caught: unknown) => caught as AppError);
    expect(error).toMatchObject({ code: 'UPLOAD_NOT_USABLE', status: 422 });
    expect((error as AppError).issues?.map((issue) => issue.path)).toEqual(
      [1, 2, 3].map((i) => `uploadIds.${i}`),
    );
    expect((error as AppError).detail).toContain('第 2 张');
    expect(await stored()).toEqual(before);
  });

  test('somebody else cannot claim what his case already holds under another owner', async () => {
    const id = await newId();
    await claim([id]);
    await expect(claim([id], CASE, 'public', 'b'.repeat(24))).rejects.toMatchObject({
      code: 'UPLOAD_NOT_USABLE',
    });
  });

  test('of cases that race for the same photos one gets all, the others nothing', async () => {
    const ids = [await newId(), await newId(), await newId()];
    const cases = ['1', '2', '3', '4', '5', '6'].map((digit) => digit.repeat(24));
    // Half of them in the other order: each side can win some before it meets the other.
    const results = await Promise.allSettled(cases.map((c, i) => claim(i % 2 ? [...ids].reverse() : ids, c)));
    const winners = cases.filter((_, i) => results[i]?.status === 'fulfilled');
    const docs = await Promise.all(ids.map(find));
    expect(winners.length).toBeLessThanOrEqual(1);
    const expected = winners[0] === undefined ? null : { type: 'case', id: winners[0] };
    for (const doc of docs) {
      expect(doc?.attachedTo).toEqual(expected);
      expect(doc?.status).toBe(expected ? 'attached' : 'free');
      expect(doc?.expiresAt === undefined).toBe(expected !== null);
    }
  });

  test('released ones are free again for a day, of that case only', async () => {
    const [id, other] = [await newId(), await newId()];
    await claim([id]);
    await claim([other], OTHER_CASE);
    await uploads.releaseUploads(deps, CASE, [id, other]);
    expect(await find(id)).toMatchObject({ status: 'free', attachedTo: null, visibility: 'private' });
    expect((await find(id))?.expiresAt?.getTime()).toBe(now + 24 * HOUR);
    expect(await find(other)).toMatchObject({ status: 'attached' });
    await claim([id], OTHER_CASE);
  });
});

describe('opening (row 19)', () => {
  const notFound = { code: 'NOT_FOUND' };

  test('private files need their own, unexpired signature', async () => {
    const id = await newId();
    const other = await newId();
    await claim([id, other], CASE, 'private');
    const full = query(uploads.signedFileUrl(deps, id, 'full', 'known'));
    const exp = Number(full.exp);
    await expect(open(id, { size: 'full' })).rejects.toMatchObject(notFound);
    await expect(open(other, full)).rejects.toMatchObject(notFound);
    await expect(open(id, { ...full, size: 'thumb' })).rejects.toMatchObject(notFound);
    await expect(open(id, { ...full, exp: String(exp + 1) })).rejects.toMatchObject(notFound);
    await expect(open(id, { ...full, sig: full.sig?.slice(1) })).rejects.toMatchObject(notFound);
    await expect(open(id, { ...full, sig: '照片' })).rejects.toMatchObject(notFound);
    expect((await fetchFile(id, full)).visibility).toBe('private');
    const later = now;
    now = exp * 1000;
    await expect(open(id, full)).rejects.toMatchObject(notFound);
    now = later;
  });

  test('public files need none, until they are made private', async () => {
    const id = await newId();
    await claim([id], 'e'.repeat(24));
    expect((await fetchFile(id, { size: 'full' })).visibility).toBe('public');
    await uploads.setVisibility(deps, 'e'.repeat(24), 'private');
    await expect(open(id, { size: 'full' })).rejects.toMatchObject(notFound);
    await uploads.setVisibility(deps, 'e'.repeat(24), 'public', ['f'.repeat(24)]);
    await expect(open(id, { size: 'full' })).rejects.toMatchObject(notFound);
  });

  test('one kept from the public opens only for whom it was signed as known, from that moment on', async () => {
    const id = await newId();
    await claim([id], 'd'.repeat(24));
    const [forAll, forKnowing] = (['public', 'known'] as const).map((purpose) =>
      query(uploads.signedFileUrl(deps, id, 'full', purpose)),
    );
    expect((await fetchFile(id, forAll ?? { size: 'full' })).visibility).toBe('public');
    isShown = false;
    await expect(open(id, { size: 'full' })).rejects.toMatchObject(notFound);
    await expect(open(id, forAll ?? { size: 'full' })).rejects.toMatchObject(notFound);
    // And no shared cache keeps what only some may see.
    expect((await fetchFile(id, forKnowing ?? { size: 'full' })).visibility).toBe('private');
    isShown = true;
  });

  test('what does not exist is the same 404', async () => {
    const id = 'f'.repeat(24);
    await expect(open(id, query(uploads.signedFileUrl(deps, id, 'full', 'known')))).rejects.toMatchObject(
      notFound,
    );
  });

  test('addresses stay the same during an hour and live two to three', () => {
    const id = 'f'.repeat(24);
    const address = (at: number) => uploads.signedFileUrl({ ...deps, clock: () => at }, id, 'full', 'known');
    const hour = Date.parse('2026-11-22T03:00:00Z');
    expect(address(hour + 1)).toBe(address(hour + HOUR));
    expect(address(hour + 1)).not.toBe(address(hour));
    for (const at of [hour, hour + 1, hour + HOUR / 2]) {
      const life = Number(query(address(at)).exp) * 1000 - at;
      expect(life).toBeGreaterThanOrEqual(2 * HOUR);
      expect(life).toBeLessThanOrEqual(3 * HOUR);
    }
  });

  test.each([
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=100-', null],
    ['bytes=20-10', null],
    ['bytes=-0', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    [undefined, null],
  ])('range %s', (header, range) => {
    expect(parseRange(header, 100)).toEqual(range);
  });
});

describe('purging', () => {
  beforeEach(() => uploads.purgeExpiredUploads(deps, now + 100 * HOUR)); // what other tests left

  test('after a day, what nobody uses is gone with its files; what is used stays', async () => {
    const [used, free] = [await newId(), await newId()];
    await claim([used], CASE);
    const before = await keys();
    expect(await uploads.purgeExpiredUploads(deps, now + 24 * HOUR - 1)).toEqual({ removed: 0, failed: 0 });
    expect(await uploads.purgeExpiredUploads(deps, now + 24 * HOUR)).toEqual({ removed: 1, failed: 0 });
    expect(await find(free)).toBeNull();
    expect((await keys()).sort()).toEqual(before.filter((key) => !key.includes(free)).sort());
    expect(await find(used)).toMatchObject({ status: 'attached' });
  });

  test('one whose time is over can be neither claimed nor seen, even before the purge', async () => {
    const id = await newId();
    const signed = query(
      uploads.signedFileUrl({ ...deps, clock: () => now + 24 * HOUR }, id, 'full', 'known'),
    );
    now += 24 * HOUR;
    await expect(claim([id])).rejects.toMatchObject({ code: 'UPLOAD_NOT_USABLE' });
    await expect(open(id, signed)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    now -= 24 * HOUR;
  });

  test('a failed removal is tried again at the next run, and hinders no other', async () => {
    const [bad, good] = [(await upload()).doc, (await upload()).doc];
    stuck.add(bad.key);
    expect(await uploads.purgeExpiredUploads(deps, now + 25 * HOUR)).toEqual({ removed: 1, failed: 1 });
    expect(await find(good._id.toHexString())).toBeNull();
    await expect(claim([bad._id.toHexString()])).rejects.toMatchObject({ code: 'UPLOAD_NOT_USABLE' });
    stuck.clear();
    expect(await uploads.purgeExpiredUploads(deps, now + 25 * HOUR)).toEqual({ removed: 1, failed: 0 });
    expect((await keys()).some((key) => key.includes(bad._id.toHexString()))).toBe(false);
  });

  test('temporary files of a crash go, fresh ones and those of others stay', async () => {
    for (const name of ['old.upload', 'fresh.upload', 'old.other'])
      await writeFile(path.join(deps.tmpDir, name), 'x');
    for (const name of ['old.upload', 'old.other']) await utimes(path.join(deps.tmpDir, name), 1, 1);
    await uploads.purgeExpiredUploads(deps, now);
    expect((await readdir(deps.tmpDir)).sort()).toEqual(['fresh.upload', 'old.other']);
  });

  test('what a purge looks for is found by index', async () => {
    const plan = JSON.stringify(
      await uploads
        .uploadsOf(deps.db)
        .collection.find({ status: 'expired', expiresAt: { $lte: new Date(now) } })
        .explain('queryPlanner'),
    );
    expect(plan).toContain('IXSCAN');
    expect(plan).not.toContain('COLLSCAN');
  });
});
