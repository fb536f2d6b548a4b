import type { AreaChangeReport, AreaChangeView, NewAreaChange } from '@shared/area-changes/schemas';
import { AppError } from '@shared/core/errors';
import type { CoordType } from '@shared/geo';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { describeActor } from '../cases';
import { type AreaChangeDoc, areaChangesOf } from './change.model';
import { planChange, reportOf } from './plan-change';
import { runChange } from './run-changes';
import { presentChange } from './show-changes';

interface Asked {
  /** That the order gets; a repetition after a crash finds it. */
  id: string;
  coordType: CoordType;
  input: NewAreaChange;
}

/**
 * Splits or merges grids: judged first, then an order that survives whatever happens to this process.
 * @throws AppError NOT_FOUND, ACTION_NOT_ALLOWED, VALIDATION_FAILED, WRONG_STATE when something stands against it
 */
export async function changeAreas(
  deps: Deps,
  actor: Actor,
  { id, coordType, input }: Asked,
): Promise<{ report: AreaChangeReport | null; change: AreaChangeView | null }> {
  const areas = deps.routing
    .current()
    .pathOf(input.change.code)
    .map(({ code }) => code)
    .slice(0, -1);
  const made = await areaChangesOf(deps.db).findById(id).lean<AreaChangeDoc>();
  if (made) return { report: null, change: await presentChange(deps, made) };
  if (areas.length === 0) throw new AppError('NOT_FOUND', '没有这个网格');
  if (!holdsIn(actor, 'admin', areas)) throw new AppError('ACTION_NOT_ALLOWED', '只能调整自己辖区的网格');
  const plan = await planChange(deps, input);
  if (input.dryRun) return { report: await reportOf(deps, plan, coordType), change: null };
  if (input.revision !== undefined && input.revision !== plan.revision)
    throw new AppError('WRONG_STATE', '检查之后边界又有了变化，请重新检查');
  if (plan.problems[0]) throw new AppError('WRONG_STATE', plan.problems[0]);
  const busy = await areaChangesOf(deps.db).findOne({ pending: true, areas: areas.at(-1) }, { title: 1 });
  if (busy) throw new AppError('WRONG_STATE', `这个社区的「${busy.title}」还没有办完，请稍后再试`);
  const now = new Date(deps.clock());
  const { title, fromCodes, heir, rows, gone, versions, renamed, posts } = plan;
  const order: AreaChangeDoc = {
    ...{ title, fromCodes, heir, rows, gone, versions, renamed, posts },
    _id: id,
    text: input.text,
    by: describeActor(actor, new Set()),
    areas,
    stage: 'boundaries',
    appliedAt: null,
    pending: true,
    leaseUntil: now,
    failure: null,
    createdAt: now,
    doneAt: null,
  };
  try {
    await areaChangesOf(deps.db).collection.insertOne(order as never);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
  // Begun at once; should this process end, the job goes on with it.
  void runChange(deps, id).catch((error: unknown) =>
    deps.log.error({ err: error, change: id }, 'a change of grids stopped; the job goes on with it'),
  );
  return { report: null, change: await presentChange(deps, order) };
}
