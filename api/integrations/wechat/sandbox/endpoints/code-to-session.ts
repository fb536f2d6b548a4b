import { refuse } from '../answer';
import { refuseCredentials, type Endpoint } from '../state';

/** GET /sns/jscode2session: https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html */
export const codeToSession: Endpoint = (state, request) => {
  if (request.method !== 'GET') return refuse(43001);
  const query = (name: string): string => request.query.get(name) ?? '';
  const refused = refuseCredentials(state, query('appid'), query('secret'));
  if (refused) return refused;
  if (query('grant_type') !== 'authorization_code') return refuse(40002);
  if (query('js_code') === '') return refuse(41008);
  const redeemed = state.codes.redeem('login', query('js_code'), state.appId);
  if (redeemed.outcome !== 'ok') return refuse(redeemed.outcome === 'used' ? 40163 : 40029);
  const openid = state.identities.openidOf(redeemed.subject);
  return {
    contentType: 'text/plain', // as the real one; a client must not trust the media type
    content: { session_key: state.identities.signIn(openid).sessionKey, openid },
  };
};
