import { createHash } from 'node:crypto';
import type { ActionInput } from '@shared/cases/action-bodies';
import { AppError, invalidField } from '@shared/core/errors';
import {
  type ApplicationView,
  type ChecklistMarks,
  type GivenMaterials,
  givenWords,
  type HandoverInput,
  handoverProblem,
  handoverWords,
  missingWords,
} from '@shared/services/application';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { actOnCase, type CaseDoc, mayHandle } from '../cases';
import { type ApplicationDoc, applicationsOf } from './application.model';
import { type Found, findApplication, mayGive, presentApplication } from './present-application';

type Checklist = ApplicationDoc['checklist'];

/** The application, for whoever handles its case, at this version. @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VERSION_CONFLICT */
async function open(deps: Deps, actor: Actor, ref: string, version: number, key: string): Promise<Found> {
  const found = await findApplication(deps, actor, ref);
  if (isRepeated(found, key)) return found;
  if (!mayHandle(actor, found.doc)) throw new AppError('ACTION_NOT_ALLOWED', '只有这件事的经办人可以办');
  if (found.application.version !== version) throw conflict(deps, actor, found);
  if (found.doc.status !== 'handling') throw new AppError('WRONG_STATE', '请先接手办理，再核对材料和交付');
  return found;
}

/** The case has its event of this request already; what follows from it may have been cut off. */
const isRepeated = ({ doc }: Found, key: string) => doc.events.some((event) => event.requestKey === key);

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

/** The case as it was read: of two at once, the case lets one through. */
function tell<A extends 'progress' | 'reply' | 'supplement'>(
  deps: Deps,
  actor: Actor,
  { doc }: Found,
  request: { action: A; body: ActionInput<A>; requestKey: string },
): Promise<CaseDoc> {
  return actOnCase(deps, { actor, ref: doc.number, ifMatch: doc.version, ...request }, (current) =>
    Promise.resolve({ id: current._id.toHexString(), version: current.version }),
  );
}

const entriesOf = ({ application }: Found): Checklist =>
  application.checklist.map((entry) => ({ ...entry, uploadIds: [...entry.uploadIds] }));

/** One's own marks under one's own name: sent again they are the same, another's are not. */
const digest = (actor: Actor, marks: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([actor.userId, marks]))
    .digest('hex')
    .slice(0, 16);

/**
 * What of the materials is right and what is missing. What is missing is progress of the case, so the resident is told;
 * that comes first, so that a crash never leaves it unsaid.
 * @throws AppError as `open`, VALIDATION_FAILED
 */
export async function markChecklist(
  deps: Deps,
  actor: Actor,
  ref: string,
  { marks, version }: ChecklistMarks,
): Promise<ApplicationView> {
  const requestKey = `checklist:${version}:${digest(actor, marks)}`;
  const found = await open(deps, actor, ref, version, requestKey);
  if (found.application.version > version) return presentApplication(deps, actor, found);
  const checklist = entriesOf(found);
  for (const { index, state, comment } of marks) {
    const entry = checklist[index];
    if (!entry) throw invalidField('marks', '没有这份材料');
    entry.state = state;
    entry.comment = state === 'missing' && comment ? comment : null;
  }
  const missing = marks.flatMap(({ index, state }) => (state === 'missing' ? (checklist[index] ?? []) : []));
  const doc =
    missing.length === 0
      ? found.doc
      : await tell(deps, actor, found, {
          action: 'progress',
          body: { text: missingWords(missing) },
          requestKey,
        });
  return save(deps, actor, { ...found, doc }, { checklist });
}

/**
 * What the resident gives afterwards: photos on the case, and at their material.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, WRONG_STATE, VERSION_CONFLICT, UPLOAD_NOT_USABLE, VALIDATION_FAILED
 */
export async function giveMaterials(
  deps: Deps,
  actor: Actor,
  ref: string,
  { materials, version }: GivenMaterials,
  requestKey: string,
): Promise<ApplicationView> {
  const found = await findApplication(deps, actor, ref);
  if (found.doc.reporterId !== actor.userId)
    throw new AppError('ACTION_NOT_ALLOWED', '只有申请人可以补交材料');
  if (!isRepeated(found, requestKey)) {
    if (found.application.version !== version) throw conflict(deps, actor, found);
    if (!mayGive(actor, found)) throw new AppError('WRONG_STATE', '现在不用再交材料');
  } else if (found.application.version > version) return presentApplication(deps, actor, found);
  const checklist = entriesOf(found);
  const names: string[] = [];
  for (const { index, uploadIds } of materials) {
    const entry = checklist[index];
    if (!entry) throw invalidField('materials', '没有这份材料');
    if (entry.state === 'ok') throw invalidField('materials', `「${entry.name}」已经合格，不用再交`);
    Object.assign(entry, { state: 'given', comment: null, uploadIds });
    names.push(entry.name);
  }
  const body = { text: givenWords(names), uploadIds: materials.flatMap(({ uploadIds }) => uploadIds) };
  const doc = await tell(deps, actor, found, { action: 'supplement', body, requestKey });
  return save(deps, actor, { ...found, doc }, { checklist });
}

/** Done: how the result comes to the resident, as the case's answer. @throws AppError as `open`, UPLOAD_NOT_USABLE, VALIDATION_FAILED */
export async function handOverResult(
  deps: Deps,
  actor: Actor,
  ref: string,
  input: HandoverInput,
  requestKey: string,
): Promise<ApplicationView> {
  const { method, text, uploadIds, to, at, version } = input;
  const found = await open(deps, actor, ref, version, requestKey);
  const again = isRepeated(found, requestKey);
  if (again && found.application.handover) return presentApplication(deps, actor, found);
  const problem = handoverProblem(input, deps.clock());
  if (problem && !again) throw invalidField(problem.path, problem.message);
  const body = { text: handoverWords(input), result: 'solved' as const, uploadIds };
  const doc = await tell(deps, actor, found, { action: 'reply', body, requestKey });
  const handover = {
    method,
    text,
    at: at === undefined ? new Date(deps.clock()) : new Date(at),
    to: to ? { who: to.who, nameSealed: to.name ? deps.fieldCrypto.encrypt(to.name) : null } : null,
  };
  return save(deps, actor, { ...found, doc }, { handover });
}
