import { z } from 'zod';
import { type SandboxState } from './state';
import { type SandboxAnswer, type SandboxRequest } from './types';

const faultSchema = z.strictObject({
  path: z.string().min(1),
  times: z.int().min(1).max(100_000),
  errcode: z.int().optional(),
  errmsg: z.string().optional(),
  httpStatus: z.int().min(200).max(599).optional(),
  delayMs: z.number().min(0).max(120_000).optional(),
  malformed: z.boolean().optional(),
  body: z.unknown().optional(),
  drop: z.boolean().optional(),
  afterEffect: z.boolean().optional(),
});
const templateSchema = z.strictObject({
  id: z.string().min(1),
  keys: z.array(z.string().regex(/^[a-z_]+\d+$/)).min(1),
  kind: z.enum(['once', 'long_term']).optional(),
  title: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
});
const grantSchema = z.strictObject({
  openid: z.string().min(1),
  templateId: z.string().min(1),
  times: z.int().min(1).max(1000).default(1),
});
const loginSchema = z.strictObject({ openidSeed: z.string().min(1), appId: z.string().optional() });
const phoneSchema = z.strictObject({ phone: z.string().regex(/^1[3-9]\d{9}$/) });

type Control = (state: SandboxState, body: unknown) => unknown;

/** What tests and demos in another process may do; each takes and gives JSON. */
const controls: Record<string, Control> = {
  'POST /__sandbox/login-codes': (state, body) => {
    const { openidSeed, appId = state.appId } = loginSchema.parse(body);
    return {
      code: state.codes.issue('login', openidSeed, appId),
      openid: state.identities.openidOf(openidSeed),
    };
  },
  'POST /__sandbox/phone-codes': (state, body) => ({
    code: state.codes.issue('phone', phoneSchema.parse(body).phone, state.appId),
  }),
  'POST /__sandbox/faults': (state, body) => {
    state.faults.add(faultSchema.parse(body));
    return {};
  },
  'DELETE /__sandbox/faults': (state) => {
    state.faults.clear();
    return {};
  },
  'POST /__sandbox/templates': (state, body) => {
    state.desk.addTemplate(templateSchema.parse(body));
    return {};
  },
  'POST /__sandbox/grants': (state, body) => {
    const { openid, templateId, times } = grantSchema.parse(body);
    state.desk.grant(openid, templateId, times);
    return {};
  },
  'POST /__sandbox/tokens/revoke': (state) => {
    state.tokens.revoke();
    return {};
  },
  'GET /__sandbox/messages': (state) => ({ items: state.desk.sent() }),
};

/** Answers a control request: 404 unknown, 400 with zod's issues for a wrong body. */
export function answerControl(state: SandboxState, request: SandboxRequest): SandboxAnswer {
  const control = controls[`${request.method} ${request.path}`];
  if (!control) return { status: 404, content: { error: 'unknown control' } };
  try {
    return { content: control(state, request.body === '' ? {} : JSON.parse(request.body)) };
  } catch (error) {
    const reason = error instanceof z.ZodError ? error.issues : 'body is not JSON';
    return { status: 400, content: { error: reason } };
  }
}
