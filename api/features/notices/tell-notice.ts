import type { mongo } from 'mongoose';
import { NOTICE_CATEGORY_NAMES, TOLD_A_DAY, isTold } from '@shared/notices/schemas';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { usersOf } from '../auth';
import { tellPeople } from '../notifications';
import { type NoticeDoc, noticesOf } from './notice.model';

/** So many people are told before it is written down how far we are. */
const PAGE = 200;
/** So many notices are under way at once; a job comes again within seconds. */
const BATCH = 20;

type Order = NonNullable<NoticeDoc['tell']>;

/** The order to tell who lives there, to be carried out when the notice comes out; null for what is not told. */
export const orderToTell = (notice: Pick<NoticeDoc, 'important' | 'areaCode'>, at: Date): Order | null =>
  notice.important && isTold(notice.areaCode) ? { at, after: null } : null;

/**
 * Whether an area's residents have had their share of messages for a day.
 * @param waiting does not count: its own message, which nobody has had yet and whose time is being moved
 */
export async function isQuotaUsed(
  deps: Pick<Deps, 'db'>,
  areaCode: string,
  at: Date,
  waiting?: NoticeDoc['_id'],
): Promise<boolean> {
  const near = await noticesOf(deps.db).countDocuments(
    {
      ...(waiting && { _id: { $ne: waiting } }),
      areaCode,
      tellAt: { $gt: new Date(at.getTime() - DAY_MS), $lt: new Date(at.getTime() + DAY_MS) },
    },
    { limit: TOLD_A_DAY },
  );
  return near >= TOLD_A_DAY;
}

/**
 * Tells the residents of an area of its important notices, page by page. Where it stands is written down after each
 * page; one that is told again after a crash changes nothing, since a message's id is notice, round and person.
 */
export async function tellNotices(deps: Deps, isStopped: () => boolean = () => false): Promise<number> {
  const now = new Date(deps.clock());
  const due = await noticesOf(deps.db)
    .find({ 'tell.at': { $lte: now, $type: 'date' } }, { limit: BATCH })
    .toArray();
  for (const notice of due) {
    if (isStopped()) break;
    await tellOne(deps, notice, isStopped);
  }
  return due.length;
}

async function tellOne(deps: Deps, notice: NoticeDoc, isStopped: () => boolean): Promise<void> {
  const { _id, round } = notice;
  const isOver = notice.withdrawnAt !== null || notice.validUntil.getTime() <= deps.clock();
  let after = notice.tell?.after ?? null;
  while (!isOver && !isStopped()) {
    const people = await nextPeople(deps, notice.areaCode, after);
    const last = people.at(-1);
    if (!last) break;
    await tellPeople(
      deps,
      people.map((person) => person._id.toHexString()),
      {
        key: `notice:${_id.toHexString()}:${round}`,
        kind: 'notice',
        linkId: _id.toHexString(),
        title: `重要公告 · ${NOTICE_CATEGORY_NAMES[notice.category]}`,
        text: notice.title,
      },
    );
    after = { grid: last.homeGridCode ?? '', id: last._id.toHexString() };
    const kept = await noticesOf(deps.db).updateOne(
      { _id, round, tell: { $type: 'object' } },
      { $set: { 'tell.after': after } },
    );
    // Withdrawn, or asked again, meanwhile.
    if (kept.matchedCount === 0) return;
  }
  if (!isStopped()) await noticesOf(deps.db).updateOne({ _id, round }, { $set: { tell: null } });
}

interface Resident {
  _id: mongo.ObjectId;
  homeGridCode?: string | null;
}

/** The next of who lives in an area, grid by grid: two ranges of one index. */
async function nextPeople(
  deps: Pick<Deps, 'db'>,
  areaCode: string,
  after: Order['after'],
): Promise<Resident[]> {
  const users = usersOf(deps.db);
  const options = { homeGridCode: 1 } as const;
  const rest = after
    ? await users
        .find({ homeGridCode: after.grid, _id: { $gt: after.id } }, options)
        .sort({ homeGridCode: 1, _id: 1 })
        .limit(PAGE)
        .lean<Resident[]>()
    : [];
  if (rest.length === PAGE) return rest;
  const from = after ? { $gt: after.grid } : { $gte: areaCode };
  const others = await users
    .find({ homeGridCode: { ...from, $lt: `${areaCode}~` } }, options)
    .sort({ homeGridCode: 1, _id: 1 })
    .limit(PAGE - rest.length)
    .lean<Resident[]>();
  return [...rest, ...others];
}
