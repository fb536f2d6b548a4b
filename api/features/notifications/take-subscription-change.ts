import * as z from 'zod';
import { PUSH_TEMPLATE_KEYS } from '@shared/notifications/templates';
import type { Deps } from '@api/deps';
import { usersOf } from '../auth';
import { noneLeft } from './push-grants';

const changeSchema = z.object({ TemplateId: z.string(), SubscribeStatusString: z.string() });
// WeChat sends one change as an object, several as a list.
const changesSchema = z.object({
  Event: z.literal('subscribe_msg_change_event'),
  FromUserName: z.string().min(1).max(128),
  CreateTime: z.int().min(0).max(1e11),
  List: z.union([z.array(changeSchema).max(100), changeSchema.transform((change) => [change])]),
});

/**
 * Somebody switched our messages off in WeChat's settings: what he had agreed to before counts no more, and the app
 * says so. Any other message is left. A replayed one harms nothing: it is about what was agreed to before it.
 */
export async function takeSubscriptionChange(deps: Deps, message: unknown): Promise<void> {
  const change = changesSchema.safeParse(message).data;
  if (!change) return;
  const openidHash = deps.fieldCrypto.blindIndex(`openid:${change.FromUserName}`);
  const user = await usersOf(deps.db).findOne({ openidHash }, { _id: 1 }).lean();
  if (!user) return;
  const refused = change.List.filter(({ SubscribeStatusString }) => SubscribeStatusString === 'reject');
  for (const template of PUSH_TEMPLATE_KEYS) {
    const id = deps.config.wechat.templates[template];
    if (refused.some(({ TemplateId }) => TemplateId === id))
      await noneLeft(deps, String(user._id), template, new Date(change.CreateTime * 1000));
  }
}
