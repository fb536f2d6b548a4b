import { friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { tellPeople } from '../notifications';
import { activitiesOf, type ActivityDoc, type SignUpDoc, signUpsOf } from './activity.model';

const BATCH = 200;

const wordsOf = ({ title, change, cancelled }: ActivityDoc) =>
  cancelled
    ? { title: `活动取消：${title}`, text: `原因：${cancelled.reason}` }
    : { title: `活动有变化：${title}`, text: change?.notice ?? '请打开看看' };

/** The next page of people who signed up for an activity that has changed. @returns where to go on, null at the end */
async function tellPage(
  deps: Deps,
  doc: ActivityDoc,
  version: number,
  after: string,
): Promise<string | null> {
  const people = await signUpsOf(deps.db)
    .find(
      { activityId: doc._id, active: true, userId: { $gt: after } },
      { sort: { userId: 1 }, limit: BATCH, projection: { userId: 1 } },
    )
    .toArray();
  const id = doc._id.toHexString();
  await tellPeople(
    deps,
    people.map(({ userId }) => userId),
    { key: `activity:${id}-v${version}`, kind: 'activity', linkId: id, ...wordsOf(doc) },
  );
  // Of several shifts of one person the last may begin the next page: he is told once all the same.
  const last = people.length === BATCH ? (people.at(-1)?.userId ?? null) : null;
  const { matchedCount } = await activitiesOf(deps.db).updateOne(
    { _id: doc._id, 'tell.version': version, 'tell.after': after },
    last === null ? { $unset: { tell: '' } } : { $set: { 'tell.after': last } },
  );
  return matchedCount === 0 ? null : last;
}

/** Tells everybody who signed up of changes and cancellations. */
export async function tellChanges(deps: Deps, stopped = () => false): Promise<void> {
  const docs = await activitiesOf(deps.db)
    .find({ 'tell.version': { $gte: 1 } }, { limit: 50 })
    .toArray();
  for (const doc of docs)
    for (let after: string | null = doc.tell?.after ?? ''; after !== null && !stopped();)
      after = await tellPage(deps, doc, doc.tell?.version ?? doc.version, after);
}

function newsOf(doc: SignUpDoc, activity: ActivityDoc, nowMs: number) {
  switch (doc.tell) {
    case 'offered':
      return {
        title: `轮到您了：${activity.title}`,
        text: `有人取消，名额给您留到${doc.offerUntil ? friendlyTime(doc.offerUntil.getTime(), nowMs) : '开始'}。请打开确认参加，过时让给下一位。`,
      };
    case 'lapsed':
      return {
        title: `名额已让出：${activity.title}`,
        text: '没有按时确认，名额给了下一位。还想参加可以再报名。',
      };
    default:
      return {
        title: `没有候补上：${activity.title}`,
        text: '活动已经开始，没有空出的名额。谢谢您的热心，欢迎看看别的活动。',
      };
  }
}

/** Tells people what became of their places: once per sign-up and turn, since what it became is part of the key. */
export async function tellPlaces(deps: Deps, stopped = () => false): Promise<void> {
  const docs = await signUpsOf(deps.db)
    .find({ tell: { $in: ['offered', 'lapsed', 'unserved'] } }, { limit: 500 })
    .toArray();
  for (const doc of docs) {
    if (stopped()) return;
    const activity = await activitiesOf(deps.db).findOne({ _id: doc.activityId });
    if (activity)
      await tellPeople(deps, [doc.userId], {
        key: `activity:${doc._id.toHexString()}-${doc.tell ?? ''}`,
        kind: 'activity',
        linkId: activity._id.toHexString(),
        ...newsOf(doc, activity, deps.clock()),
      });
    await signUpsOf(deps.db).updateOne({ _id: doc._id, tell: doc.tell }, { $unset: { tell: '' } });
  }
}
