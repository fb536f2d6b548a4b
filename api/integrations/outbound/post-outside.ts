import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-addresses';

/** No answer that counts. `message` is safe to show: it names no address that the name resolved to. */
export class OutboundFailure extends Error {
  override readonly name = 'OutboundFailure';
}

const REFUSED = 'EPRIVATE';

/** Resolves a name and refuses it when any of its addresses is not public; the connection goes to what was checked. */
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error || !first) return done(error ?? new Error('no address'), '', 0);
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return done(Object.assign(new Error('private address'), { code: REFUSED }), '', 0);
    if (options.all) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

/** Whether a host is, as it is written, one that only machines near us can reach. A name may still turn out to be. */
export function isPrivateHost(hostname: string): boolean {
  const host = bare(hostname).toLowerCase();
  if (isIP(host)) return isPrivateAddress(host);
  return host === 'localhost' || host.endsWith('.localhost') || !host.includes('.');
}

export interface OutsidePost {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Covers resolving, connecting and waiting for the status. */
  timeoutMs: number;
  /** Loopback and private networks too: demos and tests. */
  allowPrivate: boolean;
}

function reasonOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: unknown };
  if (code === REFUSED) return '地址指向内部网络，不予发送';
  if (name === 'AbortError' || name === 'TimeoutError') return '对方没有及时应答';
  return `连接失败（${typeof code === 'string' ? code : 'UNKNOWN'}）`;
}

/**
 * Posts to an address that somebody entered. Redirects are not followed and the answer's body is not read.
 * @returns the status, whatever it is
 * @throws OutboundFailure when nothing answered, or the address lies in a private network
 */
export function postOutside(post: OutsidePost): Promise<number> {
  const url = new URL(post.url);
  if (!post.allowPrivate && isPrivateHost(url.hostname))
    return Promise.reject(new OutboundFailure('地址指向内部网络，不予发送'));
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((done, fail) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...post.headers, 'Content-Length': String(Buffer.byteLength(post.body)) },
        signal: AbortSignal.timeout(post.timeoutMs),
        // A connection of its own: one that is kept was checked for somebody else's name.
        agent: false,
        ...(!post.allowPrivate && { lookup: publicOnly }),
      },
      (response) => {
        response.destroy();
        done(response.statusCode ?? 0);
      },
    );
    sent.on('error', (error) => fail(new OutboundFailure(reasonOf(error))));
    sent.end(post.body);
  });
}
