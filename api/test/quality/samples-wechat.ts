import type { Sample } from './samples';
import type { World } from './world';

const signed = 'signature=x&timestamp=1&nonce=x&openid=x&encrypt_type=aes&msg_signature=x';

/** Samples of what WeChat calls and of mini-program codes. */
export const wechatSamples = ({ home }: World): Record<string, Sample[]> => ({
  verifyWechatPush: [{ path: '/wechat/messages', query: `${signed}&echostr=x` }],
  receiveWechatPush: [{ path: '/wechat/messages', query: signed }],
  getWechatCode: [{ path: `/wechat/codes/grid/${home.grids[0]}` }],
  readMany: [{ path: '/batch', query: 'path=/categories&path=/me' }],
  resolveWechatScene: [{ path: '/wechat/scenes/gAAAA' }],
});
