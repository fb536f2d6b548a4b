import { targetKey } from '@shared/cases/dispatch';
import { CASE_LEVELS, type CaseLevel } from '@shared/categories/schemas';
import { invalidField } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import type { Assignee, CaseDoc } from './case.model';
import type { Effect, EffectInput, EffectSources } from './effect-types';
import { resolveTarget } from './resolve-target';

/** So many returns by departments bring in the level above (DOMAIN.md, return). */
const RETURNS_TO_RAISE = 3;
/** No promise lies further ahead than this. */
const LONGEST_DAYS = 366;

/** Why it is not taken on, and who is responsible instead. */
export function decline({ doc, body, nowMs }: EffectInput<'decline'>): Effect {
  const responsibleBody = body.responsibleBody ? body.responsibleBody : null;
  return {
    to: 'declined',
    set: {
      declined: { reason: body.reason, text: body.text, responsibleBody },
      respondedAt: doc.respondedAt ?? new Date(nowMs),
    },
    text: body.text,
    data: { reason: body.reason, responsibleBody },
  };
}

/** Hands the case to a person or a department; a deadline given replaces the promise of the category. */
export async function dispatch({
  sources,
  doc,
  actor,
  parties,
  body,
  nowMs,
}: EffectInput<'dispatch'>): Promise<Effect> {
  const resolve = (target: typeof body.to, path: string) =>
    resolveTarget({ sources, doc, actor, parties, target, path });
  const resolveBy = body.deadline === undefined ? doc.resolveBy : new Date(body.deadline);
  if (body.deadline !== undefined && resolveBy.getTime() <= nowMs)
    throw invalidField('deadline', '期限应在现在之后');
  if (resolveBy.getTime() > nowMs + LONGEST_DAYS * DAY_MS) throw invalidField('deadline', '期限太远了');
  const others = body.coHandlers ?? [];
  if (others.some((target) => targetKey(target) === targetKey(body.to)))
    throw invalidField('coHandlers', '主办不能同时协办');
  const assignee = await resolve(body.to, 'to');
  const coHandlers = await Promise.all(others.map((target) => resolve(target, 'coHandlers')));
  return {
    to: 'dispatched',
    set: { assignee, coHandlers, resolveBy, dueAt: resolveBy },
    text: body.text ? body.text : null,
    data: {
      to: assignee.name,
      function: assignee.type === 'person' ? assignee.function : null,
      coHandlers: coHandlers.map(({ name }) => name).join('、'),
      deadline: body.deadline ?? null,
    },
  };
}

/** Back to the desk of the case's level; what departments keep sending back goes one level up. */
export async function sendBackToDesk({ sources, doc, body }: EffectInput<'return'>): Promise<Effect> {
  const returns = (doc.returns ?? 0) + (doc.assignee.type === 'department' ? 1 : 0);
  const raise = doc.assignee.type === 'department' && returns % RETURNS_TO_RAISE === 0;
  const level = raise ? levelAbove(doc.level) : doc.level;
  return {
    to: 'accepted',
    set: {
      assignee: await deskOf(sources, doc, level),
      coHandlers: [],
      returns,
      returned: true,
      level,
      supervised: doc.supervised || raise,
    },
    text: body.text,
    data: { reason: body.reason, returns, raised: raise, level },
  };
}

/** Grid to district; a city's own desk is asked for by nobody's returns. */
export function levelAbove(level: CaseLevel): CaseLevel {
  const highest = CASE_LEVELS.indexOf('district');
  const at = CASE_LEVELS.indexOf(level);
  return at < highest ? (CASE_LEVELS[at + 1] ?? level) : level;
}

export async function deskOf(
  sources: EffectSources,
  doc: Pick<CaseDoc, 'areaNames'>,
  level: CaseLevel,
): Promise<Assignee> {
  const center = await sources.center(doc, level);
  const top = doc.areaNames[0];
  return {
    type: 'center',
    areaCode: center?.areaCode ?? top?.code ?? '',
    name: center?.name ?? `${top?.name ?? ''}网格化服务管理中心`,
  };
}
