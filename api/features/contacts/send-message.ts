import type { NewMessage, SentMessage } from '@shared/contacts/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { liveCatalogue } from '../categories';
import { type CaseDoc, casesOf, submitCase } from '../cases';
import { takeQuota } from './contact-quota';

/** What is asked of the grid itself (代办、跑腿、上门服务): its worker gets it. */
const FOR_THE_GRID = 'MS-0314';

const wordsOf = ({ kind, text }: NewMessage): string =>
  kind === 'message' ? `留言：${text}` : text === '' ? '请网格员给我回电话。' : `请网格员给我回电话：${text}`;

/**
 * A message to a grid's worker, or the wish to be called back: a private case of its own, with promises and answers.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED without a number to call, TOO_MANY_REQUESTS
 */
export async function sendMessage(
  deps: Deps,
  actor: Actor,
  gridCode: string,
  input: NewMessage,
  { key, resourceId }: { key: string; resourceId: string },
): Promise<SentMessage> {
  const grid = deps.routing.current().node(gridCode);
  if (grid?.level !== 'grid') throw new AppError('NOT_FOUND', '没有这个网格');
  if (input.kind === 'callBack' && actor.phoneMasked === null)
    throw new AppError('ACTION_NOT_ALLOWED', '您还没有绑定手机号，网格员没法给您回电；可以先留言');
  const made = await casesOf(deps.db).findOne({ _id: resourceId }, { _id: 1 }).lean();
  if (!made) await takeQuota(deps, 'message', actor.userId);
  const catalogue = await liveCatalogue(deps);
  const doc: CaseDoc = await submitCase(deps, {
    actor,
    input: {
      kind: 'service',
      text: wordsOf(input),
      categoryCode: catalogue.byCode.has(FOR_THE_GRID) ? FOR_THE_GRID : catalogue.otherCode,
      visibility: 'private',
    },
    caseId: resourceId,
    requestKey: key,
    gridCode,
  });
  return {
    id: doc._id.toHexString(),
    number: doc.number,
    to: doc.assignee.name,
    respondBy: doc.respondBy.toISOString(),
  };
}
