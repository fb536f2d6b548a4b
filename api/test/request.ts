import { randomUUID } from 'node:crypto';
import type { CaseView } from '@shared/cases/schemas';
import type { Problem } from '@shared/core/errors';
import type { TestApp } from './test-app';

export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

export interface Sent {
  token?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as it is, for bodies that are no JSON. */
  raw?: string | Buffer;
}

/** One request to the API below /api/v1. Broken answers (no JSON where JSON is said) fail here. */
export async function send<T = unknown>(
  app: Pick<TestApp, 'url'>,
  method: string,
  path: string,
  sent: Sent = {},
): Promise<Answer<T>> {
  const hasBody = sent.body !== undefined || sent.raw !== undefined;
  const response = await fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: {
      ...(hasBody && { 'Content-Type': 'application/json' }),
      ...(sent.token && { Authorization: `Bearer ${sent.token}` }),
      ...sent.headers,
    },
    ...(hasBody && { body: sent.raw === undefined ? JSON.stringify(sent.body) : (sent.raw as BodyInit) }),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : text) as T,
  };
}

export const get = <T = unknown>(app: Pick<TestApp, 'url'>, path: string, token?: string) =>
  send<T>(app, 'GET', path, { token });

/** POST with an Idempotency-Key of its own. */
export const post = <T = unknown>(
  app: Pick<TestApp, 'url'>,
  path: string,
  body: unknown,
  token?: string,
  key: string = randomUUID(),
) => send<T>(app, 'POST', path, { token, body, headers: { 'Idempotency-Key': key } });

export const act = (
  app: Pick<TestApp, 'url'>,
  token: string,
  id: string,
  action: string,
  body: object = {},
) =>
  post<CaseView & Pick<Problem, 'code' | 'errors' | 'current'>>(
    app,
    `/cases/${id}/actions/${action}`,
    body,
    token,
  );
