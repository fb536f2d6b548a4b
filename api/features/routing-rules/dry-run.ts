import { setImmediate } from 'node:timers/promises';
import mongoose, { type mongo } from 'mongoose';
import type { DryRunResult } from '@shared/routing-rules/contract';
import { promisesOf } from '@shared/routing-rules/promise';
import type { Outcome, RoutingRule } from '@shared/routing-rules/schemas';
import type { RuleSet } from '@shared/routing-rules/evaluate';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { type CaseDoc, casesOf, deadlinesOf } from '../cases';
import type { LiveCatalogue } from '../categories';
import { checkRules } from './check-rules';
import { destinationOf } from './destination';
import { ruleArea } from './policy';

const DAYS = 90;
export const CASES_AT_MOST = 20_000;
const EXAMPLES = 50;
/** Cases between two breaths: other requests go on meanwhile. */
const BREATH = 5;
const BATCH = 20;

const FIELDS = {
  text: 1,
  number: 1,
  level: 1,
  gridCode: 1,
  areaPath: 1,
  areaNames: 1,
  category: 1,
  routing: 1,
  createdAt: 1,
} as const;
type Row = Pick<CaseDoc, '_id' | keyof typeof FIELDS>;

/** The cases of an area since then, newest first: the two halves of the feed's index, merged. */
async function* newestOf(deps: Deps, areaCode: string, since: mongo.ObjectId): AsyncGenerator<Row> {
  const half = (visibility: CaseDoc['visibility']) =>
    casesOf(deps.db).collection.find<Row>(
      { visibility, areaPath: areaCode, _id: { $gte: since } },
      { projection: { ...FIELDS, _id: 1 }, sort: { _id: -1 }, batchSize: BATCH },
    );
  const [open, hidden] = [half('public'), half('private')];
  try {
    let [a, b] = [await open.next(), await hidden.next()];
    while (a || b) {
      if (a && (!b || a._id.toHexString() > b._id.toHexString())) {
        yield a;
        a = await open.next();
      } else if (b) {
        yield b;
        b = await hidden.next();
      }
    }
  } finally {
    await Promise.all([open.close(), hidden.close()]);
  }
}

interface Verdict {
  was: { name: string; deadline: Date };
  would: { name: string; deadline: Date };
  rule: RoutingRule | null;
}

/** What was decided for a case, and what the draft would have decided. Null when no rule, old or new, touches it. */
function judge(deps: Deps, doc: Row, draft: RuleSet, catalogue: LiveCatalogue): Verdict | null {
  const { category, routing, areaPath, text } = doc;
  const entry = catalogue.byCode.get(category.code);
  const atMs = doc.createdAt.getTime();
  const mode = routing.mode?.mode ?? 'normal';
  const found = deps.rules.match(
    { text, areaPath, atMs, mode, category: { code: category.code, group: category.group } },
    deps.calendar,
    draft,
  );
  if (!entry || (!found && !routing.rule)) return null;
  const side = (then: Outcome | undefined, promises: Pick<CaseDoc['category'], 'respond' | 'resolve'>) => ({
    name: destinationOf(doc, entry, then, catalogue),
    deadline: deadlinesOf(atMs, promises, deps.calendar).resolveBy,
  });
  return {
    was: side(routing.rule?.then, category),
    would: side(found?.rule.then, promisesOf(entry, found?.rule ?? null, mode, deps.rules.terms)),
    rule: found?.rule ?? null,
  };
}

const presented = ({ name, deadline }: Verdict['was']) => ({ name, deadline: deadline.toISOString() });

/**
 * What a draft of an area's rules would have made of the cases of the last 90 days. Reads only.
 * @throws AppError FORBIDDEN, NOT_FOUND, VALIDATION_FAILED
 */
export async function dryRun(
  deps: Deps,
  actor: Actor,
  { area: code, rules }: { area?: string; rules: RoutingRule[] },
): Promise<DryRunResult> {
  const area = ruleArea(deps, actor, code, ['admin']);
  const catalogue = await checkRules(deps, area.code, rules);
  const from = new Date(deps.clock() - DAYS * DAY_MS);
  const since = mongoose.mongo.ObjectId.createFromTime(Math.floor(from.getTime() / 1000));
  const draft: RuleSet = { areaCode: area.code, version: 0, rules };
  const flows = new Map<string, { from: string; to: string; count: number }>();
  const result: DryRunResult = {
    from: from.toISOString(),
    looked: 0,
    truncated: false,
    moved: 0,
    redated: 0,
    flows: [],
    examples: [],
  };
  for await (const doc of newestOf(deps, area.code, since)) {
    if (result.looked >= CASES_AT_MOST) {
      result.truncated = true;
      break;
    }
    result.looked += 1;
    if (result.looked % BREATH === 0) await setImmediate();
    const verdict = judge(deps, doc, draft, catalogue);
    if (!verdict) continue;
    const { was, would, rule } = verdict;
    const moved = was.name !== would.name;
    if (!moved && was.deadline.getTime() === would.deadline.getTime()) continue;
    if (moved) {
      result.moved += 1;
      const key = `${was.name}\n${would.name}`;
      const flow = flows.get(key) ?? { from: was.name, to: would.name, count: 0 };
      flows.set(key, { ...flow, count: flow.count + 1 });
    } else result.redated += 1;
    if (result.examples.length < EXAMPLES)
      result.examples.push({
        id: doc._id.toHexString(),
        number: doc.number,
        text: doc.text.slice(0, 60),
        categoryName: doc.category.name,
        createdAt: doc.createdAt.toISOString(),
        was: presented(was),
        would: presented(would),
        rule: rule?.name ?? null,
      });
  }
  result.flows = [...flows.values()].sort((a, b) => b.count - a.count);
  return result;
}
