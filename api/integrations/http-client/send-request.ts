import { isSurelyUnsent, reasonOf } from './network-reason';

/** What to send. `timeoutMs` covers connecting, waiting and reading the whole body. */
export interface OutgoingRequest {
  method: 'GET' | 'POST';
  url: string;
  headers?: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** A longer answer is refused while it arrives, so a broken peer cannot fill the memory. */
  maxBytes: number;
}

/** Any answer that arrived whole, whatever its status. */
export interface IncomingResponse {
  status: number;
  contentType: string;
  body: Buffer;
}

/**
 * No usable answer. `unsent` is true only when the request surely never reached the peer (name not resolved,
 * connection refused); false means "perhaps". Carries no URL and no cause: both may hold secrets.
 */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  constructor(
    readonly kind: 'timeout' | 'network' | 'too_large',
    readonly unsent: boolean,
    readonly reason: string,
  ) {
    super(`request failed: ${kind} (${reason})`);
  }
}

/**
 * Sends one HTTP request and reads the whole answer. Redirects are not followed: credentials in the query must
 * not travel to another host.
 * @returns the answer, also for 4xx and 5xx
 * @throws RequestFailure on time-out, network failure or an answer above `maxBytes`
 */
export async function sendRequest(
  fetchFn: typeof fetch,
  request: OutgoingRequest,
): Promise<IncomingResponse> {
  const abort = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    abort.abort();
  }, request.timeoutMs);
  try {
    const response = await fetchFn(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: abort.signal,
    });
    const body = await readBody(response, request.maxBytes);
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', body };
  } catch (error) {
    if (error instanceof RequestFailure) {
      abort.abort();
      throw error;
    }
    if (timedOut) throw new RequestFailure('timeout', false, `no answer within ${request.timeoutMs} ms`);
    const reason = reasonOf(error);
    throw new RequestFailure('network', isSurelyUnsent(reason), reason);
  } finally {
    clearTimeout(timer);
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  if (!response.body) return Buffer.alloc(0);
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks);
    bytes += value.byteLength;
    if (bytes > maxBytes) throw new RequestFailure('too_large', false, `answer above ${maxBytes} bytes`);
    chunks.push(value);
  }
}
