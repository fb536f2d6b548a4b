import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { findOrganised, findTopic, type MeetingDoc, type TopicDoc } from '../deliberations';

export interface Found {
  topic: TopicDoc;
  meeting: MeetingDoc;
}

export const termOf = ({ start, end }: MeetingDoc) => ({ start: start.getTime(), end: end.getTime() });

/** @throws AppError NOT_FOUND */
export function meetingIn(topic: TopicDoc, mid: string): MeetingDoc {
  const meeting = topic.meetings?.find(({ id }) => id === mid);
  if (!meeting) throw new AppError('NOT_FOUND', '没有找到这次坝坝会');
  return meeting;
}

/** @throws AppError NOT_FOUND, also for a topic the actor may not know of */
export async function findMeeting(
  deps: Pick<Deps, 'db'>,
  actor: Actor | null,
  { id, mid }: { id: string; mid: string },
): Promise<Found> {
  const topic = await findTopic(deps, actor, id);
  return { topic, meeting: meetingIn(topic, mid) };
}

/** @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED for who does not lead the topic */
export async function findManaged(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  { id, mid }: { id: string; mid: string },
): Promise<Found> {
  const topic = await findOrganised(deps, actor, id);
  return { topic, meeting: meetingIn(topic, mid) };
}
