// Failures before a connection exists: no byte of the request has left.
const beforeConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The system's or undici's code of a rejected fetch (`ECONNRESET`, `UND_ERR_SOCKET`, …). Only the code is taken:
 * messages of fetch can quote the URL, and with it a secret. Happy-eyeballs failures come as AggregateError whose
 * own code is that of the attempts.
 */
export function reasonOf(error: unknown): string {
  for (let cursor = error, depth = 0; isObject(cursor) && depth < 5; depth += 1, cursor = cursor.cause) {
    if (typeof cursor.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(cursor.code)) return cursor.code;
  }
  return 'FETCH_FAILED';
}

/** True when a failure with this code means that the request never left this machine. */
export function isSurelyUnsent(reason: string): boolean {
  return beforeConnection.has(reason);
}

function isObject(value: unknown): value is { code?: unknown; cause?: unknown } {
  return typeof value === 'object' && value !== null;
}
