import type * as z from 'zod';
import type { AreaModeView, setAreaMode as contract } from '@shared/clocks/mode-contract';
import { invalidField } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import type { AreaNode } from '@api/routing';
import { type AreaModeDoc, areaModesOf, HISTORY_KEPT, type ModeChange, NO_END } from './area-mode.model';
import { ownPath, signature } from './policy';

const KEEPERS = ['supervisor', 'admin'] as const;
const LONGEST_DAYS = 366;
const SHOWN_AT_MOST = 200;

const areaRef = ({ code, level, name }: AreaNode) => ({ code, level, name });

function present(deps: Deps, path: AreaNode[], area: AreaNode, doc: AreaModeDoc | null): AreaModeView {
  const nowMs = deps.clock();
  const over = !doc || doc.mode === 'normal' || (doc.until !== null && doc.until.getTime() <= nowMs);
  const effective = deps.rules.modeOn(
    path.map(({ code }) => code),
    nowMs,
  );
  const from = effective && path.find(({ code }) => code === effective.areaCode);
  return {
    area: areaRef(area),
    mode: over ? 'normal' : doc.mode,
    until: over ? null : (doc.until?.toISOString() ?? null),
    reason: over ? '' : doc.reason,
    effective: { mode: effective?.mode ?? 'normal', area: from ? areaRef(from) : null },
    history: [...(doc?.history ?? [])].reverse().map(({ mode, until, reason, at, by }) => ({
      mode,
      until: until?.toISOString() ?? null,
      reason,
      at: at.toISOString(),
      by: { name: by.name, title: by.title },
    })),
  };
}

/** @throws AppError NOT_FOUND, FORBIDDEN */
export async function getAreaMode(deps: Deps, actor: Actor, code: string): Promise<AreaModeView> {
  const path = ownPath(deps, actor, code, KEEPERS);
  const area = path.at(-1) as AreaNode;
  return present(deps, path, area, await areaModesOf(deps.db).findOne({ _id: code }));
}

/** Sets an area's mode and notes who did and why, in one write. @throws AppError NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
export async function setAreaMode(
  deps: Deps,
  actor: Actor,
  code: string,
  { mode, until, reason }: z.output<NonNullable<(typeof contract)['body']>>,
): Promise<AreaModeView> {
  const path = ownPath(deps, actor, code, KEEPERS);
  const area = path.at(-1) as AreaNode;
  const nowMs = deps.clock();
  const ends = until === undefined || mode === 'normal' ? null : new Date(until);
  if (ends && ends.getTime() <= nowMs) throw invalidField('until', '结束时间应在现在之后');
  if (ends && ends.getTime() > nowMs + LONGEST_DAYS * DAY_MS) throw invalidField('until', '结束时间太远了');
  const change: ModeChange = { mode, until: ends, reason, at: new Date(nowMs), by: signature(actor) };
  const doc = await areaModesOf(deps.db).findOneAndUpdate(
    { _id: code },
    {
      $set: { ...change, areaName: area.name, specialUntil: mode === 'normal' ? null : (ends ?? NO_END) },
      $push: { history: { $each: [change], $slice: -HISTORY_KEPT } },
    },
    { upsert: true, returnDocument: 'after' },
  );
  await deps.rules.reload();
  return present(deps, path, area, doc);
}

/** What is no ordinary time now in the caller's areas, and which these are. */
export function listAreaModes(deps: Deps, actor: Actor) {
  const routing = deps.routing.current();
  const nowMs = deps.clock();
  const codes = new Set(
    actor.roles.flatMap(({ role, areaCode }) =>
      (KEEPERS as readonly string[]).includes(role) && areaCode !== undefined ? [areaCode] : [],
    ),
  );
  const special = [...deps.rules.modes()]
    .filter(({ untilMs }) => untilMs === null || untilMs > nowMs)
    .map((set) => ({ set, path: routing.pathOf(set.areaCode) }))
    .filter(({ path }) =>
      KEEPERS.some((role) =>
        holdsIn(
          actor,
          role,
          path.map(({ code }) => code),
        ),
      ),
    )
    .sort((a, b) => a.set.areaCode.localeCompare(b.set.areaCode))
    .slice(0, SHOWN_AT_MOST);
  return {
    areas: [...codes].flatMap((code) => {
      const node = routing.node(code);
      return node ? [areaRef(node)] : [];
    }),
    special: special.flatMap(({ set, path }) => {
      const area = path.at(-1);
      if (!area) return [];
      const { mode, untilMs, reason } = set;
      const until = untilMs === null ? null : new Date(untilMs).toISOString();
      return [{ area: areaRef(area), path: path.map(areaRef), mode, until, reason }];
    }),
  };
}
