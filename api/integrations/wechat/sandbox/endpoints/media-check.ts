import { z } from 'zod';
import { readJsonBody, refuse } from '../answer';
import { withAccessToken } from '../state';

const body = z.object({
  version: z.literal(2),
  openid: z.string(),
  scene: z.int(),
  media_type: z.union([z.literal(1), z.literal(2)]),
  media_url: z.url(),
});

/** POST /wxa/media_check_async: https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync */
export const mediaCheck = withAccessToken((state, request) => {
  const input = readJsonBody(request, body);
  if (!input.ok) return input.answer;
  const { openid, scene, media_url: mediaUrl } = input.value;
  if (scene < 1 || scene > 4) return refuse(40129);
  if (!state.identities.isOpenid(openid)) return refuse(40003);
  if (!state.identities.isActive(openid)) return refuse(61010);
  return { content: { errcode: 0, errmsg: 'ok', trace_id: state.media.take(openid, mediaUrl) } };
});
