import type { Connection } from 'mongoose';
import type { RoutableArea } from '@api/routing';
import { type AreaDoc, areasOf } from './area.model';

/** All areas, as the routing index wants them. Read in one pass at start and whenever the revision grows. */
export async function loadRoutableAreas(db: Connection): Promise<RoutableArea[]> {
  const cursor = areasOf(db).collection.find<
    Pick<AreaDoc, '_id' | 'level' | 'name' | 'parentCode' | 'geometry'>
  >({}, { projection: { level: 1, name: 1, parentCode: 1, geometry: 1 }, batchSize: 2000 });
  const areas: RoutableArea[] = [];
  for await (const { _id, level, name, parentCode, geometry } of cursor)
    areas.push({ code: _id, level, name, parentCode, geometry });
  return areas;
}
