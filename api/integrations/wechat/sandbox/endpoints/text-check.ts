import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJsonBody, refuse } from '../answer';
import { withAccessToken } from '../state';

// A few words stand in for WeChat's model. Labels are the documented ones: 100 harmless, 10001 advertising,
// 20003 abuse, 20006 crime, 20008 fraud.
const words: readonly { word: string; suggest: 'risky' | 'review'; label: number }[] = [
  { word: '网络赌博', suggest: 'risky', label: 20006 },
  { word: '枪支弹药', suggest: 'risky', label: 20006 },
  { word: '代开发票', suggest: 'risky', label: 20008 },
  { word: '违规样例', suggest: 'risky', label: 20006 },
  { word: '刷单兼职', suggest: 'review', label: 20008 },
  { word: '加微信领奖', suggest: 'review', label: 10001 },
  { word: '王八蛋', suggest: 'review', label: 20003 },
  { word: '待审样例', suggest: 'review', label: 10001 },
];

const body = z.object({
  version: z.union([z.literal(2), z.literal('2')]),
  openid: z.string(),
  scene: z.int(),
  content: z.string().min(1).max(2500),
  nickname: z.string().optional(),
  title: z.string().optional(),
  signature: z.string().optional(),
});

/** POST /wxa/msg_sec_check: https://developers.weixin.qq.com/minigame/dev/api-backend/open-api/sec-check/security.msgSecCheck.html */
export const textCheck = withAccessToken((state, request) => {
  const input = readJsonBody(request, body);
  if (!input.ok) return input.answer;
  const { openid, scene, content, nickname = '', title = '', signature = '' } = input.value;
  if (scene < 1 || scene > 4) return refuse(40129);
  if (!state.identities.isOpenid(openid)) return refuse(40003);
  if (!state.identities.isActive(openid)) return refuse(61010);
  const text = [content, nickname, title, scene === 1 ? signature : ''].join('\n');
  const hits = words.filter(({ word }) => text.includes(word));
  const hit = hits.find(({ suggest }) => suggest === 'risky') ?? hits[0];
  const result = { suggest: hit?.suggest ?? 'pass', label: hit?.label ?? 100 };
  return {
    content: {
      errcode: 0,
      errmsg: 'ok',
      trace_id: [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-'),
      result,
      detail: [
        { strategy: 'content_model', errcode: 0, ...result, prob: 90 },
        { strategy: 'keyword', errcode: 0 },
      ],
    },
  };
});
