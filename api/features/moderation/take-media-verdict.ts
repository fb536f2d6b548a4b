import * as z from 'zod';
import type { Deps } from '@api/deps';
import { verdictOf } from '@api/integrations/content-check';
import { settlePhoto } from './check-contents';
import { photoChecksOf } from './moderation.model';

const mediaVerdictSchema = z.object({
  Event: z.literal('wxa_media_check'),
  trace_id: z.string().min(1).max(128),
  errcode: z.int().default(0),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.int() }).optional(),
});

/** Takes a verdict on a photo; any other message is left. Taking it twice changes nothing. */
export async function takeMediaVerdict(deps: Deps, message: unknown): Promise<void> {
  const said = mediaVerdictSchema.safeParse(message).data;
  const order = said && (await photoChecksOf(deps.db).findOne({ _id: said.trace_id }));
  if (!said || !order) return;
  const verdict = said.errcode === 0 && said.result ? verdictOf(said.result) : null;
  const passed = verdict?.suggest === 'pass';
  await settlePhoto(
    deps,
    order.caseId,
    order.uploadId,
    passed
      ? { state: 'shown', waits: null }
      : { waits: 'person', found: verdict ? ['machine', ...verdict.found] : ['unchecked'] },
  );
  await photoChecksOf(deps.db).deleteOne({ _id: order._id });
}
