import * as z from 'zod';
import { contract } from '../core/contract';
import { idSchema, phoneSchema, versionSchema, wordsSchema } from '../core/primitives';
import { personaSchema, preferencesSchema, sessionSchema, userViewSchema } from './schemas';

const tag = '登录与本人';
const wechatCode = z.string().min(1).max(256);

export const signInWechat = contract({
  id: 'signInWechat',
  method: 'POST',
  path: '/auth/wechat',
  tag,
  summary: '用 wx.login 的 code 登录，新用户成为居民',
  access: 'public',
  body: z.strictObject({ code: wechatCode }),
  status: 200,
  response: sessionSchema,
  errors: ['CODE_INVALID', 'ACCOUNT_DISABLED', 'TOO_MANY_REQUESTS', 'UPSTREAM_UNAVAILABLE'],
});

export const sendPhoneCode = contract({
  id: 'sendPhoneCode',
  method: 'POST',
  path: '/auth/phone/code',
  tag,
  summary: '向手机发送 6 位验证码，5 分钟内有效',
  access: 'public',
  body: z.strictObject({ phone: phoneSchema }),
  status: 200,
  response: z.strictObject({
    expiresInS: z.int(),
    demoCode: z.string().optional().describe('仅演示模式返回'),
  }),
  errors: ['TOO_MANY_REQUESTS'],
});

export const signInPhone = contract({
  id: 'signInPhone',
  method: 'POST',
  path: '/auth/phone',
  tag,
  summary: '用手机号和验证码登录',
  access: 'public',
  body: z.strictObject({ phone: phoneSchema, code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') }),
  status: 200,
  response: sessionSchema,
  errors: ['CODE_INVALID', 'ACCOUNT_DISABLED', 'TOO_MANY_REQUESTS'],
});

export const bindWechatPhone = contract({
  id: 'bindWechatPhone',
  method: 'POST',
  path: '/auth/wechat/phone',
  tag,
  summary: '绑定 getPhoneNumber 得到的手机号',
  access: 'user',
  body: z.strictObject({ code: wechatCode }),
  status: 200,
  response: userViewSchema,
  errors: ['CODE_INVALID', 'ALREADY_DONE', 'UPSTREAM_UNAVAILABLE'],
});

export const bindPhone = contract({
  id: 'bindPhone',
  method: 'POST',
  path: '/me/phone',
  tag,
  summary: '用短信验证码给自己绑定手机号，不愿用微信取号的人用',
  access: 'user',
  body: z.strictObject({ phone: phoneSchema, code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') }),
  status: 200,
  response: userViewSchema,
  errors: ['CODE_INVALID', 'ALREADY_DONE', 'TOO_MANY_REQUESTS'],
});

export const listPersonas = contract({
  id: 'listPersonas',
  method: 'GET',
  path: '/auth/demo/personas',
  tag,
  summary: '演示城市里可以登录的人（仅演示模式）',
  access: 'public',
  status: 200,
  response: z.strictObject({ items: z.array(personaSchema) }),
  errors: ['NOT_FOUND'],
});

export const signInDemo = contract({
  id: 'signInDemo',
  method: 'POST',
  path: '/auth/demo',
  tag,
  summary: '以演示人物登录（仅演示模式）',
  access: 'public',
  body: z.strictObject({ persona: z.string().min(1).max(64) }),
  status: 200,
  response: sessionSchema,
  errors: ['NOT_FOUND'],
});

export const refreshSession = contract({
  id: 'refreshSession',
  method: 'POST',
  path: '/auth/refresh',
  tag,
  summary: '换新令牌；旧的刷新令牌再次使用会使这次登录在各处失效',
  access: 'public',
  body: z.strictObject({ refreshToken: z.string().min(20).max(256) }),
  status: 200,
  response: sessionSchema,
  errors: ['TOKEN_INVALID', 'ACCOUNT_DISABLED'],
});

export const signOut = contract({
  id: 'signOut',
  method: 'POST',
  path: '/auth/logout',
  tag,
  summary: '退出登录；everywhere 为真时退出所有设备',
  access: 'user',
  body: z.strictObject({ everywhere: z.boolean().optional() }).optional(),
  status: 204,
  response: z.undefined(),
  errors: [],
});

export const getMe = contract({
  id: 'getMe',
  method: 'GET',
  path: '/me',
  tag,
  summary: '本人资料',
  access: 'user',
  status: 200,
  response: userViewSchema,
  errors: [],
});

export const updateMe = contract({
  id: 'updateMe',
  method: 'PATCH',
  path: '/me',
  tag,
  summary: '修改昵称、头像和偏好；头像先上传，写它的编号，空为去掉',
  access: 'user',
  body: z.strictObject({
    nickname: wordsSchema(1, 20, '昵称').optional(),
    avatarUploadId: idSchema.nullable().optional(),
    preferences: preferencesSchema.partial().optional(),
    version: versionSchema.optional(),
  }),
  status: 200,
  response: userViewSchema,
  errors: ['VERSION_CONFLICT', 'UPLOAD_NOT_USABLE'],
});

export const setHomeArea = contract({
  id: 'setHomeArea',
  method: 'PUT',
  path: '/me/home-area',
  tag,
  summary: '把一个网格设为我的网格',
  access: 'user',
  body: z.strictObject({ gridCode: z.string().regex(/^\d{15}$/, '网格编码是 15 位数字') }),
  status: 200,
  response: userViewSchema,
  errors: ['NOT_FOUND'],
});

export const authContracts = [
  signInWechat,
  sendPhoneCode,
  signInPhone,
  bindWechatPhone,
  bindPhone,
  listPersonas,
  signInDemo,
  refreshSession,
  signOut,
  getMe,
  updateMe,
  setHomeArea,
] as const;
