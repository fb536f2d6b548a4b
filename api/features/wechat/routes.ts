import * as contracts from '@shared/wechat/contract';
import type { Deps } from '@api/deps';
import { route } from '@api/http/route';
import { codeOfTarget, resolveScene } from './code-of-target';
import { receivePush, requireWechat } from './receive-push';

export const wechatRoutes = (deps: Deps) => [
  route(contracts.verifyWechatPush, ({ query }, { koa }) => {
    requireWechat(deps, query);
    koa.type = 'text/plain';
    koa.body = query.echostr;
  }),
  route(contracts.receiveWechatPush, async ({ query }, { koa }) => {
    await receivePush(deps, koa.req, query);
    koa.type = 'text/plain';
    koa.body = 'success';
  }),
  route(contracts.getWechatCode, async ({ params }, { koa, ip }) => {
    const { type, body } = await codeOfTarget(deps, params.kind, params.id, ip);
    koa.set('Cache-Control', 'public, max-age=86400');
    koa.type = type;
    koa.body = body;
  }),
  route(contracts.resolveWechatScene, ({ params }) => resolveScene(deps, params.scene)),
];
