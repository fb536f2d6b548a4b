import * as z from 'zod';
import { contract } from '../core/contract';
import { WECHAT_CODE_KINDS } from './targets';

const tag = '微信';

const signedQuery = z.strictObject({
  signature: z.string().max(64),
  timestamp: z.string().regex(/^\d{1,12}$/),
  nonce: z.string().max(64),
  openid: z.string().max(128).optional(),
  encrypt_type: z.enum(['raw', 'aes']).optional(),
  msg_signature: z.string().max(64).optional(),
});

export const verifyWechatPush = contract({
  id: 'verifyWechatPush',
  method: 'GET',
  path: '/wechat/messages',
  tag,
  summary: '公众平台「消息推送」配置时的验证',
  access: 'public',
  query: signedQuery.extend({ echostr: z.string().max(256) }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'FORBIDDEN'],
});

export const receiveWechatPush = contract({
  id: 'receiveWechatPush',
  method: 'POST',
  path: '/wechat/messages',
  tag,
  summary: '微信推送来的消息（JSON，明文或安全模式），凭签名；重复推送不改变什么',
  access: 'public',
  query: signedQuery,
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'FORBIDDEN', 'PAYLOAD_TOO_LARGE'],
});

export const getWechatCode = contract({
  id: 'getWechatCode',
  method: 'GET',
  path: '/wechat/codes/:kind/:id',
  tag,
  summary: '打开一个网格、一件公开的事或一条公告的小程序码（图片）',
  access: 'public',
  params: z.strictObject({
    kind: z.enum(WECHAT_CODE_KINDS),
    id: z.string().regex(/^[0-9a-f]{4,24}$/, '编号格式不正确'),
  }),
  status: 200,
  response: z.unknown(),
  binary: true,
  errors: ['NOT_FOUND', 'UPSTREAM_UNAVAILABLE'],
});

export const resolveWechatScene = contract({
  id: 'resolveWechatScene',
  method: 'GET',
  path: '/wechat/scenes/:scene',
  tag,
  summary: '扫小程序码进来时，码里的 scene 指的是什么',
  access: 'public',
  params: z.strictObject({ scene: z.string().regex(/^[A-Za-z0-9_-]{4,32}$/, '小程序码不正确') }),
  status: 200,
  response: z.strictObject({ kind: z.enum(WECHAT_CODE_KINDS), id: z.string() }),
  errors: ['NOT_FOUND'],
});

export const wechatContracts = [
  verifyWechatPush,
  receiveWechatPush,
  getWechatCode,
  resolveWechatScene,
] as const;
