import { type RetryPolicy } from '@api/integrations/http-client';
import { type AccessTokenStore } from './access-token-store';
import { type WechatCallInfo } from './call-api';

export interface WechatClientOptions {
  /** `https://api.weixin.qq.com` or the sandbox. Plain http is accepted for loopback only. */
  baseUrl: string;
  appId: string;
  appSecret: string;
  fetch?: typeof fetch;
  /** Epoch milliseconds. */
  now?: () => number;
  /** Of one attempt, default 5000; a call with its retries takes at most twice as long. */
  timeoutMs?: number;
  /** Default: 2 retries, up to 200 ms then 400 ms of jitter. */
  retry?: RetryPolicy;
  random?: () => number;
  /** Called after every attempt, token requests included. */
  onCall?: (info: WechatCallInfo) => void;
  /** Default: memory of this process. */
  tokenStore?: AccessTokenStore;
}

/** `sessionKey` must never leave the server. */
export interface WechatSession {
  openid: string;
  sessionKey: string;
  unionid?: string;
}

/** `phone` has no country code; `countryCode` has no plus, e.g. `86`. */
export interface WechatPhone {
  phone: string;
  countryCode: string;
}

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** Page of the mini-program to open, without leading slash, query allowed. */
  page?: string;
  /** By template key, e.g. `thing1`; limits are WeChat's per kind of key. */
  data: Record<string, string>;
  state?: 'developer' | 'trial' | 'formal';
}

/** `not_subscribed` (43101) is an ordinary outcome: no grant is left, or the user refused. Do not try again. */
export type SubscribeOutcome = 'sent' | 'not_subscribed';

export interface TextToCheck {
  /** Of the author, who must have opened the mini-program within two hours. */
  openid: string;
  scene: 'profile' | 'comment' | 'forum' | 'social_log';
  /** ≤ 2500 characters. */
  content: string;
  title?: string;
  nickname?: string;
  /** Only for scene `profile`. */
  signature?: string;
}

/** `label` 100 is harmless; others name the kind of risk. `traceId` identifies the check towards WeChat. */
export interface TextVerdict {
  suggest: 'pass' | 'review' | 'risky';
  label: number;
  traceId?: string;
}

export interface MediaToCheck {
  openid: string;
  scene: TextToCheck['scene'];
  /** Of an image that WeChat's servers can fetch; ≤ 10 MB. */
  mediaUrl: string;
}

export interface QrCodeRequest {
  /** 1–32 of digits, letters and !#$&'()*+,/:;=?@-._~ (no %). */
  scene: string;
  /** Without leading slash and query; default is the home page. */
  page?: string;
  /** Default true: the page must exist in the released version. */
  checkPath?: boolean;
  envVersion?: 'release' | 'trial' | 'develop';
  /** 280–1280 px, default 430. */
  width?: number;
}

export interface QrCodeImage {
  image: Buffer;
  contentType: 'image/png' | 'image/jpeg';
}

/** WeChat's server calls that the product uses. Every method rejects with WechatError only (or the store's error). */
export interface WechatClient {
  /** Redeems the one-time code of wx.login. */
  code2Session(code: string): Promise<WechatSession>;
  /** Redeems the one-time code of the getPhoneNumber button. */
  getPhoneNumber(code: string): Promise<WechatPhone>;
  sendSubscribeMessage(message: SubscribeMessage): Promise<SubscribeOutcome>;
  /** Checks a text by WeChat's content safety, version 2. */
  msgSecCheck(text: TextToCheck): Promise<TextVerdict>;
  /** Orders the check of an image; the verdict follows within 30 minutes as the pushed message `wxa_media_check`. */
  mediaCheckAsync(media: MediaToCheck): Promise<{ traceId: string }>;
  /** A mini-program code of which any number may be made. */
  getUnlimitedQrCode(request: QrCodeRequest): Promise<QrCodeImage>;
}
