import { createSecretKey } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import jwt from 'jsonwebtoken';
import Koa from 'koa';
import { submitCaseSchema } from '@shared/cases/schemas';

/**
 * The baseline of every ratio: Koa, router, JWT, JSON body and zod, answering from memory. What the product does more
 * than this (database, routing, events, audit) is what the ratio measures. Prints its port.
 */
const key = createSecretKey(Buffer.from(process.env.BENCH_JWT_SECRET ?? 'x'.repeat(32)));
const answer = JSON.stringify({
  id: '0'.repeat(24),
  filler: 'x'.repeat(Number(process.env.BENCH_ANSWER_BYTES ?? 2000)),
});
const list = JSON.stringify({
  items: Array.from({ length: 20 }, () => ({ filler: 'x'.repeat(1200) })),
  nextCursor: null,
});
const router = new Router();
const authenticated = (ctx: Koa.Context) =>
  jwt.verify(ctx.get('Authorization').slice(7), key, { algorithms: ['HS256'] });
router.post('/create', bodyParser(), (ctx) => {
  authenticated(ctx);
  submitCaseSchema.parse(ctx.request.body);
  ctx.status = 201;
  ctx.type = 'application/json';
  ctx.body = answer;
});
router.get('/list', (ctx) => {
  authenticated(ctx);
  ctx.type = 'application/json';
  ctx.body = list;
});
const server = new Koa().use(router.routes()).listen(0, '127.0.0.1', () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
