import { AppError } from '@shared/core/errors';
import type { NewTask } from '@shared/deliberations/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { submitCase } from '../cases';
import { findOrganised } from './find-topic';
import { staffOf } from './public-name';
import { checkPhase } from './standing';
import type { TopicDoc } from './topic.model';
import { writeTopic } from './write-topic';

const TASKS_AT_MOST = 20;
const TRIES = 5;

/**
 * A decision becomes a public case that everybody follows on the topic's page. It is the resident's who raised the
 * topic, so that he rates it; the organiser who files it may have it handled like any other.
 * @param key of idempotency: a try after a crash finds the case it made and ties it to the topic
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, UNKNOWN_CATEGORY
 */
export async function addTask(
  deps: Deps,
  actor: Actor,
  id: string,
  { text, categoryCode, gridCode }: NewTask,
  { key, resourceId }: { key: string; resourceId: string },
): Promise<TopicDoc> {
  const topic = await findOrganised(deps, actor, id);
  checkPhase(topic, ['execute'], '表决通过、进入办事阶段后才能交办');
  const path = deps.routing.current().pathOf(gridCode);
  if (path.at(-1)?.level !== 'grid' || !path.some(({ code }) => code === topic.areaCode))
    throw new AppError('ACTION_NOT_ALLOWED', '请选择议题范围里的一个网格');
  if (topic.tasks.length >= TASKS_AT_MOST)
    throw new AppError('WRONG_STATE', `一个议题最多交办 ${TASKS_AT_MOST} 件事`);
  const { initiator } = topic;
  const doc = await submitCase(deps, {
    actor,
    input: {
      kind: 'report',
      text: `议题「${topic.title}」的决定：${text}`,
      categoryCode,
      visibility: 'public',
    },
    caseId: resourceId,
    requestKey: key,
    gridCode,
    reporter:
      initiator.kind === 'resident'
        ? { id: initiator.userId, name: initiator.name, phoneMasked: null }
        : { id: `proxy:${resourceId}`, name: initiator.name, phoneMasked: null },
  });
  const caseId = doc._id.toHexString();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const latest = await findOrganised(deps, actor, id);
    if (latest.tasks.some((task) => task.caseId === caseId)) return latest;
    const written = await writeTopic(
      deps,
      latest,
      { kind: 'task', to: null, title: '有一件事开始办了', by: staffOf(actor), text },
      { tasks: [...latest.tasks, { caseId, text }] },
    );
    if (written) return written;
  }
  throw new AppError('VERSION_CONFLICT');
}
