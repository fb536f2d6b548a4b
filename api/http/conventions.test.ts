import type { Problem } from '@shared/core/errors';
import { send } from '@api/test/request';
import { startTestApp, type TestApp } from '@api/test/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

test('a method a path does not know is 405 and says which it knows', async () => {
  const answer = await send<Problem>(app, 'DELETE', '/categories');
  expect([answer.status, answer.body.code]).toEqual([405, 'METHOD_NOT_ALLOWED']);
});

test('a path nobody knows is 404 as a problem in Chinese', async () => {
  const answer = await send<Problem>(app, 'GET', '/nowhere');
  expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
  expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
  expect(answer.body.requestId).toBe(answer.headers.get('X-Request-Id'));
});

test('health, readiness, metrics and both forms of the documentation answer', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/docs', '/api/v1/openapi.json'])
    expect([path, (await fetch(app.url + path)).status]).toEqual([path, 200]);
  const document = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as { openapi: string };
  expect(document.openapi).toBe('3.1.0');
});
