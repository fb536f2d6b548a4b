import mongoose from 'mongoose';
import { statementsOf, statementVotesOf, type TopicDoc, topicsOf } from '../features/deliberations';
import type { TestApp } from './test-app';

const DAY_MS = 24 * 3_600_000;

/** A topic in the midst of its discussion, written straight into the store: for features that stand on topics. */
export async function buildTopic(
  { deps }: Pick<TestApp, 'deps'>,
  areaCode: string,
  changes: Partial<TopicDoc> = {},
): Promise<TopicDoc> {
  const now = deps.clock();
  const at = (days: number) => new Date(now + days * DAY_MS);
  const topic: TopicDoc = {
    _id: new mongoose.mongo.ObjectId(),
    areaCode,
    areaPath: deps.routing
      .current()
      .pathOf(areaCode)
      .map(({ code }) => code),
    title: '小区电动车充电棚建在哪里',
    background: '楼道里充电不安全，大家商量建充电棚。',
    placeText: null,
    uploads: [],
    initiator: { kind: 'center', userId: 'f'.repeat(24), name: '网格中心', title: null },
    caseId: null,
    caseNumber: null,
    phase: 'discuss',
    phaseSince: new Date(now),
    outcome: null,
    dates: {
      raiseUntil: new Date(now),
      answerBy: new Date(now),
      discussUntil: at(7),
      decideUntil: at(14),
      executeUntil: at(60),
      evaluateUntil: at(75),
    },
    overdueSince: null,
    tasks: [],
    waiting: 0,
    secondsNeeded: 5,
    seconds: 5,
    participants: 0,
    removed: 0,
    history: [],
    care: null,
    createdAt: new Date(now),
    version: 1,
    ...changes,
  };
  await topicsOf(deps.db).insertOne(topic);
  return topic;
}

/** Statements of a topic and what people say to them: `votes[person][statement]`, null where nothing. */
export async function buildVotes(
  { deps }: Pick<TestApp, 'deps'>,
  topic: Pick<TopicDoc, '_id'>,
  people: readonly string[],
  votes: readonly (readonly (-1 | 0 | 1 | null)[])[],
): Promise<string[]> {
  const at = new Date(deps.clock());
  const ids = (votes[0] ?? []).map(() => new mongoose.mongo.ObjectId());
  const said = (column: number, vote: number) => votes.filter((row) => row[column] === vote).length;
  await statementsOf(deps.db).insertMany(
    ids.map((_id, i) => ({
      _id,
      topicId: topic._id,
      authorId: people[0] ?? '',
      official: false,
      text: `第 ${i + 1} 条看法`,
      care: null,
      agree: said(i, 1),
      disagree: said(i, -1),
      pass: said(i, 0),
      at,
    })),
  );
  await statementVotesOf(deps.db).insertMany(
    votes.flatMap((row, i) =>
      row.flatMap((vote, j) => {
        const [voterId, statementId] = [people[i], ids[j]];
        if (vote === null || !voterId || !statementId) return [];
        const _id = `${statementId.toHexString()}:${voterId}`;
        return [{ _id, topicId: topic._id, statementId, voterId, vote, at }];
      }),
    ),
  );
  return ids.map((id) => id.toHexString());
}
