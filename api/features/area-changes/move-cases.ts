import type { Deps } from '@api/deps';
import { findCandidates, type FoundWorker } from '../areas';
import { type CaseDoc, casesOf, countOpenCases, deskOf, effectSources, findCase, regrid } from '../cases';
import type { AreaChangeDoc, AreaChangeItemDoc } from './change.model';
import { areaChangeItemsOf } from './change.model';
import { decideHands } from './decide-hands';

const BATCH = 500;
/** A case that others are changing is looked at again so often. */
const TRIES = 5;

type Outcome = Pick<AreaChangeItemDoc, 'state' | 'grid' | 'to'>;

/** Writes down which open cases the order is about; what is written down already stays. @returns how many are new */
export async function listCases({ db }: Pick<Deps, 'db'>, order: AreaChangeDoc): Promise<number> {
  const items = areaChangeItemsOf(db);
  let added = 0;
  let batch: Pick<CaseDoc, '_id' | 'number'>[] = [];
  const write = async () => {
    if (batch.length === 0) return;
    const { upsertedCount } = await items.bulkWrite(
      batch.map(({ _id, number }) => {
        const caseId = _id.toHexString();
        const item = { changeId: order._id, caseId, number, state: 'waiting' as const, grid: null, to: null };
        return {
          updateOne: {
            filter: { _id: `${order._id}:${caseId}` },
            update: { $setOnInsert: item },
            upsert: true,
          },
        };
      }),
      { ordered: false },
    );
    added += upsertedCount;
    batch = [];
  };
  const cursor = casesOf(db).collection.find({ areaPath: { $in: order.fromCodes }, open: true } as object, {
    projection: { number: 1 },
  });
  for await (const doc of cursor) {
    batch.push(doc as unknown as Pick<CaseDoc, '_id' | 'number'>);
    if (batch.length >= BATCH) await write();
  }
  await write();
  return added;
}

export type MoveCase = (caseId: string) => Promise<Outcome>;

/** Judges and moves one case after the other; loads count what it has given away itself. */
export function caseMover(deps: Deps, order: AreaChangeDoc): MoveCase {
  const loads = new Map<string, number>();
  const requestKey = `regrid:${order._id}`;
  const { text, by, heir } = order;

  async function candidatesOf(gridCode: string): Promise<FoundWorker[]> {
    const found = await findCandidates(deps, gridCode);
    const unknown = found.flatMap(({ userId }) => (userId && !loads.has(userId) ? [userId] : []));
    for (const [userId, load] of await countOpenCases(deps.db, unknown)) loads.set(userId, load);
    return found.map((each) => ({ ...each, load: loads.get(each.userId ?? '') ?? 0 }));
  }

  async function moveOnce(doc: CaseDoc): Promise<Outcome | null> {
    const index = deps.routing.current();
    const located = doc.place && index.locate(doc.place.lng, doc.place.lat, { nearEdge: false });
    const path = located?.grid ? located.path : index.pathOf(heir);
    const grid = located?.grid ?? path[path.length - 1];
    if (!grid) return { state: 'kept', grid: null, to: null };
    const hands = decideHands(doc, await candidatesOf(grid.code));
    const codes = path.map(({ code }) => code).join();
    const samePlace = codes === doc.areaPath.join();
    const assignee = await assigneeOf(doc, hands);
    if (samePlace && assignee === null) return { state: 'kept', grid: grid.name, to: doc.assignee.name };
    const written = await regrid(deps, doc, {
      by,
      text,
      requestKey,
      routed: { path, grid, method: located?.method ?? doc.routing.method },
      assignee: assignee ?? doc.assignee,
      handedOver: hands.kind !== 'keep',
    });
    if (!written) return null;
    if (hands.kind === 'worker' && hands.worker.userId)
      loads.set(hands.worker.userId, (loads.get(hands.worker.userId) ?? 0) + 1);
    return { state: 'moved', grid: grid.name, to: written.assignee.name };
  }

  /** Null when it stays as it is. */
  async function assigneeOf(doc: CaseDoc, hands: ReturnType<typeof decideHands>) {
    if (hands.kind === 'desk') return deskOf(effectSources(deps), doc, 'grid');
    if (hands.kind === 'keep')
      return hands.postId && doc.assignee.type === 'person' && doc.assignee.postId !== hands.postId
        ? { ...doc.assignee, postId: hands.postId }
        : null;
    const { userId, postId, name, function: fn, avatarUrl } = hands.worker;
    return userId === null
      ? null
      : ({ type: 'person', userId, postId, name, function: fn, avatarUrl } as const);
  }

  return async (caseId) => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const doc = await findCase(deps.db, caseId);
      const done = doc?.events.find((event) => event.requestKey === requestKey);
      if (done) return { state: 'moved', grid: String(done.data.gridName), to: doc?.assignee.name ?? null };
      if (!doc?.open) return { state: 'skipped', grid: null, to: null };
      const outcome = await moveOnce(doc);
      if (outcome) return outcome;
    }
    // Others are changing it all the time: it stays waiting, the next round sees to it.
    return { state: 'waiting', grid: null, to: null };
  };
}
