import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from './answer';
import { answerControl } from './control';
import { codeToSession } from './endpoints/code-to-session';
import { mediaCheck } from './endpoints/media-check';
import { phoneNumber } from './endpoints/phone-number';
import { stableToken } from './endpoints/stable-token';
import { subscribeSend } from './endpoints/subscribe-send';
import { textCheck } from './endpoints/text-check';
import { unlimitedQrCode } from './endpoints/unlimited-qr-code';
import { drawPhonePage } from './phone-page';
import { type Endpoint, type SandboxState } from './state';
import { type SandboxAnswer, type SandboxFault, type SandboxRequest } from './types';

const MAX_BODY = 1024 * 1024;
class BodyTooLarge extends Error {}

const endpoints: Record<string, Endpoint> = {
  '/sns/jscode2session': codeToSession,
  '/cgi-bin/stable_token': stableToken,
  '/wxa/business/getuserphonenumber': phoneNumber,
  '/cgi-bin/message/subscribe/send': subscribeSend,
  '/wxa/msg_sec_check': textCheck,
  '/wxa/media_check_async': mediaCheck,
  '/wxa/getwxacodeunlimit': unlimitedQrCode,
};

/** The HTTP server over the sandbox's state; not yet listening. */
export function createSandboxServer(state: SandboxState): Server {
  return createServer((request, response) => {
    handle(state, request, response).catch((error: unknown) => {
      if (response.headersSent) request.destroy();
      else
        send(response, {
          status: error instanceof BodyTooLarge ? 413 : 500,
          content: { error: String(error) },
        });
    });
  });
}

async function handle(
  state: SandboxState,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://sandbox');
  const request: SandboxRequest = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    body: await readText(incoming),
  };
  if (request.method === 'GET' && request.path === '/__sandbox/phone') {
    const { desk, media } = state;
    const page = drawPhonePage(desk.sent(), (id) => desk.template(id), media.orders());
    send(response, { contentType: 'text/html; charset=utf-8', content: Buffer.from(page) });
    return;
  }
  if (request.path.startsWith('/__sandbox/')) {
    // A web page can post to loopback, but not with this header unless asked first: so it cannot steer the sandbox.
    const simple = request.method === 'POST' && incoming.headers['content-type'] !== 'application/json';
    send(
      response,
      simple ? { status: 415, content: { error: 'send application/json' } } : answerControl(state, request),
    );
    return;
  }
  const endpoint = endpoints[request.path];
  const fault = state.faults.take(request.path);
  const act = (): SandboxAnswer | Promise<SandboxAnswer> =>
    endpoint ? endpoint(state, request) : { status: 404, content: { errcode: 404, errmsg: 'not found' } };
  if (!fault) {
    send(response, await act());
    return;
  }
  const genuine = fault.afterEffect ? await act() : null;
  if (fault.delayMs !== undefined) await sleep(fault.delayMs, undefined, { ref: false });
  if (fault.drop) {
    incoming.socket.destroy();
    return;
  }
  send(response, faulty(fault) ?? genuine ?? (await act()));
}

/** The answer a fault puts in place of the genuine one; null when it only delays. */
function faulty(fault: SandboxFault): SandboxAnswer | null {
  const status = fault.httpStatus ?? 200;
  if (fault.malformed) return { status, content: Buffer.from('{"errcode":0,"session_key":"cut-of') };
  if (fault.body !== undefined) return { status, content: fault.body };
  if (fault.errcode !== undefined) return { status, ...refuse(fault.errcode, fault.errmsg) };
  return fault.httpStatus === undefined
    ? null
    : { status, content: Buffer.from('<html>upstream error</html>') };
}

function send(response: ServerResponse, answer: SandboxAnswer): void {
  const content = Buffer.isBuffer(answer.content)
    ? answer.content
    : Buffer.from(JSON.stringify(answer.content));
  response.writeHead(answer.status ?? 200, {
    'content-type': answer.contentType ?? 'application/json; encoding=utf-8',
    'content-length': content.byteLength,
  });
  response.end(content);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY) throw new BodyTooLarge('body above 1 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
