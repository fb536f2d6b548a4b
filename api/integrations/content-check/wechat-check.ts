import { WechatError, type WechatClient } from '../wechat';
import type { RemoteCheck, Verdict } from './content-check';

/** Our word for WeChat's label; 100 is harmless. */
const KINDS: Record<number, string> = {
  10001: 'ad',
  20002: 'porn',
  20003: 'abuse',
  20006: 'unlawful',
  20008: 'fraud',
  20013: 'other',
};
/** WeChat's limit of one text. */
const CHARACTERS = 2500;

export function verdictOf({ suggest, label }: { suggest: Verdict['suggest']; label: number }): Verdict {
  return { suggest, found: suggest === 'pass' ? [] : [KINDS[label] ?? 'machine'] };
}

/** The author has not opened the mini-program within two hours, or is none of its users: no later try will help. */
const cannotJudge = (error: unknown) =>
  error instanceof WechatError && (error.code === 'USER_INACTIVE' || error.code === 'OPENID_INVALID');

/** WeChat's content safety: texts at once, pictures by a message that follows. */
export function createWechatCheck(
  wechat: Pick<WechatClient, 'msgSecCheck' | 'mediaCheckAsync'>,
): RemoteCheck {
  const orNull = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    try {
      return await ask();
    } catch (error) {
      if (cannotJudge(error)) return null;
      throw error;
    }
  };
  return {
    text: (text, openid) =>
      orNull(async () =>
        verdictOf(await wechat.msgSecCheck({ openid, scene: 'forum', content: text.slice(0, CHARACTERS) })),
      ),
    photo: (url, openid) =>
      orNull(async () => (await wechat.mediaCheckAsync({ openid, scene: 'forum', mediaUrl: url })).traceId),
  };
}
