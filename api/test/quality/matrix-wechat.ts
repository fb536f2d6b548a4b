import type { routingRows } from './matrix-routing';

type Tools = Parameters<typeof routingRows>[0] & {
  /** A public and a private case. */
  cases: () => { open: { id: string }; hidden: { id: string } };
};

const pushed = 'signature=x&timestamp=1&nonce=x';

/** Rows of what WeChat calls and of mini-program codes, which lead to what everybody may read. */
export const wechatRows = ({ read, write, all, cases, world }: Tools): ReturnType<typeof routingRows> => ({
  verifyWechatPush: [['no token', all(404), read(() => `/wechat/messages?${pushed}&echostr=x`)]],
  receiveWechatPush: [
    [
      'no token',
      all(404),
      write(
        'POST',
        () => `/wechat/messages?${pushed}`,
        () => ({}),
      ),
    ],
  ],
  getWechatCode: [
    ['of a grid', all(200), read(() => `/wechat/codes/grid/${world().home.grids[0]}`)],
    ['of a public case', all(200), read(() => `/wechat/codes/case/${cases().open.id}`)],
    ['of a private case', all(404), read(() => `/wechat/codes/case/${cases().hidden.id}`)],
  ],
  readMany: [
    ['what each may read', all(200), read(() => `/batch?path=/me&path=/cases/${cases().hidden.id}`)],
  ],
  resolveWechatScene: [['that nobody made', all(404), read(() => '/wechat/scenes/gAAAA')]],
});
