import { AppError, invalidField } from '@shared/core/errors';
import {
  type ApplicationView,
  type ChecklistMarks,
  HANDOVER_NAMES,
  type HandoverInput,
  missingWords,
} from '@shared/services/application';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { actOnCase, mayHandle } from '../cases';
import { type ApplicationDoc, applicationsOf } from './application.model';
import { type Found, findApplication, presentApplication } from './present-application';

/** The application, for whoever handles its case, at this version. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT */
async function open(deps: Deps, actor: Actor, ref: string, version: number): Promise<Found> {
  const found = await findApplication(deps, actor, ref);
  if (!mayHandle(actor, found.doc)) throw new AppError('ACTION_NOT_ALLOWED', '只有这件事的经办人可以办');
  if (found.application.version !== version) throw conflict(deps, actor, found);
  if (found.doc.status !== 'handling') throw new AppError('WRONG_STATE', '请先接手办理，再核对材料和交付');
  return found;
}

const conflict = (deps: Deps, actor: Actor, found: Found) =>
  new AppError('VERSION_CONFLICT', undefined, { current: presentApplication(deps, actor, found) });

async function save(
  deps: Deps,
  actor: Actor,
  { doc, application }: Found,
  set: Partial<ApplicationDoc>,
): Promise<ApplicationView> {
  const { _id, version } = application;
  const updated = await applicationsOf(deps.db).findOneAndUpdate(
    { _id, version },
    { $set: set, $inc: { version: 1 } },
    { returnDocument: 'after' },
  );
  if (!updated) throw conflict(deps, actor, await findApplication(deps, actor, doc.number));
  return presentApplication(deps, actor, { doc, application: updated });
}

/**
 * What of the materials is right and what is missing. What is missing is progress of the case, so the resident is told.
 * @throws AppError as `open`, VALIDATION_FAILED
 */
export async function markChecklist(
  deps: Deps,
  actor: Actor,
  ref: string,
  { marks, version }: ChecklistMarks,
): Promise<ApplicationView> {
  const found = await open(deps, actor, ref, version);
  const checklist = found.application.checklist.map((entry) => ({ ...entry }));
  for (const { index, state, comment } of marks) {
    const entry = checklist[index];
    if (!entry) throw invalidField('marks', '没有这份材料');
    entry.state = state;
    entry.comment = state === 'missing' && comment ? comment : null;
  }
  const saved = await save(deps, actor, found, { checklist });
  const missing = marks.flatMap(({ index, state }) => (state === 'missing' ? (checklist[index] ?? []) : []));
  if (missing.length > 0)
    await actOnCase(
      deps,
      {
        actor,
        ref,
        action: 'progress',
        body: { text: missingWords(missing) },
        requestKey: `checklist:${found.application._id}:${version}`,
      },
      (current) => Promise.resolve({ id: current._id.toHexString(), version: current.version }),
    );
  return saved;
}

/** Done: how the result comes to the resident, as the case's answer. @throws AppError as `open`, UPLOAD_NOT_USABLE */
export async function handOverResult(
  deps: Deps,
  actor: Actor,
  ref: string,
  { method, text, uploadIds, version }: HandoverInput,
  requestKey: string,
): Promise<ApplicationView> {
  const found = await open(deps, actor, ref, version);
  const doc = await actOnCase(
    deps,
    {
      actor,
      ref,
      action: 'reply',
      body: { text: `${HANDOVER_NAMES[method]}：${text}`, result: 'solved', uploadIds },
      requestKey,
    },
    (current) => Promise.resolve({ id: current._id.toHexString(), version: current.version }),
  );
  return save(deps, actor, { ...found, doc }, { handover: { method, text, at: new Date(deps.clock()) } });
}
