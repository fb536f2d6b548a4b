import type { Connection } from 'mongoose';
import { type OpinionMap, nearestGroup, VOTERS_AT_LEAST } from '@shared/opinions/compute-map';
import {
  explainDividing,
  explainGroup,
  explainMap,
  explainShared,
  explainTypical,
  groupName,
} from '@shared/opinions/explain';
import { dividingOf, sharedOf, typicalOf } from '@shared/opinions/judge-statements';
import { rowOf } from '@shared/opinions/matrix';
import { placeOf } from '@shared/opinions/pca';
import type { OpinionMapAnswer, OpinionMapView } from '@shared/opinions/schemas';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { findTopic, statementVotesOf, type StatementDoc, type TopicDoc } from '../deliberations';
import { groundsOf } from './fingerprint';
import { opinionMapsOf } from './opinion.model';

/** Asks the job for a newer map. Asking again changes nothing until it is made. */
async function want(deps: Deps, _id: TopicDoc['_id']): Promise<void> {
  const wantedAt = new Date(deps.clock());
  const maps = opinionMapsOf(deps.db);
  const { matchedCount } = await maps.updateOne(
    { _id, wantedAt: { $exists: false } },
    { $set: { wantedAt } },
  );
  if (matchedCount > 0) return;
  try {
    await maps.insertOne({ _id, from: null, map: null, computedAt: null, wantedAt, busyUntil: new Date(0) });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** How many have voted, counted no further than it takes. A person has at most one vote per statement. */
async function countVoters(db: Connection, topicId: TopicDoc['_id']): Promise<number> {
  const voters = await statementVotesOf(db)
    .aggregate<{ _id: string }>([
      { $match: { topicId } },
      { $limit: 5000 },
      { $group: { _id: '$voterId' } },
      { $limit: VOTERS_AT_LEAST },
    ])
    .toArray();
  return voters.length;
}

/** In a frame of −1 to 1 on both sides, the same scale for both. */
function scaleOf({ dots }: OpinionMap): (value: number) => number {
  const most = Math.max(1e-6, ...dots.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
  return (value) => Math.round((value / most) * 1000) / 1000 + 0;
}

function presentMap(map: OpinionMap, computedAt: Date, docs: readonly StatementDoc[]): OpinionMapView {
  const texts = new Map(docs.map((doc) => [doc._id.toHexString(), doc.text]));
  // Taken down since: its words are nobody's any more, its figures neither.
  const statements = map.statements.filter(({ id }) => texts.has(id));
  const scale = scaleOf(map);
  const named = <T extends { statementId: string }>(of: T, words: string) => ({
    ...of,
    text: texts.get(of.statementId) ?? '',
    words,
  });
  const groups = map.groups.map(({ people, middle, hull }, group) => {
    const typical = typicalOf(statements, group);
    return {
      name: groupName(group),
      people,
      x: scale(middle[0] ?? 0),
      y: scale(middle[1] ?? 0),
      hull: hull.map(([x, y]): [number, number] => [scale(x), scale(y)]),
      typical: typical.map((one) => named(one, explainTypical(one))),
      words: explainGroup(group, people, map.placed, typical),
    };
  });
  return {
    computedAt: computedAt.toISOString(),
    people: map.people,
    placed: map.placed,
    answers: map.answers,
    explained: map.explained.slice(0, 2),
    apart: map.apart,
    words: explainMap(map),
    groups,
    dots: map.dots.map((dot) => ({ ...dot, x: scale(dot.x), y: scale(dot.y) })),
    shared: sharedOf(statements).map((one) => named(one, explainShared(one, groups.length))),
    dividing: dividingOf(statements).map((one) => named(one, explainDividing(one))),
    statements: statements.map(({ id, all, groups: of }) => ({
      statementId: id,
      text: texts.get(id) ?? '',
      all,
      groups: of,
    })),
  };
}

async function placeMine(db: Connection, actor: Actor | null, topicId: TopicDoc['_id'], map: OpinionMap) {
  if (!actor) return null;
  const votes = await statementVotesOf(db).find({ topicId, voterId: actor.userId }).toArray();
  const answers = votes.map(({ statementId, vote }) => [statementId.toHexString(), vote] as const);
  if (answers.length === 0) return null;
  const place = placeOf(rowOf(answers, map.model.statements), map.model);
  const scale = scaleOf(map);
  // Who answered little may lie far outside: the frame's edge is far enough.
  const within = (value = 0) => Math.max(-1, Math.min(1, scale(value)));
  return {
    x: within(place[0]),
    y: within(place[1]),
    group: nearestGroup(place, map.groups),
    answers: answers.length,
  };
}

/**
 * The map as last computed, with the caller's own place. What changed since is asked of the job: so a map is made for
 * topics that somebody looks at, and never while he waits.
 * @throws AppError NOT_FOUND
 */
export async function readOpinionMap(deps: Deps, actor: Actor | null, id: string): Promise<OpinionMapAnswer> {
  const topic = await findTopic(deps, actor, id);
  const [{ statements, fingerprint }, kept, voters] = await Promise.all([
    groundsOf(deps.db, topic._id),
    opinionMapsOf(deps.db).findOne({ _id: topic._id }),
    countVoters(deps.db, topic._id),
  ]);
  const enough = voters >= VOTERS_AT_LEAST;
  const pending = enough && kept?.from !== fingerprint;
  if (pending) await want(deps, topic._id);
  const map = enough ? (kept?.map ?? null) : null;
  return {
    voters,
    votersNeeded: VOTERS_AT_LEAST,
    pending,
    map: map && kept?.computedAt ? presentMap(map, kept.computedAt, statements) : null,
    mine: map && (await placeMine(deps.db, actor, topic._id, map)),
  };
}
