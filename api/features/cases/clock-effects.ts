import { invalidField } from '@shared/core/errors';
import { dueAfterHold } from '@shared/time/holds';
import { DAY_MS } from '@shared/time/shanghai';
import type { CaseDoc, PendingRequest } from './case.model';
import type { Effect, EffectInput, EffectSources } from './effect-types';

/** No promise lies further ahead than this. */
export const LONGEST_DAYS = 366;

/** An instant after `afterMs` and not absurdly far. @throws AppError VALIDATION_FAILED at `path` */
export function futureInstant(path: string, value: string, afterMs: number, nowMs: number): Date {
  const at = new Date(value);
  if (at.getTime() <= Math.max(afterMs, nowMs))
    throw invalidField(path, afterMs > nowMs ? '新的期限应晚于现在的期限' : '时间应在现在之后');
  if (at.getTime() > nowMs + LONGEST_DAYS * DAY_MS) throw invalidField(path, '时间太远了');
  return at;
}

/** When the next thing is due: acceptance first, then the answer; while on hold nothing before the hold ends. */
export function dueOf(doc: Pick<CaseDoc, 'status' | 'respondBy' | 'resolveBy'>): Date {
  return doc.status === 'submitted' ? doc.respondBy : doc.resolveBy;
}

const begin = (until: Date, text: string, nowMs: number): Partial<CaseDoc> => ({
  hold: true,
  holding: { since: new Date(nowMs), until, text },
  dueAt: until,
});

/** Lets the clock run again: what time was left when it stopped is left now (DOMAIN.md "Clocks"). */
export function endHold(doc: CaseDoc, sources: Pick<EffectSources, 'calendar'>, nowMs: number) {
  if (!doc.hold || !doc.holding) return {};
  const dueMs = dueAfterHold(
    doc.resolveBy.getTime(),
    { sinceMs: doc.holding.since.getTime(), endMs: nowMs },
    doc.category.resolve.clock,
    sources.calendar,
  );
  const resolveBy = new Date(dueMs);
  return { hold: false, holding: null, resolveBy, dueAt: resolveBy } satisfies Partial<CaseDoc>;
}

function ask(doc: CaseDoc, kind: PendingRequest['kind'], until: Date, text: string, nowMs: number): Effect {
  const request: PendingRequest = { id: String(doc.seq + 1), kind, until, text, at: new Date(nowMs) };
  return {
    to: doc.status,
    set: { requests: [...(doc.requests ?? []), request] },
    text,
    visibility: 'internal',
    data: { request: request.id, until: until.toISOString(), granted: false },
  };
}

const dropped = (doc: CaseDoc, kind: PendingRequest['kind']) =>
  (doc.requests ?? []).filter((request) => request.kind !== kind);

/** Asked by the assignee; a dispatcher's own word needs nobody's leave. */
export function hold({ doc, body, parties, nowMs }: EffectInput<'hold'>): Effect {
  const until = futureInstant('until', body.until, nowMs, nowMs);
  if (!parties.has('dispatcher')) return ask(doc, 'hold', until, body.text, nowMs);
  return {
    to: doc.status,
    set: { ...begin(until, body.text, nowMs), requests: dropped(doc, 'hold') },
    text: body.text,
    data: { until: until.toISOString(), granted: true },
  };
}

export const resume = ({ doc, sources, nowMs }: EffectInput<'resume'>): Effect => ({
  to: doc.status,
  set: endHold(doc, sources, nowMs),
});

function putOff(doc: CaseDoc, until: Date): Partial<CaseDoc> {
  const next = { status: doc.status, respondBy: doc.respondBy, resolveBy: until };
  return {
    resolveBy: until,
    extensions: (doc.extensions ?? 0) + 1,
    ...(!doc.hold && { dueAt: dueOf(next) }),
    requests: dropped(doc, 'extend'),
  };
}

/** A later promise; granted at most twice. */
export function extend({ doc, body, parties, nowMs }: EffectInput<'extend'>): Effect {
  const until = futureInstant('until', body.until, doc.resolveBy.getTime(), nowMs);
  if (!parties.has('dispatcher')) return ask(doc, 'extend', until, body.text, nowMs);
  return {
    to: doc.status,
    set: putOff(doc, until),
    text: body.text,
    data: { until: until.toISOString(), was: doc.resolveBy.toISOString(), granted: true },
  };
}

/** Decides on what the assignee asked for; the resident is told of what was granted, not of what was refused. */
export function grant({ doc, body, nowMs }: EffectInput<'grant'>): Effect {
  const request = doc.requests?.find(({ id }) => id === body.request);
  if (!request) throw invalidField('request', '没有这个申请，可能已经审批过了');
  const { kind, until } = request;
  const requests = dropped(doc, kind);
  const text = body.text ? body.text : request.text;
  const data = { request: request.id, kind, until: until.toISOString(), approve: body.approve };
  if (!body.approve) return { to: doc.status, set: { requests }, text, visibility: 'internal', data };
  if (until.getTime() <= nowMs) throw invalidField('approve', '申请的时间已经过了，请让经办人重新申请');
  if (kind === 'hold' && doc.status !== 'handling')
    throw invalidField('approve', '事项已不在处置中，不能再暂缓');
  const set = kind === 'hold' ? begin(until, request.text, nowMs) : putOff(doc, until);
  return { to: doc.status, set: { ...set, requests }, text, data };
}
