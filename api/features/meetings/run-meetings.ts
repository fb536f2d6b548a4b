import { dueReminder, hasSeat, type Reminder } from '@shared/meetings/rules';
import { friendlyTime } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { type MeetingDoc, type TopicDoc, topicsOf } from '../deliberations';
import { tellPeople } from '../notifications';
import { meetingIn } from './find-meeting';
import { attendeesOf } from './meeting.model';
import { settlePlaces } from './settle-places';

const BATCH = 50;
const PAGE = 500;
/** Meetings to come are looked at so often. */
const LOOK_MS = 60_000;

/** Reminds everybody who has a seat, or stands so far in front that he may get one: all in the order, with their place. */
async function remind(deps: Deps, topic: TopicDoc, meeting: MeetingDoc, { name }: Reminder): Promise<void> {
  const { id: meetingId, start, placeText, seats } = meeting;
  const when = friendlyTime(start.getTime(), deps.clock());
  for (let after = 0, before = 0; ;) {
    const page = await attendeesOf(deps.db)
      .find({ meetingId, active: true, arrival: { $gt: after } }, { sort: { arrival: 1 }, limit: PAGE })
      .toArray();
    const seated = page.filter((_, i) => hasSeat(before + i, seats)).map(({ userId }) => userId);
    await tellPeople(deps, seated, {
      // The hour is part of it: a meeting that was put off is reminded of anew.
      key: `meeting:${meetingId}-${start.getTime()}-${name}`,
      kind: 'topic',
      topicId: topic._id.toHexString(),
      title: `坝坝会提醒：${when}`,
      text: `「${topic.title}」的坝坝会，在${placeText}。来不了请取消报名，把座位让给排队的邻居。`,
    });
    if (seated.length < PAGE) return;
    before += page.length;
    after = page.at(-1)?.arrival ?? 0;
  }
}

const upcoming = ({ meetings = [] }: TopicDoc, nowMs: number) =>
  meetings.filter(({ cancelled, start }) => cancelled === null && start.getTime() > nowMs);

async function lookAt(deps: Deps, topic: TopicDoc): Promise<void> {
  const nowMs = deps.clock();
  const reminded = { ...topic.reminded };
  for (const meeting of upcoming(topic, nowMs)) {
    await settlePlaces(deps, meeting);
    const due = dueReminder(meeting.start.getTime(), nowMs);
    const mark = due && `${meeting.start.getTime()}-${due.name}`;
    if (!due || !mark || reminded[meeting.id] === mark) continue;
    await remind(deps, topic, meeting, due);
    reminded[meeting.id] = mark;
  }
  const goesOn = upcoming(topic, nowMs).length > 0;
  // Written by whoever changed a meeting meanwhile, the next look stays his.
  await topicsOf(deps.db).updateOne(
    { _id: topic._id, meetingLook: topic.meetingLook },
    goesOn
      ? { $set: { reminded, meetingLook: new Date(nowMs + LOOK_MS) } }
      : { $set: { reminded }, $unset: { meetingLook: '' } },
  );
}

const NEWS = {
  seat: { title: '轮到您了：坝坝会有座位了', text: '有人取消了报名，座位是您的了' },
  queue: { title: '坝坝会座位减少了', text: '座位改少了，您现在排队；有人取消会补上，也欢迎直接到场' },
} as const;

/** Tells people what became of their places: each turn once, since its number is part of the key. */
async function tellPlaces(deps: Deps, stopped: () => boolean): Promise<void> {
  const docs = await attendeesOf(deps.db)
    .find({ 'tell.turn': { $gte: 1 } }, { limit: PAGE })
    .toArray();
  for (const { _id, topicId, meetingId, userId, tell } of docs) {
    if (stopped()) return;
    const topic = await topicsOf(deps.db).findOne({ _id: topicId });
    if (topic && tell) {
      const { start, placeText } = meetingIn(topic, meetingId);
      const { title, text } = NEWS[tell.news];
      await tellPeople(deps, [userId], {
        key: `meeting:${_id.toHexString()}-${tell.turn}`,
        kind: 'topic',
        topicId: topicId.toHexString(),
        title,
        text: `「${topic.title}」，${friendlyTime(start.getTime(), deps.clock())}，${placeText}。${text}。`,
      });
    }
    await attendeesOf(deps.db).updateOne({ _id, 'tell.turn': tell?.turn }, { $unset: { tell: '' } });
  }
}

/** Looks after meetings to come: places that came free, reminders. Each step may be repeated after a crash. */
export async function runMeetings(deps: Deps, stopped = () => false): Promise<void> {
  for (;;) {
    const due = await topicsOf(deps.db)
      .find({ meetingLook: { $lte: new Date(deps.clock()) } }, { sort: { meetingLook: 1 }, limit: BATCH })
      .toArray();
    for (const topic of due) {
      if (stopped()) return;
      await lookAt(deps, topic);
    }
    if (due.length < BATCH) break;
  }
  await tellPlaces(deps, stopped);
}
