import mongoose from 'mongoose';
import { ADDRESS_ITEM, photoItem, textItem } from '@shared/moderation/reasons';
import type { Deps } from '@api/deps';
import type { RemoteCheck } from '@api/integrations/content-check';
import { usersOf } from '../auth';
import { type CareMark, type CaseDoc, eventsOf, findCase, type LoggedEvent, setMarks } from '../cases';
import { signedFileUrl } from '../uploads';
import { holdText } from './hold-text';
import { photoChecksOf } from './moderation.model';

const BATCH = 50;
const TRIES = 8;
/** Before the second try; doubled from then on, so that the last one is made after about two hours. */
const FIRST_WAIT_MS = 30_000;

/**
 * Asks WeChat about what new events say and show. The order stands on the event in the log and is crossed out when
 * everything was asked: asking again changes nothing, an outage only delays. After eight failures photos go to a
 * moderator; for words the word list has had its say.
 * @returns how many events were settled
 */
export async function checkContents(deps: Deps, stopped = () => false): Promise<number> {
  const { remote } = deps.contentCheck;
  if (!remote) return 0;
  const due = (await eventsOf(deps.db)
    .find({ 'check.at': { $lte: new Date(deps.clock()) } }, { sort: { 'check.at': 1 }, limit: BATCH })
    .toArray()) as LoggedEvent[];
  let settled = 0;
  for (const event of due) {
    if (stopped()) break;
    if (await settle(deps, remote, event)) settled += 1;
  }
  return settled;
}

async function settle(deps: Deps, remote: RemoteCheck, event: LoggedEvent): Promise<boolean> {
  const tries = (event.check?.tries ?? 0) + 1;
  try {
    await ask(deps, remote, event);
  } catch (error) {
    deps.log.warn({ err: error, eventId: event._id, tries }, 'content not checked yet');
    if (tries < TRIES) {
      const at = new Date(deps.clock() + FIRST_WAIT_MS * 2 ** (tries - 1));
      await eventsOf(deps.db).updateOne({ _id: event._id }, { $set: { check: { at, tries } } });
      return false;
    }
    for (const id of event.uploadIds) await leaveToPerson(deps, event.caseId, id);
  }
  await eventsOf(deps.db).updateOne({ _id: event._id }, { $unset: { check: '' } });
  return true;
}

async function ask(deps: Deps, remote: RemoteCheck, event: LoggedEvent): Promise<void> {
  const doc = await findCase(deps.db, event.caseId);
  if (!doc) return;
  const openid = await openidOf(deps, event.actor.userId);
  for (const [item, text] of textsOf(doc, event)) {
    const verdict = openid === null ? null : await remote.text(text, openid);
    if (verdict && verdict.suggest !== 'pass') await holdText(deps, event, item, text, verdict.found);
  }
  for (const id of event.uploadIds)
    if (doc.care?.[photoItem(id)]?.waits === 'machine')
      await orderPhoto(deps, remote, event.caseId, id, openid);
}

const textsOf = (doc: CaseDoc, { seq, text }: LoggedEvent): [string, string][] => [
  ...(text === null ? [] : [[textItem(seq), text] as [string, string]]),
  ...(seq === 1 && doc.addressText ? [[ADDRESS_ITEM, doc.addressText] as [string, string]] : []),
];

/** WeChat judges by author: who never signed in with it cannot be judged there. */
async function openidOf(deps: Deps, userId: string | null): Promise<string | null> {
  if (userId === null || !mongoose.isValidObjectId(userId)) return null;
  const user = await usersOf(deps.db).findById(userId, { openidSealed: 1 }).lean();
  return user?.openidSealed ? deps.fieldCrypto.decrypt(user.openidSealed) : null;
}

async function orderPhoto(
  deps: Deps,
  remote: RemoteCheck,
  caseId: string,
  uploadId: string,
  openid: string | null,
): Promise<void> {
  if (await photoChecksOf(deps.db).findOne({ caseId, uploadId })) return;
  const url = `${deps.config.publicUrl ?? ''}${signedFileUrl(deps, uploadId, 'full', 'known')}`;
  const traceId = openid === null ? null : await remote.photo(url, openid);
  if (traceId === null) return leaveToPerson(deps, caseId, uploadId);
  await photoChecksOf(deps.db).updateOne(
    { _id: traceId },
    { $set: { caseId, uploadId, at: new Date(deps.clock()) } },
    { upsert: true },
  );
}

/** No machine will judge it. */
async function leaveToPerson(deps: Deps, caseId: string, uploadId: string): Promise<void> {
  await settlePhoto(deps, caseId, uploadId, { waits: 'person', found: ['unchecked'] });
}

/** What is known of a photo that waited for the machine; nothing once somebody else has judged it. */
export async function settlePhoto(
  deps: Pick<Deps, 'db' | 'clock'>,
  caseId: string,
  uploadId: string,
  known: Partial<Pick<CareMark, 'state' | 'waits' | 'found'>>,
): Promise<void> {
  const item = photoItem(uploadId);
  await setMarks(deps, caseId, ({ care }) => {
    const mark = care?.[item];
    return mark?.waits === 'machine' ? { [item]: { ...mark, at: new Date(deps.clock()), ...known } } : {};
  });
}

/** WeChat answers within half an hour; what it has not answered by then a moderator looks at. */
const ANSWER_WITHIN_MS = 60 * 60_000;

/** @returns how many photos no longer wait for an answer */
export async function giveUpPhotoChecks(deps: Deps): Promise<number> {
  const late = await photoChecksOf(deps.db)
    .find({ at: { $lt: new Date(deps.clock() - ANSWER_WITHIN_MS) } }, { limit: BATCH })
    .toArray();
  for (const { _id, caseId, uploadId } of late) {
    await leaveToPerson(deps, caseId, uploadId);
    await photoChecksOf(deps.db).deleteOne({ _id });
  }
  return late.length;
}
