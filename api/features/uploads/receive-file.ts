import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Readable } from 'node:stream';
import busboy, { type Busboy } from 'busboy';
import { AppError, invalidField } from '@shared/core/errors';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';
import { discardRest, type Rest } from '@api/http/discard-rest';
import { isAudio, SNIFF_BYTES, sniffFormat, type FileFormat } from './file-format';
import { refusals } from './refusals';

/** A file on this machine's disk that belongs to whoever holds this; he removes it. */
export interface ReceivedFile {
  path: string;
  bytes: number;
  format: FileFormat;
}

/** Ending of temporary files, by which `removeStaleFiles` knows its own. */
export const TEMP_ENDING = '.upload';
/** Boundaries and part headers around the file. */
const ENVELOPE_BYTES = 64 * 1024;
/** Of what was refused. */
const REST: Rest = { bytes: 2 * UPLOAD_LIMITS.videoBytes, ms: 15_000 };

function limitOf(format: FileFormat): number {
  if (isAudio(format)) return UPLOAD_LIMITS.audioBytes;
  return format === 'mp4' ? UPLOAD_LIMITS.videoBytes : UPLOAD_LIMITS.imageBytes;
}

/** Writes at most as much as its format allows; what it is shows in the first bytes, before anything is written. */
async function saveFile(stream: Readable, tmpDir: string): Promise<ReceivedFile> {
  const file = path.join(tmpDir, `${randomUUID()}${TEMP_ENDING}`);
  const handle = await open(file, 'wx', 0o600);
  try {
    let format: FileFormat | null = null;
    let head = Buffer.alloc(0);
    let bytes = 0;
    // Left open when refused, so that the refusal below is the first thing that happens, not the parser's complaint.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      let ready = chunk;
      if (format === null) {
        head = Buffer.concat([head, chunk]);
        if (head.length < SNIFF_BYTES) continue;
        format = sniffFormat(head);
        if (format === null) throw refusals.unsupported();
        ready = head;
      }
      if (bytes > limitOf(format)) throw refusals.tooLarge(format);
      await handle.writeFile(ready);
    }
    if (bytes === 0) throw invalidField('file', '文件是空的，请重新选择');
    if (format === null) throw refusals.unsupported();
    await handle.close();
    return { path: file, bytes, format };
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
}

function createParser(request: IncomingMessage): Busboy {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) throw refusals.notMultipart();
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: 1,
        fileSize: UPLOAD_LIMITS.videoBytes + 1,
        fields: 8,
        fieldNameSize: 100,
        fieldSize: 1024,
        parts: 10,
        headerPairs: 20,
      },
    });
  } catch (cause) {
    throw new AppError('VALIDATION_FAILED', '上传的表单无法读取', { cause });
  }
}

/**
 * Streams the one `file` part of a multipart request to a temporary file, refusing as early as can be: by
 * Content-Length, by the first bytes of the file, by the first byte too many. The client's file name is not looked at.
 * @returns the file; the caller removes it
 * @throws AppError PAYLOAD_TOO_LARGE, UNSUPPORTED_TYPE or VALIDATION_FAILED; then no file is left
 */
export async function receiveFile(request: IncomingMessage, tmpDir: string): Promise<ReceivedFile> {
  let saving: Promise<ReceivedFile> | undefined;
  let parser: Busboy | undefined;
  try {
    if (Number(request.headers['content-length']) > UPLOAD_LIMITS.videoBytes + ENVELOPE_BYTES)
      throw refusals.tooLarge(null);
    parser = createParser(request);
    const form = parser;
    await new Promise<void>((resolve, reject) => {
      const broken = () => reject(invalidField('file', '上传中断，请重试'));
      form.on('file', (field, stream) => {
        // Its failure is reported by whoever reads it; a destroyed stream must not bring the process down.
        stream.on('error', broken);
        if (field !== 'file') {
          stream.resume();
          reject(invalidField(field.slice(0, 100), '文件的字段名应为 file'));
          return;
        }
        saving = saveFile(stream, tmpDir);
        saving.catch(reject);
      });
      form.on('filesLimit', () => reject(invalidField('file', '一次只能上传一个文件')));
      for (const event of ['partsLimit', 'fieldsLimit'] as const)
        form.on(event, () => reject(invalidField('', '上传的表单里有多余的内容')));
      form.on('error', broken);
      form.on('close', resolve);
      request.on('error', broken);
      request.on('close', () => !request.complete && broken());
      request.pipe(form);
    });
    if (!saving) throw invalidField('file', '请选择要上传的照片、视频或录音');
    return await saving;
  } catch (error) {
    request.unpipe();
    parser?.destroy(); // ends the file's stream too, so that `saving` settles
    discardRest(request, REST);
    // The part that did arrive whole goes too; one that failed has already removed itself.
    const saved = await saving?.catch(() => null);
    if (saved) await rm(saved.path, { force: true });
    throw error;
  }
}
