import type { IncomingMessage } from 'node:http';

/** What an honest client still sends at most. */
export interface Rest {
  bytes: number;
  ms: number;
}

/**
 * Reads a refused upload to its end without keeping it: most clients read the answer only after they have sent
 * everything. Whoever sends more, or more slowly, than an honest client is hung up on.
 */
export function discardRest(request: IncomingMessage, { bytes, ms }: Rest): void {
  request.unpipe();
  if (request.complete || request.destroyed) return;
  let left = bytes;
  const timer = setTimeout(() => request.destroy(), ms);
  timer.unref();
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.once('close', () => clearTimeout(timer));
  request.once('end', () => clearTimeout(timer));
  request.resume();
}
