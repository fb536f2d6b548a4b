import mongoose, { type mongo } from 'mongoose';
import type * as z from 'zod';
import { AppError, invalidField } from '@shared/core/errors';
import type {
  listMyTopics as mineContract,
  listSimilarTopics as similarContract,
  listTopics as contract,
} from '@shared/deliberations/contract';
import { TOPIC_ORGANISERS } from '@shared/deliberations/rules';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { decodeCursor, encodeCursor, staffAreas } from '../cases';
import { wordsAlike } from '../similar';
import { presentTopicItem } from './present-topic';
import { participantsOf, type TopicDoc, topicsOf } from './topic.model';

type Query<C extends { query?: z.ZodType }> = z.output<NonNullable<C['query']>>;

/** Codes from the city down. @throws AppError NOT_FOUND */
function pathTo({ routing }: Pick<Deps, 'routing'>, code: string): string[] {
  const path = routing.current().pathOf(code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  return path.map((node) => node.code);
}

/** The newest of an area: its own and those below by one index, those of the areas above by another. */
async function newest(
  { db }: Pick<Deps, 'db'>,
  path: readonly string[],
  filter: mongo.Filter<TopicDoc>,
  limit: number,
): Promise<TopicDoc[]> {
  const options = { sort: { _id: -1 } as const, limit, projection: { meetings: 0 } };
  const found = await Promise.all([
    topicsOf(db)
      .find({ areaPath: path.at(-1) ?? '', care: null, ...filter }, options)
      .toArray(),
    topicsOf(db)
      .find({ areaCode: { $in: path.slice(0, -1) }, care: null, ...filter }, options)
      .toArray(),
  ]);
  return found
    .flat()
    .sort((a, b) => (a._id.toHexString() < b._id.toHexString() ? 1 : -1))
    .slice(0, limit);
}

const before = (cursor: string | undefined) =>
  cursor ? new mongoose.mongo.ObjectId(decodeCursor(cursor, 'id')[0]) : null;

/** What an area deliberates, with all above and below it; the newest first. */
export async function listTopics(
  deps: Deps,
  actor: Actor | null,
  { area, phase, ended, waiting, limit, cursor }: Query<typeof contract>,
) {
  if (waiting) return listWaiting(deps, actor, { limit, cursor });
  const code = area ?? actor?.homeGridCode;
  if (!code) throw invalidField('area', '请先选择网格或区域');
  const start = before(cursor);
  const filter: mongo.Filter<TopicDoc> = {
    ...(phase && { phase }),
    ...(ended && { outcome: ended === '1' ? { $ne: null } : null }),
    ...(start && { _id: { $lt: start } }),
  };
  const docs = await newest(deps, pathTo(deps, code), filter, limit + 1);
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((topic) => presentTopicItem(deps, topic)),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}

/** Topics of the actor's areas with something to judge. @throws AppError FORBIDDEN for who leads none */
async function listWaiting(
  deps: Deps,
  actor: Actor | null,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
) {
  const areas = actor ? staffAreas(actor, TOPIC_ORGANISERS) : [];
  if (areas.length === 0) throw new AppError('FORBIDDEN');
  const start = before(cursor);
  const docs = await topicsOf(deps.db)
    .find(
      { areaPath: { $in: areas }, waiting: { $gt: 0 }, ...(start && { _id: { $lt: start } }) },
      { sort: { _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const last = docs.slice(0, limit).at(-1);
  return {
    items: docs.slice(0, limit).map((topic) => presentTopicItem(deps, topic)),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}

const COMPARED = 200;
const SHOWN = 5;
/** Less in common is chance. */
const ALIKE = 0.25;

/** Topics that may be about what somebody is about to raise; what has ended counts too: it may hold the answer. */
export async function listSimilar(deps: Deps, { area, text }: Query<typeof similarContract>) {
  const docs = await newest(deps, pathTo(deps, area), {}, COMPARED);
  const found = docs.flatMap((topic) => {
    const likeness = Math.max(
      wordsAlike(text, topic.title),
      0.8 * wordsAlike(text, `${topic.title}${topic.background}`),
    );
    return likeness < ALIKE
      ? []
      : [{ ...presentTopicItem(deps, topic), likeness: Math.round(likeness * 100) / 100 }];
  });
  return { items: found.sort((a, b) => b.likeness - a.likeness).slice(0, SHOWN) };
}

/** Topics somebody took part in, the newest topic first. */
export async function listMine(deps: Deps, { userId }: Actor, { limit, cursor }: Query<typeof mineContract>) {
  const start = before(cursor);
  const joined = await participantsOf(deps.db)
    .find({ userId, ...(start && { topicId: { $lt: start } }) }, { sort: { topicId: -1 }, limit: limit + 1 })
    .toArray();
  const page = joined.slice(0, limit);
  const docs = await topicsOf(deps.db)
    .find({ _id: { $in: page.map(({ topicId }) => topicId) } })
    .toArray();
  const byId = new Map(docs.map((topic) => [topic._id.toHexString(), topic]));
  const last = page.at(-1);
  return {
    items: page.flatMap(({ topicId }) => {
      const topic = byId.get(topicId.toHexString());
      return topic && (topic.care === null || topic.initiator.userId === userId)
        ? [presentTopicItem(deps, topic)]
        : [];
    }),
    nextCursor: joined.length > limit && last ? encodeCursor([last.topicId.toHexString()]) : null,
  };
}
