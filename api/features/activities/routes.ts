import * as contracts from '@shared/activities/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { answerCalendar } from '@api/http/answer-calendar';
import { route } from '@api/http/route';
import { checkIn, checkOut } from './attend';
import { getCodes } from './codes';
import { confirmHours, correctAttendance, listAttendees } from './confirm-hours';
import { listActivities, myActivities } from './list-activities';
import { findActivity, shiftOf, termOf } from './policy';
import { presentActivity } from './present-activity';
import { cancelSignUp, confirmSignUp, signUp } from './sign-up';
import { cancelActivity, changeActivity, createActivity } from './write-activity';

export const activityRoutes = (deps: Deps) => [
  route(contracts.listActivities, ({ query }, { actor }) => listActivities(deps, actor, query)),
  route(contracts.getActivity, async ({ params, query }, { actor }) =>
    presentActivity(deps, actor, await findActivity(deps, params.id), query),
  ),
  route(contracts.createActivity, ({ body }, { actor, idempotency }) => {
    if (!idempotency) throw new AppError('IDEMPOTENCY_KEY_REQUIRED');
    return createActivity(deps, actor, String(idempotency.resourceId), body);
  }),
  route(contracts.changeActivity, ({ params, body }, { actor }) =>
    changeActivity(deps, actor, params.id, body),
  ),
  route(contracts.cancelActivity, ({ params, body }, { actor }) =>
    cancelActivity(deps, actor, params.id, body),
  ),
  route(contracts.signUp, ({ params }, { actor }) => signUp(deps, actor, params)),
  route(contracts.cancelSignUp, ({ params }, { actor }) => cancelSignUp(deps, actor, params)),
  route(contracts.confirmSignUp, ({ params }, { actor }) => confirmSignUp(deps, actor, params)),
  route(contracts.myActivities, ({ query }, { actor }) => myActivities(deps, actor, query)),
  route(contracts.getCheckInCodes, ({ params }, { actor }) => getCodes(deps, actor, params.id)),
  route(contracts.checkIn, ({ params, body }, { actor }) => checkIn(deps, actor, params.id, body)),
  route(contracts.checkOut, ({ params }, { actor }) => checkOut(deps, actor, params.id)),
  route(contracts.listAttendees, ({ params, query }, { actor }) => listAttendees(deps, actor, params, query)),
  route(contracts.correctAttendance, ({ params, body }, { actor }) =>
    correctAttendance(deps, actor, params, body),
  ),
  route(contracts.confirmHours, ({ params }, { actor }) => confirmHours(deps, actor, params)),
  route(contracts.shiftCalendar, async ({ params }, { koa }) => {
    const activity = await findActivity(deps, params.id);
    const shift = shiftOf(activity, params.shiftId);
    answerCalendar(koa, shift.id, {
      ...termOf(shift),
      sequence: activity.version,
      title: activity.title,
      text: activity.bring ? `${activity.text}\n请带：${activity.bring}` : activity.text,
      where: activity.addressText,
      place: activity.place,
      changedAt: (activity.cancelled ?? activity.change)?.at.getTime() ?? activity.createdAt.getTime(),
      cancelled: activity.cancelled !== null,
    });
  }),
];
