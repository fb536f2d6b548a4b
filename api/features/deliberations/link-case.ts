import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { type CaseDoc, casesOf, followersOf, writeEvent } from '../cases';
import { joinAll } from './join-topic';
import { type TopicDoc, topicsOf } from './topic.model';

const TRIES = 5;

/**
 * Ties a topic and the case it came from both ways, and lets who reported or follows it take part. May be repeated.
 * @throws AppError VERSION_CONFLICT when the case never stands still
 */
export async function linkCase(deps: Deps, topic: TopicDoc): Promise<void> {
  const id = topic._id.toHexString();
  const { initiator } = topic;
  let doc: CaseDoc | null;
  for (let attempt = 1; ; attempt += 1) {
    doc = await casesOf(deps.db)
      .findById(new mongoose.Types.ObjectId(topic.caseId ?? ''))
      .lean<CaseDoc>();
    if (!doc || doc.topic?.id === id) break;
    const written = await writeEvent(
      deps,
      doc,
      {
        type: 'raiseTopic',
        actor: {
          kind: 'staff',
          userId: initiator.userId,
          name: initiator.name,
          title: initiator.title ?? '',
        },
        to: doc.status,
        text: topic.title,
        uploadIds: [],
        visibility: 'public',
        data: { topic: id },
        requestKey: null,
      },
      { set: { topic: { id, title: topic.title } } },
    );
    if (written) break;
    if (attempt >= TRIES) throw new AppError('VERSION_CONFLICT');
  }
  if (!doc) return;
  const reporter = doc.reporterId.startsWith('proxy:') ? [] : [doc.reporterId];
  await joinAll(deps, topic, reporter);
  for await (const followers of followersOf(deps.db, doc._id.toHexString()))
    await joinAll(deps, topic, followers);
  await topicsOf(deps.db).updateOne(
    { _id: topic._id, version: 1, outbox: { $exists: false } },
    { $set: { outbox: { at: new Date(deps.clock()), tries: 0, seqs: [1] } } },
  );
}
