import mongoose from 'mongoose';
import type { Deps } from '@api/deps';
import { usersOf } from '../auth';
import {
  type CaseDoc,
  casesOf,
  type EventDoc,
  eventsOf,
  followersOf,
  type LoggedEvent,
  presentEvent,
  presentSummary,
} from '../cases';
import { type NotificationDoc, notificationsOf } from './notification.model';
import { withoutMuted } from './settings';
import { type Audience, audienceOf, deskAreas } from './recipients';

const BATCH = 100;
/** Events told side by side: their writes share the store's flushes. */
const AT_ONCE = 10;
/** So many people of a desk or a department are told; a larger team reads its queue. */
const TEAM_AT_MOST = 50;
const TRIES = 8;
const FIRST_WAIT_MS = 2_000;

type Topic = NotificationDoc['topic'];

async function desk(deps: Deps, doc: CaseDoc): Promise<string[]> {
  for (const areaCode of deskAreas(doc)) {
    const found = await staffWith(deps, { role: 'dispatcher', areaCode });
    if (found.length > 0) return found;
  }
  return [];
}

async function staffWith(
  deps: Deps,
  grant: { role: string; areaCode: string; department?: string },
): Promise<string[]> {
  const users = await usersOf(deps.db)
    .collection.find(
      { 'roles.areaCode': grant.areaCode, roles: { $elemMatch: grant }, disabledAt: null },
      { projection: { _id: 1 }, limit: TEAM_AT_MOST },
    )
    .toArray();
  return users.map(({ _id }) => String(_id));
}

/** The people behind an assignment. */
async function peopleOf(deps: Deps, doc: CaseDoc, assignee: CaseDoc['assignee']): Promise<string[]> {
  if (assignee.type === 'person') return [assignee.userId];
  if (assignee.type === 'center') {
    const own = await staffWith(deps, { role: 'dispatcher', areaCode: assignee.areaCode });
    return own.length > 0 ? own : desk(deps, doc);
  }
  const { department } = assignee;
  const teams = await Promise.all(
    doc.areaPath.map((areaCode) => staffWith(deps, { role: 'handler', areaCode, department })),
  );
  return [...new Set(teams.flat())].slice(0, TEAM_AT_MOST);
}

/** One event's notifications for people told for one reason; who was told for a better one before is left out. */
async function tell(
  deps: Deps,
  event: EventDoc,
  doc: CaseDoc,
  userIds: readonly string[],
  topic: Topic,
): Promise<void> {
  const others = userIds.filter((userId) => userId !== event.actor.userId);
  const wanted = topic === 'work' ? others : await withoutMuted(deps, others, topic);
  if (wanted.length === 0) return;
  const viewer = topic === 'work' ? 'staff' : topic === 'mine' ? 'reporter' : 'public';
  const viewing = { deps, actor: null, viewer, coordType: 'gcj02' } as const;
  const { title } = presentEvent(event, { viewer, anonymous: doc.anonymousToWorker, photos: [] });
  const { plainStatus, category } = presentSummary(doc, viewing);
  const docs = wanted.map((userId): NotificationDoc => ({
    _id: `${event._id}:${userId}`,
    userId,
    topic,
    title: `${category.name}：${title}`,
    text: plainStatus,
    caseId: event.caseId,
    caseNumber: doc.number,
    at: event.at,
    read: false,
  }));
  try {
    await notificationsOf(deps.db).insertMany(docs, { ordered: false });
  } catch (error) {
    const onlyRepeated =
      error instanceof mongoose.mongo.MongoBulkWriteError &&
      [error.writeErrors].flat().every((writeError) => writeError.code === 11000);
    if (!onlyRepeated) throw error;
  }
}

async function tellAll(deps: Deps, event: EventDoc, doc: CaseDoc): Promise<void> {
  const told = new Set<string>();
  const fresh = (ids: readonly string[]) => {
    const found = ids.filter((id) => !told.has(id));
    found.forEach((id) => told.add(id));
    return found;
  };
  const audience: readonly Audience[] = audienceOf(event);
  // The reporter is told of the whole; its desk, when a part is answered.
  if (audience.includes('reporter') && !doc.partOf)
    await tell(deps, event, doc, fresh([doc.reporterId]), 'mine');
  const work = [
    ...(audience.includes('assignee') ? await peopleOf(deps, doc, doc.assignee) : []),
    ...(audience.includes('coHandlers')
      ? (await Promise.all((doc.coHandlers ?? []).map((helper) => peopleOf(deps, doc, helper)))).flat()
      : []),
    ...(audience.includes('desk') || (doc.partOf && event.type === 'reply') ? await desk(deps, doc) : []),
  ];
  await tell(deps, event, doc, fresh(work), 'work');
  if (!audience.includes('followers') || doc.visibility !== 'public') return;
  for await (const followers of followersOf(deps.db, event.caseId))
    await tell(deps, event, doc, fresh(followers), 'followed');
}

/** Twice as long after every failure. */
const waitAfter = (tries: number) => FIRST_WAIT_MS * 2 ** (tries - 1);

/**
 * Tells everybody whom the events of the log concern. An event carries its own order to be told (`outbox`) from the
 * write on that put it into the log; it is crossed out only when all were told, and telling twice changes nothing.
 * What fails is tried again with growing pauses, and after eight failures waits for an admin.
 * @param stopped asked between events, so that the process may end without waiting for a backlog
 * @returns how many events were told
 */
export async function deliverNotifications(deps: Deps, stopped = () => false): Promise<number> {
  let delivered = 0;
  for (;;) {
    const due = (await eventsOf(deps.db)
      .find({ 'outbox.at': { $lte: new Date(deps.clock()) } }, { sort: { 'outbox.at': 1 }, limit: BATCH })
      .toArray()) as LoggedEvent[];
    let moved = 0;
    for (let at = 0; at < due.length; at += AT_ONCE) {
      if (stopped()) return delivered;
      const told = await Promise.all(due.slice(at, at + AT_ONCE).map((event) => deliver(deps, event)));
      moved += told.filter(Boolean).length;
    }
    delivered += moved;
    if (due.length < BATCH || moved === 0) return delivered;
  }
}

/** @returns whether everybody was told; if not, it will be tried again */
async function deliver(deps: Deps, { outbox, dead: _dead, ...event }: LoggedEvent): Promise<boolean> {
  try {
    const doc = (await casesOf(deps.db).collection.findOne({
      _id: new mongoose.mongo.ObjectId(event.caseId),
    })) as CaseDoc | null;
    if (doc) await tellAll(deps, event, doc);
    await eventsOf(deps.db).updateOne({ _id: event._id }, { $unset: { outbox: '' } });
    return true;
  } catch (error) {
    await postpone(deps, event._id, (outbox?.tries ?? 0) + 1, error);
    return false;
  }
}

async function postpone(deps: Deps, eventId: string, tries: number, error: unknown): Promise<void> {
  deps.log.warn({ err: error, eventId, tries }, 'nobody told yet');
  const message = error instanceof Error ? error.message : String(error);
  const now = deps.clock();
  await eventsOf(deps.db).updateOne(
    { _id: eventId },
    tries >= TRIES
      ? { $unset: { outbox: '' }, $set: { dead: { at: new Date(now), tries, error: message.slice(0, 300) } } }
      : { $set: { outbox: { at: new Date(now + waitAfter(tries)), tries } } },
  );
}
