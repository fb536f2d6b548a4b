import type { WechatClient } from '../wechat';
import type { ContentCheck } from './content-check';
import { checkWords } from './word-list';
import { createWechatCheck } from './wechat-check';

export type { ContentCheck, RemoteCheck, Suggestion, Verdict } from './content-check';
export { verdictOf } from './wechat-check';

/** The word list judges at once, always; WeChat afterwards, when chosen. */
export function createContentCheck(choice: 'words' | 'wechat', wechat: WechatClient): ContentCheck {
  return { textNow: checkWords, remote: choice === 'wechat' ? createWechatCheck(wechat) : null };
}
