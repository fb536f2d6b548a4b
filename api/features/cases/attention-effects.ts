import { shanghaiDate } from '@shared/time/shanghai';
import type { CaseDoc } from './case.model';
import { futureInstant } from './clock-effects';
import { dueAfter } from './deadlines';
import type { Effect, EffectInput } from './effect-types';
import { standsFor } from './policy';
import { nextRound } from './rating-effects';

/** So many followers together may have a closed case opened again. */
const FOLLOWERS_TO_REOPEN = 3;

/** The reporter, or the third follower who asks, sends a closed case back to be handled. */
export function reopen({ doc, actor, parties, body, sources, nowMs }: EffectInput<'reopen'>): Effect {
  const asks = [...(doc.reopenAsks ?? []), actor.userId];
  if (!parties.has('reporter') && asks.length < FOLLOWERS_TO_REOPEN)
    return { to: doc.status, set: { reopenAsks: asks }, text: body.text, data: { asked: asks.length } };
  const resolveBy = dueAfter(nowMs, doc.category.resolve, sources.calendar);
  return {
    to: 'handling',
    set: {
      ...nextRound(doc),
      resolveBy,
      dueAt: resolveBy,
      clockFrom: new Date(nowMs),
      closesAt: null,
      closedAt: null,
      reopenAsks: [],
      reply: null,
    },
    text: body.text,
    data: { reopened: true },
  };
}

/** Once a day each; the assignee is reminded. */
export function urge({ doc, actor, body, nowMs }: EffectInput<'urge'>): Effect {
  const date = shanghaiDate(nowMs);
  const before = doc.urgedOn?.date === date ? doc.urgedOn.userIds : [];
  const urges = (doc.urges ?? 0) + 1;
  return {
    to: doc.status,
    set: { urges, urgedOn: { date, userIds: [...before, actor.userId] } },
    text: body.text ? body.text : null,
    data: { urges },
  };
}

export function supervise({ doc, body, nowMs }: EffectInput<'supervise'>): Effect {
  const deadline = futureInstant('deadline', body.deadline, nowMs, nowMs);
  return {
    to: doc.status,
    set: { supervised: true, supervision: { text: body.text, deadline, at: new Date(nowMs) } },
    text: body.text,
    data: { deadline: deadline.toISOString() },
  };
}

export const lift = ({ doc, body }: EffectInput<'lift'>): Effect => ({
  to: doc.status,
  set: { supervised: false, supervision: null },
  text: body.text ? body.text : null,
});

/** A co-handler says that his part is done; all his parts, if he holds several. */
export function signOff({ doc, actor, body, nowMs }: EffectInput<'signOff'>): Effect {
  const mine = (doc.coHandlers ?? []).filter((helper) => standsFor(actor, helper, doc));
  const coHandlers = (doc.coHandlers ?? []).map((helper) =>
    mine.includes(helper) && !helper.signedOffAt ? { ...helper, signedOffAt: new Date(nowMs) } : helper,
  );
  return {
    to: doc.status,
    set: { coHandlers },
    text: body.text,
    uploads: { ids: body.uploadIds ?? [], stage: 'progress' },
    data: { part: mine.map(({ name }) => name).join('、') },
    handledBy: actor.userId,
  };
}

/** Names of those who still have to sign off before the case can be checked. */
export const unsigned = (doc: CaseDoc): string[] =>
  (doc.coHandlers ?? []).filter((helper) => !helper.signedOffAt).map(({ name }) => name);
