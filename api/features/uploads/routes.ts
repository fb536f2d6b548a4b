import type Koa from 'koa';
import * as contracts from '@shared/uploads/contract';
import { route } from '@api/http/route';
import { createUpload } from './create-upload';
import { type IsShown, openFile } from './open-file';
import { presentUpload } from './present-upload';
import { receiveFile } from './receive-file';
import type { FileSize } from './signed-file-url';
import type { UploadDeps } from './upload-deps';

/** How long a browser keeps a file without asking; a public case may be made private meanwhile. */
const MAX_AGE_S = 3600;

interface FileQuery {
  size: FileSize;
  exp?: string;
  sig?: string;
}

async function serveFile(
  deps: UploadDeps,
  isShown: IsShown,
  id: string,
  query: FileQuery,
  ctx: Koa.Context,
): Promise<void> {
  const file = await openFile(deps, id, { ...query, range: ctx.get('Range') }, isShown);
  ctx.set('Cache-Control', `${file.visibility}, max-age=${MAX_AGE_S}`);
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Security-Policy', "default-src 'none'; sandbox");
  ctx.set('Accept-Ranges', 'bytes');
  // What an id stands for never changes: the id is the entity tag.
  ctx.set('ETag', `"${id}-${query.size}"`);
  ctx.status = 200;
  ctx.type = file.contentType;
  ctx.body = file.stream;
  if (ctx.fresh) {
    ctx.status = 304; // Koa drops the body and closes the stream
  } else if (file.range) {
    const { start, end } = file.range;
    ctx.status = 206;
    ctx.set('Content-Range', `bytes ${start}-${end}/${file.size}`);
    ctx.length = end - start + 1;
  } else ctx.length = file.size;
}

export const uploadRoutes = (deps: UploadDeps, isShown: IsShown) => [
  route(contracts.createUpload, async (_input, { actor, koa }) => {
    const file = await receiveFile(koa.req, deps.tmpDir);
    const { doc, takenAt } = await createUpload(deps, actor.userId, file);
    return presentUpload(doc, deps, takenAt);
  }),
  route(contracts.getFile, ({ params, query }, { koa }) => serveFile(deps, isShown, params.id, query, koa)),
];
