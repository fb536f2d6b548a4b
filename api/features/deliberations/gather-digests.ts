import { nextDigest } from '@shared/notifications/settings';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { tellInDigest } from '../notifications';
import { commentsOf, participantsOf, statementsOf, type TopicDoc, topicsOf } from './topic.model';

const BATCH = 20;
const PAGE = 500;
/** An hour before the usual digest, so that what is gathered is in the one of the same day. */
const GATHER_HOUR = 17;
/** More of a day are not counted. */
const COUNTED = 200;

/** When what is said in a topic is gathered next, UTC milliseconds. */
export const nextGathering = (nowMs: number): number => nextDigest(GATHER_HOUR, nowMs);

interface Said {
  words: string;
  /** Who said all of it; null when it was more than one. */
  alone: string | null;
}

/** What was said since then that everybody may read; null for nothing. */
async function saidSince(
  { db }: Pick<Deps, 'db'>,
  { _id: topicId }: TopicDoc,
  since: Date,
): Promise<Said | null> {
  const filter = { topicId, at: { $gt: since }, care: null };
  const options = { limit: COUNTED, projection: { authorId: 1, official: 1 } };
  const [statements, comments] = await Promise.all([
    statementsOf(db).find(filter, options).toArray(),
    commentsOf(db).find(filter, options).toArray(),
  ]);
  const answers = comments.filter(({ official }) => official).length;
  const words = [
    [statements.length, '条新看法'],
    [comments.length - answers, '条新留言'],
    [answers, '条工作人员的答复'],
  ] as const;
  const parts = words.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  if (parts.length === 0) return null;
  const authors = [...new Set([...statements, ...comments].map(({ authorId }) => authorId))];
  return { words: parts.join('、'), alone: authors.length === 1 ? (authors[0] ?? null) : null };
}

async function gather(deps: Deps, topic: TopicDoc): Promise<void> {
  const nowMs = deps.clock();
  const due = topic.digestDue ?? new Date(nowMs);
  const said = await saidSince(deps, topic, topic.digestSince ?? new Date(due.getTime() - DAY_MS));
  const id = topic._id.toHexString();
  for (let after = ''; said !== null;) {
    const page = await participantsOf(deps.db)
      .find({ topicId: topic._id, _id: { $gt: after } }, { sort: { _id: 1 }, limit: PAGE })
      .toArray();
    const others = page.map(({ userId }) => userId).filter((userId) => userId !== said.alone);
    await tellInDigest(deps, others, {
      // The round is part of it: gathered again after a crash, nobody is told twice.
      key: `topicday:${id}:${due.getTime()}`,
      topicId: id,
      title: topic.title,
      text: `今天有 ${said.words}`,
    });
    if (page.length < PAGE) break;
    after = page.at(-1)?._id ?? '';
  }
  const next = { digestSince: new Date(nowMs), digestDue: new Date(nextGathering(nowMs)) };
  await topicsOf(deps.db).updateOne(
    { _id: topic._id, digestDue: topic.digestDue },
    // What has ended is told of once more and then rests.
    topic.outcome === null ? { $set: next } : { $unset: { digestDue: '', digestSince: '' } },
  );
}

/** Once a day, what was said in each topic goes into the digest of those who take part. */
export async function gatherDigests(deps: Deps, stopped = () => false): Promise<void> {
  for (;;) {
    const due = await topicsOf(deps.db)
      .find({ digestDue: { $lte: new Date(deps.clock()) } }, { sort: { digestDue: 1 }, limit: BATCH })
      .toArray();
    for (const topic of due) {
      if (stopped()) return;
      await gather(deps, topic);
    }
    if (due.length < BATCH) return;
  }
}
