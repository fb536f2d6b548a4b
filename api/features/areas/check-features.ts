import { AREA_LEVELS } from '@shared/areas/levels';
import type { AreaFeature, AreaImportReport } from '@shared/areas/schemas';
import type { AreaGeometry } from '@shared/geo';
import { findGaps, findOverlaps } from './check-topology';

interface Known {
  level: string;
  parentCode: string | null;
  geometry: AreaGeometry;
}

const CODE_LENGTHS = { city: 4, district: 6, street: 9, community: 12, grid: 15, microgrid: 18 } as const;

/**
 * Checks features against each other and against what is stored: codes, levels, parents, overlaps of siblings, gaps
 * inside parents. Overlaps and rejections forbid the import; gaps are told (a river is one).
 */
export function checkFeatures(
  features: readonly AreaFeature[],
  stored: ReadonlyMap<string, Known>,
): Pick<AreaImportReport, 'rejected' | 'overlaps' | 'gaps'> {
  const next = new Map<string, Known>(stored);
  const seen = new Set<string>();
  const rejected: AreaImportReport['rejected'] = [];
  features.forEach(({ properties, geometry }, index) => {
    const reason =
      wrongCode(properties.code, properties.level) ?? (seen.has(properties.code) ? '编码重复' : null);
    if (reason) rejected.push({ index, code: properties.code, reason });
    seen.add(properties.code);
    next.set(properties.code, { level: properties.level, parentCode: properties.parentCode, geometry });
  });
  features.forEach(({ properties }, index) => {
    const reason = wrongParent(properties.code, properties.level, properties.parentCode, next);
    if (reason) rejected.push({ index, code: properties.code, reason });
  });
  if (rejected.length > 0) return { rejected, overlaps: [], gaps: [] };
  const parents = new Set(features.map(({ properties }) => properties.parentCode));
  const families = new Map<string | null, { code: string; geometry: AreaGeometry }[]>();
  for (const [code, area] of next) {
    if (!parents.has(area.parentCode)) continue;
    families.set(area.parentCode, [
      ...(families.get(area.parentCode) ?? []),
      { code, geometry: area.geometry },
    ]);
  }
  const overlaps = [...families.values()].flatMap((siblings) => findOverlaps(siblings, seen));
  const gaps = [...families].flatMap(([parentCode, siblings]) => {
    const parent = parentCode === null ? undefined : next.get(parentCode);
    // Microgrids are buildings: what lies between them is no gap.
    if (parentCode === null || !parent || parent.level === 'grid') return [];
    return findGaps(parentCode, parent.geometry, siblings);
  });
  return { rejected, overlaps, gaps };
}

function wrongCode(code: string, level: keyof typeof CODE_LENGTHS): string | null {
  return code.length === CODE_LENGTHS[level] ? null : `${CODE_LENGTHS[level]} 位编码才是这一级的编码`;
}

function wrongParent(
  code: string,
  level: AreaFeature['properties']['level'],
  parentCode: string | null,
  next: ReadonlyMap<string, Known>,
): string | null {
  const rank = AREA_LEVELS.indexOf(level);
  if (parentCode === null) return rank === 0 ? null : '缺少上级编码';
  if (rank === 0) return '市没有上级';
  const parent = next.get(parentCode);
  if (!parent) return `没有上级区域 ${parentCode}`;
  if (parent.level !== AREA_LEVELS[rank - 1]) return `上级区域 ${parentCode} 的级别不对`;
  return code.startsWith(parentCode) ? null : `编码应以上级编码 ${parentCode} 开头`;
}
