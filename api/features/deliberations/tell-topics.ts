import type { Deps } from '@api/deps';
import { tellPeople } from '../notifications';
import { participantsOf, type TopicDoc, type TopicEvent, topicsOf } from './topic.model';

const BATCH = 20;
const PAGE = 500;
const TRIES = 8;
const FIRST_WAIT_MS = 2_000;

/** Tells one step to everybody who takes part, page by page; told before is told no more. */
async function tellStep(deps: Deps, topic: TopicDoc, event: TopicEvent): Promise<void> {
  const id = topic._id.toHexString();
  const text = `「${topic.title}」${event.text ? `：${event.text.slice(0, 120)}` : ''}`;
  for (let after = ''; ;) {
    const page = await participantsOf(deps.db)
      .find({ topicId: topic._id, _id: { $gt: after } }, { sort: { _id: 1 }, limit: PAGE })
      .toArray();
    const others = page.map(({ userId }) => userId).filter((userId) => userId !== event.by?.userId);
    await tellPeople(deps, others, {
      key: `topic:${id}:${event.seq}`,
      kind: 'topic',
      topicId: id,
      title: event.title,
      text,
    });
    if (page.length < PAGE) return;
    after = page.at(-1)?._id ?? '';
  }
}

async function tellTopic(deps: Deps, topic: TopicDoc): Promise<void> {
  const topics = topicsOf(deps.db);
  try {
    for (const seq of topic.outbox?.seqs ?? []) {
      const event = topic.history.find((each) => each.seq === seq);
      if (event) await tellStep(deps, topic, event);
      await topics.updateOne({ _id: topic._id }, { $pull: { 'outbox.seqs': seq } });
    }
    await topics.updateOne({ _id: topic._id, 'outbox.seqs': { $size: 0 } }, { $unset: { outbox: '' } });
  } catch (error) {
    const tries = (topic.outbox?.tries ?? 0) + 1;
    deps.log.warn({ err: error, topicId: topic._id.toHexString(), tries }, 'nobody told of a topic yet');
    const now = deps.clock();
    await topics.updateOne(
      { _id: topic._id },
      tries >= TRIES
        ? {
            $unset: { outbox: '' },
            $set: { dead: { at: new Date(now), error: String(error).slice(0, 300) } },
          }
        : { $set: { 'outbox.at': new Date(now + FIRST_WAIT_MS * 2 ** (tries - 1)), 'outbox.tries': tries } },
    );
  }
}

/**
 * Tells everybody who took part of the steps nobody has been told of. The order stands on the topic from the write on
 * that made the step; it is crossed out when all were told, and telling twice changes nothing.
 */
export async function tellTopics(deps: Deps, stopped = () => false): Promise<void> {
  for (;;) {
    const due = await topicsOf(deps.db)
      .find({ 'outbox.at': { $lte: new Date(deps.clock()) } }, { sort: { 'outbox.at': 1 }, limit: BATCH })
      .toArray();
    for (const topic of due) {
      if (stopped()) return;
      await tellTopic(deps, topic);
    }
    if (due.length < BATCH) return;
  }
}
