import { shownBuildings } from '@shared/ballots/rules';
import type { BallotView } from '@shared/ballots/schemas';
import type { Deps } from '@api/deps';
import type { TopicDoc } from '../deliberations';
import { countVerified } from '../residence';
import { type BallotDoc, boxOf, ofTopic, rollOf } from './ballot.model';

/** Who may vote is counted anew after so long. */
const KEPT_MS = 30_000;
const AREAS_AT_MOST = 500;
const counted = new WeakMap<object, Map<string, { at: number; people: number; households: number }>>();

/** How many persons or households of the scope could vote: those verified there now. */
export async function countEligible(
  deps: Pick<Deps, 'db' | 'clock'>,
  { areaCode }: Pick<TopicDoc, 'areaCode'>,
  { rules }: Pick<BallotDoc, 'rules'>,
  keptMs = KEPT_MS,
): Promise<number> {
  const known = counted.get(deps.db) ?? new Map<string, { at: number; people: number; households: number }>();
  counted.set(deps.db, known);
  const now = deps.clock();
  let figures = known.get(areaCode);
  if (!figures || now - figures.at >= keptMs || now < figures.at) {
    figures = { at: now, ...(await countVerified(deps, areaCode)) };
    if (known.size >= AREAS_AT_MOST) known.clear();
    known.set(areaCode, figures);
  }
  return rules.unit === 'person' ? figures.people : figures.households;
}

export const countCast = ({ db }: Pick<Deps, 'db'>, topicId: BallotDoc['_id']): Promise<number> =>
  boxOf(db).countDocuments({ _id: ofTopic(topicId) });

export const countListed = ({ db }: Pick<Deps, 'db'>, topicId: BallotDoc['_id']): Promise<number> =>
  rollOf(db).countDocuments({ topicId });

/** By building where residences are known to it, else by grid. */
export async function readBuildings(
  { db, routing }: Pick<Deps, 'db' | 'routing'>,
  topicId: BallotDoc['_id'],
): Promise<BallotView['turnout']['buildings']> {
  const groups = await rollOf(db)
    .aggregate<{ _id: string; cast: number }>([
      { $match: { topicId } },
      { $group: { _id: '$areaCode', cast: { $sum: 1 } } },
      { $sort: { _id: 1 } },
    ])
    .toArray();
  const total = groups.reduce((sum, { cast }) => sum + cast, 0);
  return shownBuildings(groups, total).flatMap(({ _id, cast }) => {
    const node = routing.current().node(_id);
    return node ? [{ area: { code: node.code, level: node.level, name: node.name }, cast }] : [];
  });
}
