import type * as z from 'zod';
import { AppError, invalidField } from '@shared/core/errors';
import type { RuleSetView, RuleVersionView, setRoutingRules } from '@shared/routing-rules/contract';
import { diffRules } from '@shared/routing-rules/diff-rules';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import type { AreaNode } from '@api/routing';
import { checkRules } from './check-rules';
import { ruleArea, signature } from './policy';
import {
  keepPast,
  pastRuleSetsOf,
  replaceRuleSet,
  type RuleSetDoc,
  ruleSetsOf,
  type SavedBy,
} from './rule-set.model';

const READERS = ['admin', 'supervisor'] as const;
type Saved = z.output<NonNullable<(typeof setRoutingRules)['body']>>;

const publicBy = ({ name, title }: SavedBy) => ({ name, title });

function presentSet(deps: Deps, actor: Actor, area: AreaNode, doc: RuleSetDoc | null): RuleSetView {
  const routing = deps.routing.current();
  const codes = routing.pathOf(area.code).map(({ code }) => code);
  const named = new Set(doc?.rules.flatMap(({ when }) => when.areas ?? []));
  return {
    area: { code: area.code, level: area.level, name: area.name },
    version: doc?.version ?? 0,
    rules: doc?.rules ?? [],
    savedAt: doc?.savedAt.toISOString() ?? null,
    savedBy: doc && publicBy(doc.savedBy),
    mayEdit: holdsIn(actor, 'admin', codes),
    areaNames: Object.fromEntries([...named].map((code) => [code, routing.node(code)?.name ?? code])),
  };
}

export async function getRuleSet(deps: Deps, actor: Actor, code: string | undefined): Promise<RuleSetView> {
  const area = ruleArea(deps, actor, code, READERS);
  return presentSet(deps, actor, area, await ruleSetsOf(deps.db).findOne({ _id: area.code }));
}

/**
 * Replaces an area's rules. This process goes by them at once, others within the reload interval.
 * @throws AppError FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, VERSION_CONFLICT (with `current`)
 */
export async function saveRuleSet(
  deps: Deps,
  actor: Actor,
  code: string | undefined,
  { version, rules, note }: Saved,
): Promise<RuleSetView> {
  const area = ruleArea(deps, actor, code, ['admin']);
  await checkRules(deps, area.code, rules);
  const current = await ruleSetsOf(deps.db).findOne({ _id: area.code });
  const next: RuleSetDoc = {
    _id: area.code,
    version: version + 1,
    rules,
    note,
    changes: diffRules(current?.rules ?? [], rules),
    savedBy: signature(actor),
    savedAt: new Date(deps.clock()),
  };
  const isCurrent = (current?.version ?? 0) === version;
  if (isCurrent && current) await keepPast(deps.db, current);
  if (!isCurrent || !(await replaceRuleSet(deps.db, next, version)))
    throw new AppError('VERSION_CONFLICT', '规则已被别人修改，请刷新后再改', {
      current: await getRuleSet(deps, actor, area.code),
    });
  await deps.rules.reload();
  return presentSet(deps, actor, area, next);
}

const presentVersion = (doc: Omit<RuleSetDoc, '_id'>): RuleVersionView => ({
  version: doc.version,
  savedAt: doc.savedAt.toISOString(),
  savedBy: publicBy(doc.savedBy),
  note: doc.note,
  changes: doc.changes,
  rules: doc.rules,
});

/** All versions of an area's rules, the one in force first. The cursor is the last version shown. */
export async function listRuleVersions(
  deps: Deps,
  actor: Actor,
  query: { area?: string; limit: number; cursor?: string },
) {
  const area = ruleArea(deps, actor, query.area, READERS);
  const before = query.cursor === undefined ? null : Number(query.cursor);
  if (before !== null && !Number.isSafeInteger(before)) throw invalidField('cursor', '翻页标识不正确');
  const current = before === null ? await ruleSetsOf(deps.db).findOne({ _id: area.code }) : null;
  const past = await pastRuleSetsOf(deps.db)
    .find(
      { area: area.code, ...(before === null ? {} : { version: { $lt: before } }) },
      { sort: { version: -1 }, limit: query.limit + 1 },
    )
    .toArray();
  // A version put aside whose replacement then failed is still in force.
  const all = [...(current ? [current] : []), ...past.filter((doc) => doc.version !== current?.version)];
  const items = all.slice(0, query.limit);
  return {
    items: items.map(presentVersion),
    nextCursor: all.length > items.length ? String(items.at(-1)?.version ?? '') : null,
  };
}
