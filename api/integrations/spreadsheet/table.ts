/** The first sheet of a file as text; nothing is computed, formulas least of all. */
export interface Table {
  rows: TableRow[];
}

export interface TableRow {
  /** As the person sees it in his spreadsheet: the first line is 1. */
  line: number;
  /** Trimmed; absent cells are ''. */
  cells: string[];
  /** Why nothing of this line may be trusted: a formula, merged cells, broken characters. */
  fault: string | null;
}

export const TABLE_LIMITS = {
  /** Of the file as it is sent. */
  bytes: 20 * 1024 * 1024,
  /** Of a sheet when unpacked. */
  unpackedBytes: 200 * 1024 * 1024,
  rows: 200_000,
  columns: 64,
  cellLength: 2_000,
};
