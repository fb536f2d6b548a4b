import { READ_MANY_AT_MOST, readMany } from '@shared/core/read-many';
import { NetworkError } from './errors';
import { type HttpRequest, type HttpResponse, type Transport } from './ports';

/** Reads that a page starts within this time go out together: less than anybody notices. */
const GATHER_MS = 8;

interface Waiting {
  request: HttpRequest;
  settle: (answer: Promise<HttpResponse>) => void;
}

/**
 * A transport whose reads travel together: what a page asks for at the same moment is one request, since on a weak
 * network each round trip costs a second. Everything else passes as it is. A read that was called off is not sent; once
 * on its way its answer is dropped.
 * @param base address of the API, as in the URLs of the requests
 */
export function createBatching(transport: Transport, base: string): Transport {
  const queues = new Map<string, Waiting[]>();

  const alone = ({ request, settle }: Waiting) => settle(transport(request));

  async function together(waiting: Waiting[]): Promise<void> {
    const [first] = waiting;
    if (!first || waiting.length === 1) {
      waiting.forEach(alone);
      return;
    }
    const query = waiting
      .map(({ request }) => `path=${encodeURIComponent(request.url.slice(base.length))}`)
      .join('&');
    const timeoutMs = Math.max(...waiting.map(({ request }) => request.timeoutMs));
    const { method, headers } = first.request;
    const answer = transport({ method, headers, url: `${base}${readMany.path}?${query}`, timeoutMs });
    const parts = await answer.then(partsOf, () => null);
    waiting.forEach(({ settle, request }, at) => {
      const part = parts?.[at];
      if (part) settle(Promise.resolve({ status: part.status, headers: {}, data: part.body ?? '' }));
      // A file cannot be carried; refused or lost as a whole, each hears so.
      else settle(parts ? transport(request) : answer);
    });
  }

  function flush(key: string): void {
    const waiting = (queues.get(key) ?? []).filter(({ request }) => !request.signal?.aborted);
    queues.delete(key);
    for (let at = 0; at < waiting.length; at += READ_MANY_AT_MOST)
      void together(waiting.slice(at, at + READ_MANY_AT_MOST));
  }

  return (request) => {
    if (request.method !== 'GET' || !request.url.startsWith(base)) return transport(request);
    if (request.signal?.aborted) return Promise.reject(new NetworkError('aborted'));
    return new Promise<HttpResponse>((resolve, reject) => {
      request.signal?.addEventListener('abort', () => reject(new NetworkError('aborted')));
      // Only what the same person asks goes together.
      const key = request.headers.authorization ?? '';
      const queue = queues.get(key);
      const waiting = {
        request,
        settle: (answer: Promise<HttpResponse>) => void answer.then(resolve, reject),
      };
      if (queue) queue.push(waiting);
      else {
        queues.set(key, [waiting]);
        setTimeout(() => flush(key), GATHER_MS);
      }
    });
  };
}

interface Part {
  status: number;
  body: unknown;
}

/** The answers inside; null when the request as a whole was refused. */
function partsOf({ status, data }: HttpResponse): Part[] | null {
  return status === 200 ? (data as { answers: Part[] }).answers : null;
}
