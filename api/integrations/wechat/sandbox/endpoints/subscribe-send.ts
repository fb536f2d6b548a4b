import { z } from 'zod';
import { readJsonBody, refuse } from '../answer';
import { acceptsField } from '../field-rules';
import { isKnownPage, withAccessToken } from '../state';

const body = z.object({
  touser: z.string().default(''),
  template_id: z.string().default(''),
  page: z.string().optional(),
  data: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]).transform(String) })),
  miniprogram_state: z.enum(['developer', 'trial', 'formal']).default('formal'),
  lang: z.enum(['zh_CN', 'en_US', 'zh_HK', 'zh_TW']).default('zh_CN'),
});

/**
 * POST /cgi-bin/message/subscribe/send:
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
export const subscribeSend = withAccessToken((state, request) => {
  const input = readJsonBody(request, body);
  if (!input.ok) return input.answer;
  const { touser, template_id: templateId, page, data, miniprogram_state: kind } = input.value;
  if (!state.identities.isOpenid(touser)) return refuse(40003);
  const template = state.desk.template(templateId);
  if (!template) return refuse(40037);
  if (page !== undefined && !isKnownPage(state, page)) return refuse(41030);
  const values = Object.fromEntries(template.keys.map((key) => [key, data[key]?.value ?? '']));
  const wrong = template.keys.find((key) => !acceptsField(key, values[key] ?? ''));
  if (wrong !== undefined) return refuse(47003, `argument invalid! data.${wrong}.value invalid`);
  if (!state.desk.spendGrant(touser, template)) return refuse(43101);
  state.desk.deliver({ touser, templateId, page: page ?? null, state: kind, data: values, at: state.now() });
  return { content: { errcode: 0, errmsg: 'ok', msgid: state.desk.sent().length } };
});
