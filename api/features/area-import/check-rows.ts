import { AREA_LEVELS, type AreaLevel } from '@shared/areas/levels';
import { boundaryFault } from '@shared/geo';
import type { Known, StoredAreas } from './stored-areas';
import { type ImportRow, reject, type Rejected, type SheetRow } from './rows';

const CODE_LENGTHS: Record<AreaLevel, number> = {
  city: 4,
  district: 6,
  street: 9,
  community: 12,
  grid: 15,
  microgrid: 18,
};

const atRow = ({ index, line, properties }: ImportRow | SheetRow) => ({ index, line, code: properties.code });

function wrongCode(code: string, level: AreaLevel): string | null {
  return code.length === CODE_LENGTHS[level] ? null : `${CODE_LENGTHS[level]} 位编码才是这一级的编码`;
}

function wrongParent({ code, level, parentCode }: ImportRow['properties'], next: ReadonlyMap<string, Known>) {
  const rank = AREA_LEVELS.indexOf(level);
  if (parentCode === null) return rank === 0 ? null : '缺少上级编码';
  if (rank === 0) return '市没有上级';
  const parent = next.get(parentCode);
  if (!parent) return `没有上级区域 ${parentCode}`;
  if (parent.level !== AREA_LEVELS[rank - 1]) return `上级区域 ${parentCode} 的级别不对`;
  return code.startsWith(parentCode) ? null : `编码应以上级编码 ${parentCode} 开头`;
}

/** Lines of a spreadsheet with what they leave out taken from the areas there are; new areas need a boundary first. */
export function completeSheet(rows: readonly SheetRow[], stored: StoredAreas) {
  const complete: ImportRow[] = [];
  const rejected: Rejected[] = [];
  for (const row of rows) {
    const old = stored.get(row.properties.code);
    const { level, parentCode } = row.properties;
    if (!old) rejected.push(reject(atRow(row), '没有这个区域的边界，请先导入边界'));
    else if (level !== undefined && level !== old.level)
      rejected.push(reject(atRow(row), '级别和现有的不一样'));
    else if (parentCode !== undefined && parentCode !== old.parentCode)
      rejected.push(reject(atRow(row), '上级编码和现有的不一样'));
    else
      complete.push({
        ...row,
        geometry: old.geometry,
        properties: {
          name: old.name,
          level: old.level,
          parentCode: old.parentCode,
          kind: old.kind ?? undefined,
          settlement: old.settlement ?? undefined,
          households: old.households ?? undefined,
          ...row.properties,
        },
      });
  }
  return { complete, rejected };
}

/** Judges each row alone and its place in the tree: code, repetition, parent, boundary. */
export function checkRows(rows: readonly ImportRow[], stored: StoredAreas): Rejected[] {
  const next = new Map<string, Known>(stored);
  for (const { properties, geometry } of rows) next.set(properties.code, { ...properties, geometry });
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const { code, level } = row.properties;
    const again = seen.has(code);
    seen.add(code);
    const reason = wrongCode(code, level) ?? (again ? '编码重复' : null) ?? wrongParent(row.properties, next);
    if (reason) return [reject(atRow(row), reason)];
    if (stored.get(code)?.geometry === row.geometry) return [];
    const fault = boundaryFault(row.geometry);
    return fault ? [reject(atRow(row), fault.reason, fault.at, row.geometry)] : [];
  });
}
