import type { GridChange } from '@shared/area-changes/schemas';
import { AppError, invalidField } from '@shared/core/errors';
import {
  type AreaGeometry,
  commonArea,
  convertCoordinates,
  layOnPlane,
  planeOriginOf,
  polygonsOf,
} from '@shared/geo';
import type { ImportRow, StoredArea, StoredAreas } from '../area-import';
import { cutGeometry, joinGeometries } from './cut-grid';

/** What a change makes of the areas. */
export interface Drawn {
  title: string;
  rows: ImportRow[];
  gone: string[];
  renamed: { from: string; to: string }[];
  problems: string[];
  /** The new half of a split. */
  part: { code: string; geometry: AreaGeometry } | null;
}

type Properties = ImportRow['properties'];
const COMMUNITY_DIGITS = 12;
const GRID_DIGITS = 15;

/** What is stored of an area as a line of an import. */
const propertiesOf = (area: StoredArea, change: Partial<Properties> = {}): Properties => ({
  code: area._id,
  name: area.name,
  level: area.level,
  parentCode: area.parentCode,
  ...(area.kind && { kind: area.kind }),
  ...(area.settlement && { settlement: area.settlement }),
  ...(area.households !== null && { households: area.households }),
  ...change,
});

const numbered = (rows: Omit<ImportRow, 'index' | 'line'>[]): ImportRow[] =>
  rows.map((row, index) => ({ ...row, index, line: null }));

/** @throws AppError NOT_FOUND */
function gridOf(stored: StoredAreas, code: string): StoredArea {
  const area = stored.get(code);
  if (area?.level !== 'grid') throw new AppError('NOT_FOUND', '没有这个网格');
  return area;
}

const buildingsOf = (stored: StoredAreas, gridCode: string) =>
  [...stored.values()].filter(({ parentCode, level }) => parentCode === gridCode && level === 'microgrid');

/** The first three digits nobody has ever had below a code. @throws AppError WRONG_STATE when there are none left */
export function freeCode(parent: string, taken: ReadonlySet<string>): string {
  for (let n = 1; n < 1000; n += 1) {
    const code = `${parent}${String(n).padStart(3, '0')}`;
    if (!taken.has(code)) return code;
  }
  throw new AppError('WRONG_STATE', '这里已经没有没用过的编码了');
}

/** A building belongs to the half that holds more of it. */
function liesIn(building: AreaGeometry, half: AreaGeometry): boolean {
  const origin = planeOriginOf({
    type: 'MultiPolygon',
    coordinates: [...polygonsOf(building), ...polygonsOf(half)],
  });
  const own = layOnPlane(building, origin);
  return commonArea(own, layOnPlane(half, origin)) > own.areaM2 / 2;
}

/** Buildings with the code of their new grid; their old plates go on leading there by their place. */
function recode(buildings: readonly StoredArea[], to: string, taken: Set<string>) {
  return buildings.map((area) => {
    const own = `${to}${area._id.slice(GRID_DIGITS)}`;
    const code = taken.has(own) ? freeCode(to, taken) : own;
    taken.add(code);
    return { from: area._id, area, to: code };
  });
}

const recodedRows = (recoded: ReturnType<typeof recode>, parentCode: string) =>
  recoded.map(({ area, to }) => ({
    geometry: area.geometry,
    properties: propertiesOf(area, { code: to, parentCode }),
  }));

/** @param taken every code that is or was in use in the community */
export function drawChange(change: GridChange, stored: StoredAreas, taken: Set<string>): Drawn {
  return change.kind === 'split' ? split(change, stored, taken) : merge(change, stored, taken);
}

function split(
  change: Extract<GridChange, { kind: 'split' }>,
  stored: StoredAreas,
  taken: Set<string>,
): Drawn {
  const grid = gridOf(stored, change.code);
  const community = change.code.slice(0, COMMUNITY_DIGITS);
  const wanted = change.part.code;
  if (wanted !== undefined && !wanted.startsWith(community))
    throw invalidField('change.part.code', `编码应以社区的编码 ${community} 开头`);
  if (wanted !== undefined && taken.has(wanted))
    throw invalidField('change.part.code', '这个编码用过了，旧二维码还认它，请换一个');
  const code = wanted ?? freeCode(community, taken);
  const halves = cutGeometry(
    grid.geometry,
    change.cut.map((point) => convertCoordinates(point, change.coordType, 'wgs84')),
  );
  const [geometry, kept] =
    change.newSide === 'left' ? [halves.left, halves.right] : [halves.right, halves.left];
  if (!geometry || !kept) throw invalidField('change.cut', '这条线没有穿过网格，请画到网格的另一边');
  const problems =
    polygonsOf(geometry).length + polygonsOf(kept).length > polygonsOf(grid.geometry).length + 1
      ? ['分界线把网格切成了不止两块，请画得直一些']
      : [];
  const recoded = recode(
    buildingsOf(stored, grid._id).filter((area) => liesIn(area.geometry, geometry)),
    code,
    taken,
  );
  const { part } = change;
  const left =
    grid.households !== null && part.households !== undefined
      ? Math.max(0, grid.households - part.households)
      : undefined;
  return {
    title: `${grid.name}拆出${part.name}`,
    rows: numbered([
      {
        geometry: kept,
        properties: {
          ...propertiesOf(grid, change.name === undefined ? {} : { name: change.name }),
          households: change.households ?? left,
        },
      },
      {
        geometry,
        properties: propertiesOf(grid, {
          code,
          name: part.name,
          households: part.households,
          ...(part.kind && { kind: part.kind }),
          ...(part.settlement && { settlement: part.settlement }),
        }),
      },
      ...recodedRows(recoded, code),
    ]),
    gone: recoded.map(({ from }) => from),
    renamed: recoded.map(({ from, to }) => ({ from, to })),
    problems,
    part: { code, geometry },
  };
}

function merge(
  change: Extract<GridChange, { kind: 'merge' }>,
  stored: StoredAreas,
  taken: Set<string>,
): Drawn {
  const grid = gridOf(stored, change.code);
  const others = [...new Set(change.others)].map((code) => gridOf(stored, code));
  if (others.some(({ _id }) => _id === grid._id)) throw invalidField('change.others', '不能并入自己');
  if (others.some(({ parentCode }) => parentCode !== grid.parentCode))
    throw invalidField('change.others', '只能合并同一个社区的网格');
  const geometry = joinGeometries([grid, ...others].map((area) => area.geometry));
  if (!geometry) throw invalidField('change.others', '这些网格合不到一起');
  const recoded = recode(
    others.flatMap(({ _id }) => buildingsOf(stored, _id)),
    grid._id,
    taken,
  );
  const known = [grid, ...others].flatMap(({ households }) => households ?? []);
  const households =
    known.length === others.length + 1 ? known.reduce((sum, each) => sum + each, 0) : undefined;
  return {
    title: `${others.map(({ name }) => name).join('、')}并入${grid.name}`,
    rows: numbered([
      {
        geometry,
        properties: {
          ...propertiesOf(grid, change.name === undefined ? {} : { name: change.name }),
          households,
        },
      },
      ...recodedRows(recoded, grid._id),
    ]),
    gone: [...others.map(({ _id }) => _id), ...recoded.map(({ from }) => from)],
    renamed: [
      ...others.map(({ _id }) => ({ from: _id, to: grid._id })),
      ...recoded.map(({ from, to }) => ({ from, to })),
    ],
    problems: polygonsOf(geometry).length > 1 ? ['这些网格不相连，合不成一块'] : [],
    part: null,
  };
}
