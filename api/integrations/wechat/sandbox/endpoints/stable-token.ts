import { z } from 'zod';
import { readJsonBody, refuse } from '../answer';
import { refuseCredentials, type Endpoint } from '../state';

const body = z.object({
  grant_type: z.string().default(''),
  appid: z.string().default(''),
  secret: z.string().default(''),
  force_refresh: z.boolean().default(false),
});

/** POST /cgi-bin/stable_token: https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html */
export const stableToken: Endpoint = (state, request) => {
  const input = readJsonBody(request, body);
  if (!input.ok) return input.answer;
  if (input.value.grant_type !== 'client_credential') return refuse(40002);
  const refused = refuseCredentials(state, input.value.appid, input.value.secret);
  if (refused) return refused;
  const issued = state.tokens.issue(input.value.force_refresh);
  if (!issued) return refuse(45009);
  return { content: { access_token: issued.token, expires_in: issued.expiresIn } };
};
