import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What may happen to a request on its way; `reach` says whether the API sees it. */
export const FAULTS = [
  'none',
  'delay', // answered late, still in time
  'lost', // never reaches the API, no answer
  'mute', // carried out, the answer never comes
  'reset', // connection reset before the API sees it
  'cut', // carried out, connection reset instead of the answer
  'half', // carried out, the answer breaks off in the middle
  'twice', // the API gets it twice at once
  'gateway', // 502 by a gateway, the API sees nothing
  'blame', // carried out, a gateway answers 504
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultyNetwork {
  /** Origin to talk to instead of the API's. */
  url: string;
  /** How often each fault happened. */
  counts: Record<Fault, number>;
  close(): Promise<void>;
}

/** Longer than any client here waits. */
const FOR_EVER_MS = 10_000;

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

function forward(origin: string, incoming: http.IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(
      `${origin}${incoming.url ?? '/'}`,
      {
        method: incoming.method,
        headers: { ...incoming.headers, host: new URL(origin).host, connection: 'close' },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => void chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 502,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
        response.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/**
 * A network between phones and the API on which everything goes wrong that can.
 * @param share of requests that meet a fault, 0–1
 * @param random source of [0, 1), so that a run can be repeated
 */
export async function startFaultyNetwork(
  origin: string,
  { share, random }: { share: number; random: () => number },
): Promise<FaultyNetwork> {
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const pick = (): Fault =>
    random() < share ? (FAULTS[1 + Math.floor(random() * (FAULTS.length - 1))] ?? 'none') : 'none';

  async function serve(incoming: http.IncomingMessage, outgoing: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const fault = pick();
    counts[fault] += 1;
    const refuse = (status: number) =>
      void outgoing.writeHead(status, { 'content-type': 'text/html' }).end('<html>gateway</html>');
    if (fault === 'reset') return void incoming.socket.destroy();
    if (fault === 'gateway') return refuse(502);
    if (fault === 'lost') {
      await sleep(FOR_EVER_MS, undefined, { ref: false });
      return void incoming.socket.destroy();
    }
    if (fault === 'delay') await sleep(50 + random() * 600);
    const tries = Array.from({ length: fault === 'twice' ? 2 : 1 }, () => forward(origin, incoming, body));
    // The API being restarted is one more of the network's faults.
    const [answer] = await Promise.allSettled(tries);
    if (answer?.status !== 'fulfilled') return void incoming.socket.destroy();
    if (fault === 'blame') return refuse(504);
    if (fault === 'cut') return void incoming.socket.destroy();
    if (fault === 'mute') {
      await sleep(FOR_EVER_MS, undefined, { ref: false });
      return void incoming.socket.destroy();
    }
    const { status, headers, body: answered } = answer.value;
    const { 'transfer-encoding': _chunked, connection: _connection, ...rest } = headers;
    outgoing.writeHead(status, { ...rest, 'content-length': answered.length });
    if (fault !== 'half') return void outgoing.end(answered);
    outgoing.write(answered.subarray(0, Math.floor(answered.length / 2)), () => incoming.socket.destroy());
  }

  const server = http.createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
