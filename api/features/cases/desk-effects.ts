import { isOpen } from '@shared/cases/statuses';
import { AppError, invalidField } from '@shared/core/errors';
import { isInsideChina, OUTSIDE_CHINA_MESSAGE, placeToWgs84 } from '@shared/geo';
import type { Ruled } from './apply-rules';
import type { Assignee, CaseDoc } from './case.model';
import { dueOf, endHold } from './clock-effects';
import { deadlinesOf, dueAfter } from './deadlines';
import { deskOf, levelAbove } from './dispatch-effects';
import type { Effect, EffectInput, EffectSources } from './effect-types';
import { partiesOf } from './policy';
import { termsOf } from './search-terms';
import { resolveTarget } from './resolve-target';

/** To the desk of the level above, as if just submitted there; the answer stays promised for the same day. */
export async function escalate({ sources, doc, body, nowMs }: EffectInput<'escalate'>): Promise<Effect> {
  const level = levelAbove(doc.level);
  const respondBy = dueAfter(nowMs, doc.category.respond, sources.calendar);
  const assignee = await deskOf(sources, doc, level);
  return {
    to: 'submitted',
    set: {
      level,
      assignee,
      coHandlers: [],
      requests: [],
      respondBy,
      respondedAt: null,
      dueAt: respondBy,
      clockFrom: new Date(nowMs),
    },
    text: body.text,
    data: { from: doc.level, level, to: assignee.name },
  };
}

type CategoryChange = Pick<CaseDoc, 'category' | 'routing' | 'urgent'>;

/**
 * Another entry of the catalogue as a case keeps it, with what the rules make of the case under it.
 * @throws AppError UNKNOWN_CATEGORY
 */
export async function categoryChange(
  sources: EffectSources,
  doc: CaseDoc,
  code: string,
): Promise<CategoryChange> {
  const catalogue = await sources.catalogue();
  const entry = catalogue.byCode.get(code);
  if (!entry) throw new AppError('UNKNOWN_CATEGORY', '没有这个类别，请重新选择');
  const { rule, promises, department } = sources.ruled(doc, entry);
  return {
    category: {
      code: entry.code,
      name: entry.name,
      group: entry.group,
      groupName: catalogue.groupName(entry.group),
      catalogueVersion: catalogue.version,
      department,
      requiresAfterPhoto: entry.requiresAfterPhoto,
      ...promises,
    },
    routing: { ...doc.routing, rule },
    urgent: doc.urgent || rule?.then.urgent === true,
  };
}

/** Promises count from submission, whenever the category was settled; old and new are both kept in the event. */
export async function recategorise({ sources, doc, body }: EffectInput<'recategorise'>): Promise<Effect> {
  if (body.categoryCode === doc.category.code) throw invalidField('categoryCode', '与现在的类别相同');
  const change = await categoryChange(sources, doc, body.categoryCode);
  const { category, routing } = change;
  // Nobody has taken it on yet: it goes to the desk that the rules want; later it stays in the hands it is in.
  const level = doc.status === 'submitted' ? (routing.rule?.then.level ?? doc.level) : doc.level;
  const desk = level === doc.level ? null : await deskOf(sources, doc, level);
  const { respondBy, resolveBy } = deadlinesOf(doc.createdAt.getTime(), category, sources.calendar);
  const due = dueOf({ status: doc.status, respondBy, resolveBy });
  return {
    to: doc.status,
    set: {
      ...change,
      ...(desk && { assignee: desk, level, coHandlers: [] }),
      terms: termsOf({ ...doc, category }),
      respondBy,
      resolveBy,
      ...(!doc.hold && { dueAt: due }),
    },
    text: body.text,
    data: {
      from: doc.category.code,
      fromName: doc.category.name,
      category: category.code,
      categoryName: category.name,
      was: doc.resolveBy.toISOString(),
      resolveBy: resolveBy.toISOString(),
      ...(routing.rule && { rule: routing.rule.name }),
      ...(desk && { to: desk.name }),
    },
  };
}

/** The rules of another place may promise otherwise; as long as they do not, the promise stays as it was given. */
function promisesAnew(sources: EffectSources, doc: CaseDoc, ruled: Ruled): Partial<CaseDoc> {
  const was = doc.routing.rule;
  if (was?.id === ruled.rule?.id && was?.areaCode === ruled.rule?.areaCode) return {};
  const category = { ...doc.category, ...ruled.promises, department: ruled.department };
  const { respondBy, resolveBy } = deadlinesOf(doc.createdAt.getTime(), category, sources.calendar);
  return {
    category,
    urgent: doc.urgent || ruled.urgent,
    respondBy,
    resolveBy,
    ...(!doc.hold && { dueAt: dueOf({ status: doc.status, respondBy, resolveBy }) }),
  };
}

/** Another place; in another grid it is another worker's, unless a desk or department already holds it. */
export async function relocate({ sources, doc, body }: EffectInput<'relocate'>): Promise<Effect> {
  if (!isInsideChina(body.place)) throw invalidField('place', OUTSIDE_CHINA_MESSAGE);
  const { assignee, level, ruled, ...place } = await sources.reroute(doc, placeToWgs84(body.place));
  const moved = place.gridCode !== doc.gridCode;
  const handsOver = moved && (doc.level === 'grid' || doc.assignee.type === 'center');
  return {
    to: doc.status,
    set: {
      ...place,
      ...(handsOver && { assignee, level, coHandlers: [] }),
      ...promisesAnew(sources, doc, ruled),
    },
    text: body.text,
    data: { fromGrid: doc.gridCode, grid: place.gridCode, to: handsOver ? assignee.name : null },
  };
}

/** Somebody else goes on with it, as far as it has come. */
export async function reassign(input: EffectInput<'reassign'>): Promise<Effect> {
  const { sources, doc, actor, parties, body } = input;
  const assignee = await resolveTarget({ sources, doc, actor, parties, target: body.to, path: 'to' });
  const same =
    doc.assignee.type === 'person'
      ? assignee.type === 'person' && assignee.userId === doc.assignee.userId
      : doc.assignee.type === 'department' &&
        assignee.type === 'department' &&
        assignee.department === doc.assignee.department;
  if (same) throw invalidField('to', '已经由他办理');
  return { to: doc.status, ...reassigned(doc, assignee, body.text) };
}

/** What changes when somebody else gets a case. */
export function reassigned(
  doc: CaseDoc,
  assignee: Assignee,
  text: string,
): Pick<Effect, 'set' | 'text' | 'data'> {
  return {
    set: { assignee },
    text,
    data: {
      from: doc.assignee.name,
      to: assignee.name,
      function: assignee.type === 'person' ? assignee.function : null,
    },
  };
}

/** The reporter follows the other case from now on; the work goes on there. */
export async function merge({ sources, doc, actor, body, nowMs }: EffectInput<'merge'>): Promise<Effect> {
  const target = await sources.findCase(body.into);
  const mayKnow = target && partiesOf(actor, target).has('dispatcher');
  if (!mayKnow) throw invalidField('into', '您的辖区里没有这件事');
  if (target._id.equals(doc._id)) throw invalidField('into', '不能并入自己');
  if (!isOpen(target.status)) throw invalidField('into', '那件事已经不在办理中');
  if (target.visibility !== 'public' && target.reporterId !== doc.reporterId)
    throw invalidField('into', '那件事不公开，反映人会看不到进展，不能并入');
  // First, so that a crash in between leaves a follower too many rather than a resident nobody tells.
  await sources.addFollower(target, doc.reporterId);
  return {
    to: 'merged',
    set: {
      mergedInto: {
        id: target._id.toHexString(),
        number: target.number,
        at: new Date(nowMs),
        from: doc.status,
      },
    },
    text: body.text ? body.text : null,
    data: { into: target.number },
  };
}

/** As it stood before, its clock having run on. */
export function unmerge({ sources, doc, body, nowMs }: EffectInput<'unmerge'>): Effect {
  const from = doc.mergedInto?.from ?? 'submitted';
  return {
    to: from,
    set: { mergedInto: null, ...endHold(doc, sources, nowMs) },
    text: body.text,
    data: { from: doc.mergedInto?.number ?? null },
  };
}
