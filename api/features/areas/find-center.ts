import type { CenterView } from '@shared/areas/schemas';
import type { AreaLevel } from '@shared/areas/levels';
import type { Deps } from '@api/deps';
import type { AreaNode } from '@api/routing';
import { type AreaDoc, areasOf } from './area.model';

const RANK: AreaLevel[] = ['community', 'street', 'district', 'city'];

/**
 * The dispatch center answering for a path: of the community, or the nearest level above that has one.
 * @param path city first. @param from lowest level to look at, `community` unless said
 */
export async function findCenter(
  deps: Pick<Deps, 'db'>,
  path: readonly AreaNode[],
  from: AreaLevel = 'community',
): Promise<CenterView | null> {
  const wanted = RANK.slice(Math.max(0, RANK.indexOf(from)));
  const codes = path.filter((node) => wanted.includes(node.level)).map((node) => node.code);
  if (codes.length === 0) return null;
  const areas = await areasOf(deps.db)
    .collection.find<AreaDoc>({ _id: { $in: codes } } as object, { projection: { level: 1, center: 1 } })
    .toArray();
  for (const level of wanted) {
    const area = areas.find((candidate) => candidate.level === level && candidate.center);
    if (area?.center) {
      const { name, phone, address, hours } = area.center;
      return { areaCode: area._id, name, level, phone, address, hours };
    }
  }
  return null;
}
