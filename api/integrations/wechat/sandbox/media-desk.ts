import { randomBytes } from 'node:crypto';
import { pushMessage, type PushTarget } from './push-message';

const KEPT = 1000;

/** A picture that somebody asked to have checked. */
export interface MediaOrder {
  traceId: string;
  openid: string;
  mediaUrl: string;
}

type Suggest = 'pass' | 'review' | 'risky';
const LABELS: Record<Suggest, number> = { pass: 100, review: 20002, risky: 20002 };

/**
 * Orders to check pictures and the messages that answer them. Nobody looks at the pictures: in a demo each passes
 * after `passAfterMs`, a test pushes the verdicts it wants.
 */
export function createMediaDesk(appId: string, now: () => number) {
  const orders: MediaOrder[] = [];
  let target: PushTarget | null = null;
  const push = async (traceId: string, suggest: Suggest): Promise<number> => {
    if (!target) throw new Error('nowhere to push to');
    const order = orders.find((known) => known.traceId === traceId);
    const result = { suggest, label: LABELS[suggest] };
    return pushMessage(target, appId, now(), {
      FromUserName: order?.openid ?? '',
      Event: 'wxa_media_check',
      appid: appId,
      trace_id: traceId,
      version: 2,
      errcode: 0,
      errmsg: 'ok',
      result,
      detail: [{ strategy: 'content_model', errcode: 0, ...result, prob: 90 }],
    });
  };
  return {
    pushTo: (where: PushTarget): void => void (target = where),
    /** Somebody switches messages of a template off (or on again) in WeChat's own settings. */
    async changeSubscription(
      openid: string,
      templateId: string,
      status: 'accept' | 'reject',
    ): Promise<number> {
      if (!target) throw new Error('nowhere to push to');
      return pushMessage(target, appId, now(), {
        FromUserName: openid,
        Event: 'subscribe_msg_change_event',
        List: [{ TemplateId: templateId, SubscribeStatusString: status }],
      });
    },
    orders: (): MediaOrder[] => structuredClone(orders),
    push,
    take(openid: string, mediaUrl: string): string {
      const traceId = [4, 4, 4].map((bytes) => randomBytes(bytes).toString('hex')).join('-');
      orders.push({ traceId, openid, mediaUrl });
      if (orders.length > KEPT) orders.shift();
      if (target?.passAfterMs !== undefined)
        // Whoever is not there then misses it, as with WeChat after its own tries.
        setTimeout(() => void push(traceId, 'pass').catch(() => 0), target.passAfterMs).unref();
      return traceId;
    },
  };
}
