import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type SandboxAnswer, type SandboxRequest } from './types';

// errmsg texts as seen in WeChat's documentation and its developer community.
const messages: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40129: 'invalid scene',
  40163: 'code been used',
  40169: 'invalid length for scene, or the data is not json string',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'user access record timeout',
};

/** A refusal in WeChat's form: HTTP 200, errcode, errmsg ending in a request id. */
export function refuse(errcode: number, errmsg?: string): SandboxAnswer {
  const rid = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-');
  return { content: { errcode, errmsg: `${errmsg ?? messages[errcode] ?? 'error'} rid: ${rid}` } };
}

/** The body of a POST, or the refusal to answer with (method, emptiness, syntax, then shape as 47001). */
export function readJsonBody<S extends z.ZodType>(
  request: SandboxRequest,
  schema: S,
): { ok: true; value: z.output<S> } | { ok: false; answer: SandboxAnswer } {
  if (request.method !== 'POST') return { ok: false, answer: refuse(43002) };
  if (request.body === '') return { ok: false, answer: refuse(44002) };
  const json = jsonText.safeParse(request.body);
  const parsed = json.success ? schema.safeParse(json.data) : null;
  return parsed?.success ? { ok: true, value: parsed.data } : { ok: false, answer: refuse(47001) };
}

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
