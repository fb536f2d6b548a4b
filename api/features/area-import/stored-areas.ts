import type { Connection } from 'mongoose';
import type { AreaGeometry } from '@shared/geo';
import type { AreaFeature } from '@shared/area-import/schemas';
import { type AreaDoc, areasOf } from '../areas';

/** What the checks know of an area, stored or to come. */
export type Known = Pick<AreaFeature['properties'], 'level' | 'parentCode'> & { geometry: AreaGeometry };
export type StoredArea = Omit<AreaDoc, 'center' | 'centre'>;
export type StoredAreas = ReadonlyMap<string, StoredArea>;

/** Above this many areas in a file, reading all there are is faster than asking for some. */
const FEW = 2_000;

/** The areas an import may touch: those it names, their parents, their brothers and their children. */
export async function loadStoredAreas(
  db: Connection,
  named: readonly { code: string; parentCode?: string | null }[],
): Promise<StoredAreas> {
  const stored = new Map<string, StoredArea>();
  const load = async (filter: object) => {
    const cursor = areasOf(db).collection.find<StoredArea>(filter, {
      projection: { center: 0, centre: 0 },
      batchSize: 2_000,
    });
    for await (const area of cursor) stored.set(area._id, area);
  };
  if (named.length > FEW) {
    await load({});
    return stored;
  }
  const codes = named.map(({ code }) => code);
  await load({ _id: { $in: codes } });
  const parents = [...named, ...stored.values()].flatMap(({ parentCode }) => parentCode ?? []);
  const all = [...new Set([...codes, ...parents])];
  await load({ _id: { $in: all } });
  await load({ parentCode: { $in: all } });
  return stored;
}
