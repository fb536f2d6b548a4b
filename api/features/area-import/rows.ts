import type { AreaFeature, AreaImportReport } from '@shared/area-import/schemas';
import type { AreaGeometry } from '@shared/geo';

export type Rejected = AreaImportReport['rejected'][number];

/** One area as a file tells of it. */
export interface ImportRow {
  /** From 0. */
  index: number;
  /** In a spreadsheet, as the person sees it. */
  line: number | null;
  properties: AreaFeature['properties'];
  geometry: AreaGeometry;
}

/** A line of a spreadsheet: what it leaves empty stays as it is. */
export interface SheetRow extends Omit<ImportRow, 'properties' | 'geometry'> {
  properties: Partial<AreaFeature['properties']> & { code: string };
}

export const reject = (
  row: { index: number; line: number | null; code: string },
  reason: string,
  at: Rejected['at'] = null,
  geometry: Rejected['geometry'] = null,
): Rejected => ({ index: row.index, line: row.line, code: row.code, reason, at, geometry });
