import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '@shared/core/errors';
import { receiveFile } from './receive-file';
import { makeMovie } from './test/movies';
import { drawPicture } from './test/pictures';

const MB = 2 ** 20;
const BOUNDARY = 'x-boundary-x';

let folder: string;
let server: Server;
let outcome: Promise<unknown>;
let settle: (value: unknown) => void;

beforeEach(() => {
  outcome = new Promise((resolve) => {
    settle = resolve;
  });
});
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lianxin-receive-'));
  server = createServer((incoming, response) => {
    receiveFile(incoming, folder).then(
      (file) => {
        settle(file);
        response.end('200');
      },
      (error: unknown) => {
        settle(error);
        response.end(error instanceof AppError ? String(error.status) : '500');
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

interface Part {
  field?: string;
  name?: string;
  type?: string;
  body: Buffer;
}

function form(parts: Part[], end = `\r\n--${BOUNDARY}--\r\n`): Buffer {
  const pieces = parts.map(({ field = 'file', name = 'a.jpg', type = 'image/jpeg', body }) =>
    Buffer.concat([
      Buffer.from(
        `\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
          `Content-Type: ${type}\r\n\r\n`,
      ),
      body,
    ]),
  );
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

function send(body: Buffer, headers: Record<string, string> = {}, chunked = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        method: 'POST',
        headers: {
          'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
          ...(chunked ? {} : { 'Content-Length': String(body.length) }),
          ...headers,
        },
      },
      (response) => {
        response.setEncoding('utf8');
        response.on('data', resolve);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const files = () => readdir(folder);
const code = async () => ((await outcome) as AppError).code;

describe('accepted', () => {
  afterEach(async () => {
    for (const name of await files()) await rm(path.join(folder, name));
  });

  test('a photo under a Chinese name, whatever type its sender claims', async () => {
    const body = await drawPicture();
    expect(await send(form([{ name: '井盖破损 照片.jpg', type: 'application/octet-stream', body }]))).toBe(
      '200',
    );
    const file = (await outcome) as { path: string };
    expect(file).toMatchObject({ bytes: body.length, format: 'jpeg' });
    expect((await readFile(file.path)).equals(body)).toBe(true);
  });

  test('names that try to climb out decide nothing', async () => {
    const body = await drawPicture({ format: 'png' });
    expect(await send(form([{ name: `../../etc/${'x'.repeat(5000)}.svg`, body }]))).toBe('200');
    expect(await outcome).toMatchObject({ format: 'png' });
    expect(path.dirname(((await outcome) as { path: string }).path)).toBe(folder);
  });

  test('a film, and more of it than a photo may have', async () => {
    const body = Buffer.concat([makeMovie(), Buffer.alloc(16 * MB)]);
    expect(await send(form([{ name: 'a.mp4', body }]))).toBe('200');
    expect(await outcome).toMatchObject({ format: 'mp4', bytes: body.length });
  });
});

describe('refused, leaving no file (rows 17 and 19)', () => {
  afterEach(async () => {
    await outcome;
    expect(await files()).toEqual([]);
  });

  const jpeg = (bytes: number) =>
    Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(bytes - 4)]);

  test.each([
    ['a photo of 30 MB', 30, {}, false],
    ['a photo one byte too long', 15 + 1 / MB, {}, false],
    ['30 MB without telling so before', 30, {}, true],
    ['120 MB', 60, { 'Content-Length': String(120 * MB) }, false],
  ])('%s: 413', async (_name, megabytes, headers: Record<string, string>, chunked) => {
    if (headers['Content-Length']) {
      // Told so before: refused without a byte of it being sent.
      const { port } = server.address() as AddressInfo;
      const socket = connect(port, '127.0.0.1');
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n` +
          `Content-Length: ${headers['Content-Length']}\r\n\r\n`,
      );
      expect(await code()).toBe('PAYLOAD_TOO_LARGE');
      socket.destroy();
      return;
    }
    const started = performance.now();
    const answer = send(form([{ body: jpeg(megabytes * MB) }]), headers, chunked);
    expect(await code()).toBe('PAYLOAD_TOO_LARGE');
    expect(performance.now() - started).toBeLessThan(6000);
    expect(await answer).toBe('413');
  });

  test.each<[string, Buffer]>([
    ['a PDF named .jpg', Buffer.from(`%PDF-1.7\n${'x'.repeat(500)}`)],
    ['an SVG', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${' '.repeat(100)}</svg>`)],
    ['a few bytes', Buffer.from('\xff\xd8\xff', 'latin1')],
  ])('%s: 415', async (_name, body) => {
    expect(await send(form([{ body }]))).toBe('415');
    expect(await code()).toBe('UNSUPPORTED_TYPE');
  });

  test.each<[string, () => Promise<Buffer>]>([
    ['ten files', async () => form(Array<Part>(10).fill({ body: await drawPicture() }))],
    [
      'a second file that is large',
      async () => form([{ body: await drawPicture() }, { body: jpeg(20 * MB) }]),
    ],
    ['a file in another field', async () => form([{ field: 'photo', body: await drawPicture() }])],
    ['an empty file', () => Promise.resolve(form([{ body: Buffer.alloc(0) }]))],
    ['no file', () => Promise.resolve(form([]))],
    ['a form without its end', async () => form([{ body: await drawPicture() }], '')],
    [
      'a part without an end to its headers',
      () => Promise.resolve(Buffer.from(`--${BOUNDARY}\r\nContent-Dispo`)),
    ],
  ])('%s: 400', async (_name, body) => {
    expect(await send(await body())).toBe('400');
    expect(await code()).toBe('VALIDATION_FAILED');
  });

  test.each([
    ['application/json', '415'],
    ['multipart/form-data', '400'],
    ['text/plain; multipart/form-data', '415'],
  ])('a body of %s: %s', async (type, status) => {
    expect(await send(form([{ body: jpeg(100) }]), { 'Content-Type': type })).toBe(status);
  });

  test('a sender who hangs up half way', async () => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const whole = form([{ body: jpeg(5 * MB) }]);
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\n` +
        `Content-Length: ${whole.length}\r\n\r\n`,
    );
    socket.write(whole.subarray(0, MB), () => setTimeout(() => socket.destroy(), 50));
    expect(await code()).toBe('VALIDATION_FAILED');
  });
});
