import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import { COMMENTS_OF_ONE, type CommentView, type ReplyView } from '@shared/deliberations/contributions';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { STAFF_ROLES } from '@shared/auth/roles';
import { decodeCursor, encodeCursor } from '../cases';
import { recountCare } from './care-items';
import { careOf } from './check-words';
import { organises } from './find-topic';
import { joinTopic } from './join-topic';
import { presentReply } from './present-contribution';
import { publicName } from './public-name';
import { checkBelongs, checkPhase } from './standing';
import { type CommentDoc, commentsOf, type TopicDoc } from './topic.model';

const AN_HOUR = 30;
/** Answers below one comment; more are not shown. */
const REPLIES = 100;
const PHASES = ['raise', 'set', 'discuss', 'decide', 'execute', 'evaluate'] as const;
const missing = () => new AppError('NOT_FOUND', '没有找到这条留言');

/** Whoever serves the area, or a part of it, speaks for it. */
const speaksForArea = ({ routing }: Pick<Deps, 'routing'>, actor: Actor, { areaCode, areaPath }: TopicDoc) =>
  STAFF_ROLES.some((role) => holdsIn(actor, role, areaPath)) ||
  actor.roles.some(
    (grant) =>
      grant.areaCode !== undefined &&
      (STAFF_ROLES as readonly string[]).includes(grant.role) &&
      routing
        .current()
        .pathOf(grant.areaCode)
        .some(({ code }) => code === areaCode),
  );

/** @throws AppError WRONG_STATE, ACTION_NOT_ALLOWED, NOT_FOUND for an answer to nothing, TOO_MANY_REQUESTS */
export async function addComment(
  deps: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
  { text, replyTo }: { text: string; replyTo?: string },
): Promise<ReplyView> {
  checkPhase(topic, PHASES, '');
  const official = speaksForArea(deps, actor, topic);
  if (!official) await checkBelongs(deps, actor, topic);
  const comments = commentsOf(deps.db);
  const _id = new mongoose.mongo.ObjectId(id);
  const first = await comments.findOne({ _id });
  if (first) return presentReply(first, actor.userId, organises(actor, topic));
  const parent = replyTo
    ? await comments.findOne({ _id: new mongoose.mongo.ObjectId(replyTo), topicId: topic._id, care: null })
    : null;
  if (replyTo && !parent) throw missing();
  const mine = await comments.countDocuments(
    { topicId: topic._id, authorId: actor.userId },
    { limit: COMMENTS_OF_ONE },
  );
  if (mine >= COMMENTS_OF_ONE && !official)
    throw new AppError('WRONG_STATE', `每人最多留言 ${COMMENTS_OF_ONE} 条`);
  await deps.limits.take('topic-words', actor.userId, AN_HOUR, 3_600);
  const doc: CommentDoc = {
    _id,
    topicId: topic._id,
    // An answer to an answer stands below the comment that began.
    parentId: parent ? (parent.parentId ?? parent._id) : null,
    authorId: actor.userId,
    who: official
      ? publicName(actor.staff?.name ?? actor.nickname, actor.staff?.title ?? null)
      : publicName(actor.nickname, null),
    official,
    text,
    care: careOf(deps, text),
    at: new Date(deps.clock()),
  };
  try {
    await comments.insertOne(doc);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  if (doc.care) await recountCare(deps, topic);
  await joinTopic(deps, topic, actor.userId);
  return presentReply(doc, actor.userId, organises(actor, topic));
}

/** Comments as this person may see them: the newest first, answers below them in the order they came. */
export async function listComments(
  deps: Deps,
  actor: Actor | null,
  topic: TopicDoc,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: CommentView[]; nextCursor: string | null }> {
  const userId = actor?.userId ?? null;
  const organiser = organises(actor, topic);
  const isSeen = ({ care, authorId }: CommentDoc) => care === null || organiser || authorId === userId;
  const comments = commentsOf(deps.db);
  const [before] = cursor ? decodeCursor(cursor, 'id') : [];
  const docs = await comments
    .find(
      {
        topicId: topic._id,
        parentId: null,
        ...(before && { _id: { $lt: new mongoose.mongo.ObjectId(before) } }),
      },
      { sort: { _id: -1 }, limit: limit + 1 },
    )
    .toArray();
  const page = docs.slice(0, limit);
  const replies = await Promise.all(
    page.map(({ _id }) =>
      comments.find({ topicId: topic._id, parentId: _id }, { sort: { _id: -1 }, limit: REPLIES }).toArray(),
    ),
  );
  const last = page.at(-1);
  return {
    items: page.flatMap((doc, i) => {
      const below = (replies[i] ?? []).filter(isSeen).reverse();
      if (!isSeen(doc)) return [];
      return {
        ...presentReply(doc, userId, organiser),
        replies: below.map((reply) => presentReply(reply, userId, organiser)),
      };
    }),
    nextCursor: docs.length > limit && last ? encodeCursor([last._id.toHexString()]) : null,
  };
}

/** The words go; answers of others stay below an empty place. @throws AppError NOT_FOUND */
export async function deleteComment(
  { db }: Deps,
  actor: Actor,
  topic: TopicDoc,
  id: string,
): Promise<undefined> {
  const _id = new mongoose.mongo.ObjectId(id);
  const whose = { _id, topicId: topic._id, authorId: actor.userId };
  const answered = await commentsOf(db).countDocuments({ topicId: topic._id, parentId: _id }, { limit: 1 });
  const found =
    answered > 0
      ? (await commentsOf(db).updateOne(whose, { $set: { text: '（本人已删除）', who: '' } })).matchedCount
      : (await commentsOf(db).deleteOne(whose)).deletedCount;
  if (found === 0) throw missing();
}
