import { readFile } from 'node:fs/promises';
import type { Connection } from 'mongoose';
import { type AreaImportReport, IMPORT_LIMITS } from '@shared/area-import/schemas';
import { AppError } from '@shared/core/errors';
import { isZip } from '@api/integrations/spreadsheet';
import { readAreasRevision } from '../areas';
import { checkRows, completeSheet } from './check-rows';
import { checkTopology } from './check-topology';
import { contentOf } from './commit-import';
import { readGeoJson } from './read-geojson';
import { readSheet } from './read-sheet';
import type { ImportRow, Rejected } from './rows';
import { type Known, loadStoredAreas, type StoredAreas } from './stored-areas';

/** How a file is to be read: as its sender says, or by its first bytes when he does not. */
export type FileFormat = 'json' | 'table' | 'unknown';

export interface ImportPlan {
  report: Omit<AreaImportReport, 'dryRun' | 'applied'>;
  /** New areas and those that differ. */
  rows: ImportRow[];
  stored: StoredAreas;
}

function looksLikeJson(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 64)).replace(/^ï»¿/, '').trimStart();
  return /^[[{]/.test(start);
}

async function readRows(db: Connection, bytes: Buffer, format: FileFormat) {
  if (format === 'json' || (format === 'unknown' && !isZip(bytes) && looksLikeJson(bytes))) {
    const { rows, rejected } = readGeoJson(bytes);
    const stored = await loadStoredAreas(
      db,
      rows.map(({ properties }) => properties),
    );
    return { rows, rejected, stored };
  }
  const sheet = readSheet(bytes);
  const stored = await loadStoredAreas(
    db,
    sheet.rows.map(({ properties }) => properties),
  );
  const { complete, rejected } = completeSheet(sheet.rows, stored);
  return { rows: complete, rejected: [...sheet.rejected, ...rejected], stored };
}

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Which rows are new, which differ from what is stored, and whose boundary does. */
function sortOut(rows: readonly ImportRow[], stored: StoredAreas) {
  const [created, updated, redrawn]: [ImportRow[], ImportRow[], Set<string>] = [[], [], new Set()];
  for (const row of rows) {
    const { code } = row.properties;
    const old = stored.get(code);
    if (!old) created.push(row);
    if (!old || old.parentCode !== row.properties.parentCode || !same(old.geometry, row.geometry))
      redrawn.add(code);
    if (
      old &&
      Object.entries(contentOf(row)).some(([key, value]) => !same(old[key as keyof typeof old], value))
    )
      updated.push(row);
  }
  return { created, updated, redrawn };
}

const listed = <T>(items: readonly T[]): T[] => items.slice(0, IMPORT_LIMITS.listed);
const codesOf = (rows: readonly ImportRow[]) => rows.map(({ properties }) => properties.code);

/** Shapes are drawn for the first that were rejected; the rest are found by their place. */
const drawnFirst = (rejected: readonly Rejected[]) =>
  listed([...rejected].sort((a, b) => a.index - b.index)).map((item, i) =>
    i < IMPORT_LIMITS.drawn && JSON.stringify(item.geometry).length < 100_000
      ? item
      : { ...item, geometry: null },
  );

/**
 * What an import would do and what speaks against it. Writes nothing.
 * @throws AppError VALIDATION_FAILED, MALFORMED_JSON, UNSUPPORTED_TYPE or PAYLOAD_TOO_LARGE for a file without rows
 */
export async function planImport(db: Connection, file: string, format: FileFormat): Promise<ImportPlan> {
  const revision = await readAreasRevision(db);
  const { rows, rejected, stored } = await readRows(db, await readFile(file), format);
  rejected.push(...checkRows(rows, stored));
  const { created, updated, redrawn } = sortOut(rows, stored);
  const next = new Map<string, Known>(stored);
  for (const { properties, geometry } of rows) next.set(properties.code, { ...properties, geometry });
  const topology =
    rejected.length > 0 ? { overlaps: [], gaps: [], outside: [] } : checkTopology(next, redrawn);
  const unchanged = rows.length - created.length - updated.length;
  return {
    rows: [...created, ...updated],
    stored,
    report: {
      revision,
      counts: {
        created: created.length,
        updated: updated.length,
        unchanged,
        rejected: rejected.length,
        overlaps: topology.overlaps.length,
        gaps: topology.gaps.length,
        outside: topology.outside.length,
      },
      created: listed(codesOf(created)),
      updated: listed(codesOf(updated)),
      unchanged,
      rejected: drawnFirst(rejected),
      overlaps: listed(topology.overlaps),
      gaps: listed(topology.gaps),
      outside: listed(topology.outside),
    },
  };
}

/** @throws AppError IMPORT_REJECTED when something speaks against the plan; gaps do not */
export function refuseFaulty(report: AreaImportReport): void {
  const { rejected, overlaps, outside } = report.counts;
  const faults = rejected + overlaps + outside;
  if (faults > 0) throw new AppError('IMPORT_REJECTED', `有 ${faults} 处问题，没有导入`, { current: report });
}
