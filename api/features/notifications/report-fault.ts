import { PUSH_TEMPLATES, type PushTemplate } from '@shared/notifications/templates';
import { shanghaiDate } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { WechatError, WechatErrorCode } from '@api/integrations/wechat';
import { areasOf } from '../areas';
import { tellAdmins } from './tell-admins';

/** Refusals that no later try mends: the configuration or our own fields are wrong, and nobody gets this message. */
const FAULTS: Partial<Record<WechatErrorCode, string>> = {
  TEMPLATE_INVALID: '模板编号不对，或模板已在公众平台删除。请核对 WECHAT_TEMPLATES',
  FIELD_REJECTED: '模板的字段和系统填写的不一致。请核对公众平台上该模板的关键词',
  PAGE_INVALID: '消息要打开的页面在已发布的小程序里不存在。请先发布新版小程序',
  MISCONFIGURED: '小程序的 AppID、密钥、IP 白名单或接口权限不对。请核对配置',
};

/** Tells the city's admins of such a refusal, once a day for each template and kind: the messages wait for them. */
export async function reportFault(deps: Deps, template: PushTemplate, error: WechatError): Promise<void> {
  const advice = FAULTS[error.code];
  if (!advice) return;
  const cities = await areasOf(deps.db)
    .collection.find({ parentCode: null }, { projection: { _id: 1 }, limit: 10 })
    .toArray();
  const detail = [error.errcode, error.detail].filter((part) => part !== undefined).join('，');
  await tellAdmins(deps, {
    key: `wechat:${template}:${error.code}:${shanghaiDate(deps.clock())}`,
    areaPath: cities.map(({ _id }) => String(_id)),
    title: `微信通知发不出去：${PUSH_TEMPLATES[template].name}`,
    text: `${advice}（微信返回 ${detail}）。改好以后，在后台任务里重放没有发出的消息。`,
  });
}
