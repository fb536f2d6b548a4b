import type { AddressCodeView } from '@shared/address-codes/contract';
import { AppError } from '@shared/core/errors';
import { type CoordType, type LngLat, presentPlace } from '@shared/geo';
import type { Deps } from '@api/deps';
import type { AreaNode } from '@api/routing';
import { labelPoint, lastVersionOf } from '../area-import';
import { areaRef, areasOf } from '../areas';
import { doorsOf } from './door.model';

type Source = Pick<Deps, 'db' | 'routing'>;

const unknown = () => new AppError('NOT_FOUND', '没有登记过这个二维码');
const lineOf = (path: readonly AreaNode[]) =>
  path
    .filter(({ level }) => level === 'community' || level === 'grid' || level === 'microgrid')
    .map(({ name }) => name)
    .join(' ');

function view(
  code: string,
  kind: AddressCodeView['kind'],
  line: string,
  path: readonly AreaNode[],
  point: LngLat,
  coordType: CoordType,
): AddressCodeView {
  const grid = path.find(({ level }) => level === 'grid');
  return {
    code,
    kind,
    line,
    path: path.map(areaRef),
    grid: grid ? areaRef(grid) : null,
    place: presentPlace(point, coordType),
  };
}

/** What a code means by today's boundaries: plates outlive the grids they were printed for. @throws AppError NOT_FOUND */
export async function resolveCode(
  deps: Source,
  code: string,
  coordType: CoordType,
): Promise<AddressCodeView> {
  const index = deps.routing.current();
  const at = (point: LngLat) => index.locate(point.lng, point.lat, { nearEdge: false }).path;
  if (code.startsWith('D')) {
    const door = await doorsOf(deps.db).findOne({ _id: code });
    if (!door) throw unknown();
    return view(code, 'door', door.line, at(door.place), door.place, coordType);
  }
  const kind = code.length === 15 ? 'grid' : 'building';
  const path = index.pathOf(code);
  const area = await areasOf(deps.db).findById(code, { geometry: 0 }).lean();
  if (area && path.length > 0) return view(code, kind, lineOf(path), path, area.centre, coordType);
  const former = await lastVersionOf(deps.db, code);
  if (!former) throw unknown();
  const point = labelPoint(former.geometry);
  return view(code, kind, former.name, at(point), point, coordType);
}
