import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Contract } from '@shared/core/contract';
import { AppError, invalidField } from '@shared/core/errors';
import { discardRest, type Rest } from './discard-rest';

/** A file on this disk that belongs to whoever holds this; he removes it. */
export interface ReceivedImport {
  path: string;
  /** What its sender says it is. */
  format: 'json' | 'table' | 'unknown';
}

/** What is left of a refused body is read to its end, up to this: only who has sent it all reads our answer. */
const REST: Rest = { bytes: 256 * 1024 * 1024, ms: 20_000 };

const tooLarge = (limit: number) =>
  new AppError('PAYLOAD_TOO_LARGE', `文件不能超过 ${Math.round(limit / 1024 / 1024)} MB`);

function counting(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > limit ? tooLarge(limit) : null, chunk);
    },
    flush: (done) => done(bytes === 0 ? invalidField('file', '文件是空的') : null),
  });
}

/** The one `file` part of a form. */
function partOf(request: IncomingMessage, save: (stream: Readable) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = busboy({
      headers: request.headers,
      limits: { files: 1, fields: 4, parts: 6, fieldSize: 1024, headerPairs: 20 },
    });
    let saving: Promise<void> | undefined;
    const broken = () => reject(invalidField('file', '上传中断，请重试'));
    form.on('file', (field, stream) => {
      stream.on('error', broken);
      if (field === 'file') {
        saving = save(stream);
        saving.catch(reject);
      } else {
        stream.resume();
        reject(invalidField(field.slice(0, 100), '文件的字段名应为 file'));
      }
    });
    form.on('filesLimit', () => reject(invalidField('file', '一次只能上传一个文件')));
    form.on('error', broken);
    form.on('close', () => {
      if (saving) saving.then(resolve, reject);
      else reject(invalidField('file', '请选择文件'));
    });
    request.on('close', () => !request.complete && broken());
    request.pipe(form);
  });
}

/**
 * Streams an uploaded file (the body itself, or the `file` field of a form) to a temporary file.
 * @throws AppError UNSUPPORTED_TYPE, PAYLOAD_TOO_LARGE, VALIDATION_FAILED; then no file is left
 */
export async function receiveImport(
  request: IncomingMessage,
  tmpDir: string,
  { fileTypes = [], body, bodyLimit = 0 }: Pick<Contract, 'fileTypes' | 'body' | 'bodyLimit'>,
): Promise<ReceivedImport> {
  const [type = '', parameters = ''] = (request.headers['content-type'] ?? '').split(/;(.*)/s);
  const kind = type.trim().toLowerCase();
  const isJson = body !== undefined && /^application\/(geo\+)?json$/.test(kind);
  const isForm = kind === 'multipart/form-data';
  const path = join(tmpDir, `${randomUUID()}.import`);
  try {
    if (!isJson && !isForm && !fileTypes.includes(kind))
      throw new AppError('UNSUPPORTED_TYPE', '请上传 GeoJSON、.xlsx 或 CSV 文件');
    const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(parameters)?.[1] ?? 'utf-8';
    if (isJson && !/^(utf-8|utf8|us-ascii)$/i.test(charset))
      throw new AppError('UNSUPPORTED_TYPE', '请求内容应为 UTF-8 编码');
    if (/^(?!identity$)./.test(request.headers['content-encoding'] ?? ''))
      throw new AppError('UNSUPPORTED_TYPE', '请求内容的编码不支持');
    if (Number(request.headers['content-length']) > bodyLimit + 4096) throw tooLarge(bodyLimit);
    const save = (stream: Readable) =>
      pipeline(stream, counting(bodyLimit), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    if (isForm) await partOf(request, save);
    // The request itself must outlive a refusal, to carry the answer.
    else
      await save(request.pipe(new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) })));
    return { path, format: isForm ? 'unknown' : isJson ? 'json' : 'table' };
  } catch (error) {
    discardRest(request, REST);
    await rm(path, { force: true });
    throw error;
  }
}
