import { createAccessTokens } from './access-token';
import { createMemoryTokenStore } from './access-token-store';
import { mediaCheckSchema, phoneSchema, sentSchema, sessionSchema, textCheckSchema } from './answers';
import { createApiCaller } from './call-api';
import { type WechatClient, type WechatClientOptions } from './client-types';
import { readQrCode, toQrCodeBody } from './qr-code';
import { WechatError } from './wechat-error';

const scenes = { profile: 1, comment: 2, forum: 3, social_log: 4 } as const;

/**
 * A client of WeChat's server API for one mini-program. Fields and answers follow the pages named in
 * `error-codes.ts`; every answer is validated, every failure is a WechatError without secrets.
 * @throws TypeError when baseUrl is no https URL (http is accepted for loopback only)
 */
export function createWechatClient(options: WechatClientOptions): WechatClient {
  const { appId, appSecret } = options;
  const now = options.now ?? Date.now;
  const caller = createApiCaller({
    baseUrl: requireSafeUrl(options.baseUrl),
    fetch: options.fetch ?? fetch,
    now,
    random: options.random ?? Math.random,
    timeoutMs: options.timeoutMs ?? 5000,
    retry: options.retry ?? { retries: 2, baseMs: 200, capMs: 2000 },
    onCall: options.onCall,
  });
  const store = options.tokenStore ?? createMemoryTokenStore();
  const tokens = createAccessTokens({ appId, appSecret, caller, store, now });

  /** A refused token was refused before anything was done, so the call may be repeated once, one-shot or not. */
  async function withToken<T>(send: (token: string) => Promise<T>): Promise<T> {
    const token = await tokens.current();
    try {
      return await send(token);
    } catch (error) {
      if (!(error instanceof WechatError) || error.code !== 'TOKEN_REJECTED') throw error;
      return send(await tokens.renew(token));
    }
  }

  return {
    async code2Session(code) {
      // A js_code is good for one redemption. If an attempt may have reached WeChat (time-out, reset, 5xx), a second
      // one could only be told 40163 and hide the true cause, while the phone gets a new code silently by wx.login.
      // So: again only if nothing was sent, or if WeChat said -1, i.e. that it did not do it.
      const answer = await caller.json(
        {
          api: 'code2Session',
          method: 'GET',
          path: '/sns/jscode2session',
          query: { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' },
          repeat: 'one-shot',
        },
        sessionSchema,
      );
      return {
        openid: answer.openid,
        sessionKey: answer.session_key,
        ...(answer.unionid === undefined ? {} : { unionid: answer.unionid }),
      };
    },

    getPhoneNumber: (code) =>
      withToken(async (token) => {
        const answer = await caller.json(
          {
            api: 'getPhoneNumber',
            method: 'POST',
            path: '/wxa/business/getuserphonenumber',
            query: { access_token: token },
            body: { code },
            repeat: 'one-shot',
          },
          phoneSchema,
        );
        return { phone: answer.phone_info.purePhoneNumber, countryCode: answer.phone_info.countryCode };
      }),

    async sendSubscribeMessage(message) {
      const { openid, templateId, page, data, state = 'formal' } = message;
      const values = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value }]));
      try {
        await withToken((token) =>
          caller.json(
            {
              api: 'sendSubscribeMessage',
              method: 'POST',
              path: '/cgi-bin/message/subscribe/send',
              query: { access_token: token },
              body: {
                touser: openid,
                template_id: templateId,
                ...(page === undefined ? {} : { page }),
                data: values,
                miniprogram_state: state,
                lang: 'zh_CN',
              },
              repeat: 'one-shot', // a second delivery would cost the user a second grant
            },
            sentSchema,
          ),
        );
        return 'sent';
      } catch (error) {
        if (error instanceof WechatError && error.code === 'NOT_SUBSCRIBED') return 'not_subscribed';
        throw error;
      }
    },

    msgSecCheck: ({ openid, scene, ...texts }) =>
      withToken(async (token) => {
        const answer = await caller.json(
          {
            api: 'msgSecCheck',
            method: 'POST',
            path: '/wxa/msg_sec_check',
            query: { access_token: token },
            body: { version: 2, openid, scene: scenes[scene], ...texts },
            repeat: 'idempotent',
          },
          textCheckSchema,
        );
        return {
          ...answer.result,
          ...(answer.trace_id === undefined ? {} : { traceId: answer.trace_id }),
        };
      }),

    mediaCheckAsync: ({ openid, scene, mediaUrl }) =>
      withToken(async (token) => {
        const answer = await caller.json(
          {
            api: 'mediaCheckAsync',
            method: 'POST',
            path: '/wxa/media_check_async',
            query: { access_token: token },
            // 2: image
            body: { version: 2, openid, scene: scenes[scene], media_type: 2, media_url: mediaUrl },
            repeat: 'idempotent',
          },
          mediaCheckSchema,
        );
        return { traceId: answer.trace_id };
      }),

    async getUnlimitedQrCode(request) {
      const body = toQrCodeBody(request);
      return withToken((token) => {
        const call = {
          api: 'getUnlimitedQrCode',
          method: 'POST' as const,
          path: '/wxa/getwxacodeunlimit',
          query: { access_token: token },
          body,
          repeat: 'idempotent' as const,
          maxBytes: 4 * 1024 * 1024,
        };
        return caller.raw(call, (response) => readQrCode(call, response));
      });
    },
  };
}

function requireSafeUrl(baseUrl: string): string {
  const { protocol, hostname } = new URL(baseUrl);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback)) {
    throw new TypeError('WeChat base URL must be https: the AppSecret travels in it');
  }
  return baseUrl.replace(/\/+$/, '');
}
