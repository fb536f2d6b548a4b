import { AppError } from '@shared/core/errors';
import * as contracts from '@shared/meetings/contract';
import type { Deps } from '@api/deps';
import { answerCalendar } from '@api/http/answer-calendar';
import { route } from '@api/http/route';
import { findTopic } from '../deliberations';
import { findMeeting } from './find-meeting';
import { calendarEntry, listPeople, presentMeetings } from './present-meeting';
import { checkIn, getCodes, leaveSeat, takeSeat } from './take-seat';
import { cancelMeeting, changeMeeting, createMeeting } from './write-meeting';
import { writeMinutes } from './write-minutes';

export const meetingRoutes = (deps: Deps) => [
  route(contracts.listMeetings, async ({ params }, { actor }) =>
    presentMeetings(deps, actor, await findTopic(deps, actor, params.id)),
  ),
  route(contracts.createMeeting, async ({ params, body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    const topic = await createMeeting(deps, actor, params.id, idempotency.resourceId, body);
    return presentMeetings(deps, actor, topic);
  }),
  route(contracts.changeMeeting, async ({ params, body }, { actor }) =>
    presentMeetings(deps, actor, await changeMeeting(deps, actor, params, body)),
  ),
  route(contracts.cancelMeeting, async ({ params, body }, { actor }) =>
    presentMeetings(deps, actor, await cancelMeeting(deps, actor, params, body.reason)),
  ),
  route(contracts.takeMeetingSeat, async ({ params }, { actor }) =>
    presentMeetings(deps, actor, await takeSeat(deps, actor, params)),
  ),
  route(contracts.leaveMeetingSeat, async ({ params }, { actor }) =>
    presentMeetings(deps, actor, await leaveSeat(deps, actor, params)),
  ),
  route(contracts.getMeetingCodes, ({ params }, { actor }) => getCodes(deps, actor, params)),
  route(contracts.checkInMeeting, async ({ params, body }, { actor }) =>
    presentMeetings(deps, actor, await checkIn(deps, actor, params, body)),
  ),
  route(contracts.writeMinutes, async ({ params, body }, { actor }) =>
    presentMeetings(deps, actor, await writeMinutes(deps, actor, params, body)),
  ),
  route(contracts.listMeetingPeople, ({ params, query }, { actor }) =>
    listPeople(deps, actor, params, query),
  ),
  route(contracts.meetingCalendar, async ({ params }, { actor, koa }) => {
    const { topic, meeting } = await findMeeting(deps, actor, params);
    answerCalendar(koa, meeting.id, calendarEntry(topic, meeting));
  }),
];
