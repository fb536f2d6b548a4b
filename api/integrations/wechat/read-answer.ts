import { type z } from 'zod';
import { type IncomingResponse, type RequestFailure } from '@api/integrations/http-client';
import { envelopeSchema } from './answers';
import { type ApiCall } from './call-api';
import { meaningOf } from './error-codes';
import { safeDetail } from './safe-detail';
import { WechatError } from './wechat-error';

/** The error for a request without a usable answer. */
export function failureOf(failure: RequestFailure, api: string): WechatError {
  const code = { timeout: 'TIMEOUT', network: 'UNAVAILABLE', too_large: 'BAD_RESPONSE' } as const;
  return new WechatError({ code: code[failure.kind], api, detail: failure.reason, unsent: failure.unsent });
}

/** @throws WechatError unless the status is 2xx. WeChat answers 200 even to refusals, so others come from gateways. */
export function requireOk(call: ApiCall, response: IncomingResponse): void {
  if (response.status >= 200 && response.status < 300) return;
  const code =
    response.status >= 500 ? 'UNAVAILABLE' : response.status === 429 ? 'RATE_LIMITED' : 'BAD_RESPONSE';
  throw new WechatError({ code, api: call.api, detail: `HTTP ${response.status}` });
}

/**
 * Reads a JSON answer. The media type is ignored: jscode2session is served as text/plain.
 * @throws WechatError for a refusal (errcode ≠ 0) or an answer that is not what the documentation says
 */
export function readAnswer<S extends z.ZodType>(
  call: ApiCall,
  response: IncomingResponse,
  schema: S,
): z.output<S> {
  requireOk(call, response);
  let json: unknown;
  try {
    json = JSON.parse(response.body.toString('utf8'));
  } catch {
    // The parser's message quotes the text, which may hold a session_key: say only that it is no JSON.
    throw new WechatError({ code: 'BAD_RESPONSE', api: call.api, detail: 'not JSON' });
  }
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success)
    throw new WechatError({ code: 'BAD_RESPONSE', api: call.api, detail: 'no WeChat answer' });
  const { errcode = 0, errmsg = '' } = envelope.data;
  if (errcode !== 0) {
    const detail = safeDetail(errmsg);
    throw new WechatError({ code: meaningOf(errcode, call.api), api: call.api, errcode, detail });
  }
  const answer = schema.safeParse(json);
  if (!answer.success) {
    // Paths only: zod's messages may quote values.
    const paths = answer.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new WechatError({ code: 'BAD_RESPONSE', api: call.api, detail: `unexpected: ${paths}` });
  }
  return answer.data;
}
