import type { IncomingMessage } from 'node:http';
import { UPLOAD_LIMITS } from '@shared/uploads/contract';

const MAX_BYTES = 2 * UPLOAD_LIMITS.videoBytes;
const MAX_MS = 15_000;

/**
 * Reads a refused upload to its end without keeping it: most clients read the answer only after they have sent
 * everything. Whoever sends more, or more slowly, than an honest client is hung up on.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let left = MAX_BYTES;
  const timer = setTimeout(() => request.destroy(), MAX_MS);
  timer.unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
  request.resume();
}
