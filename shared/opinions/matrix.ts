/** agree 1 · pass 0 · disagree −1, as votes are stored. */
export type Vote = -1 | 0 | 1;

/** One person's answer to one statement. */
export interface StatementVote {
  person: string;
  statement: string;
  vote: Vote;
}

export const AGREE = 1;
export const DISAGREE = -1;
/** Not answered. */
export const MISSING = 2;

/** Participants × statements, row by row; rows and columns in the order of their ids, so that the order of votes is forgotten. */
export interface OpinionMatrix {
  people: number;
  /** Ids of the columns. */
  statements: readonly string[];
  /** A Vote or MISSING. */
  cells: Int8Array;
}

const sorted = (ids: Iterable<string>) => [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
/** Rows grow by so many columns. */
const STEP = 64;

/** Votes of one topic as they come, a byte each; a later vote of the same person on the same statement replaces the earlier. */
export class VoteTable {
  private readonly rows = new Map<string, Int8Array>();
  private readonly columns = new Map<string, number>();

  set({ person, statement, vote }: StatementVote): void {
    const column = this.columns.get(statement) ?? this.columns.size;
    this.columns.set(statement, column);
    let row = this.rows.get(person);
    if (!row || row.length <= column) {
      const longer = new Int8Array(Math.ceil((column + 1) / STEP) * STEP).fill(MISSING);
      if (row) longer.set(row);
      row = longer;
      this.rows.set(person, row);
    }
    row[column] = vote;
  }

  /**
   * The matrix of what may be seen; who is who is forgotten here, and who answered nothing of it is left out.
   * @param shown ids of the statements that count; all when not given
   */
  matrix(shown?: ReadonlySet<string>): OpinionMatrix {
    const statements = sorted([...this.columns.keys()].filter((id) => shown?.has(id) ?? true));
    const at = statements.map((id) => this.columns.get(id) ?? 0);
    const people = sorted(this.rows.keys()).filter((id) => {
      const row = this.rows.get(id);
      return at.some((column) => (row?.[column] ?? MISSING) !== MISSING);
    });
    const cells = new Int8Array(people.length * statements.length);
    people.forEach((id, i) => {
      const row = this.rows.get(id);
      at.forEach((column, j) => (cells[i * at.length + j] = row?.[column] ?? MISSING));
    });
    return { people: people.length, statements, cells };
  }
}

export function buildMatrix(votes: Iterable<StatementVote>): OpinionMatrix {
  const table = new VoteTable();
  for (const vote of votes) table.set(vote);
  return table.matrix();
}

/** One person's row for the columns given; statements that are no columns are left out. */
export function rowOf(
  answers: Iterable<readonly [statement: string, vote: Vote]>,
  statements: readonly string[],
): Int8Array {
  const row = new Int8Array(statements.length).fill(MISSING);
  const columns = new Map(statements.map((id, place) => [id, place]));
  for (const [statement, vote] of answers) {
    const column = columns.get(statement);
    if (column !== undefined) row[column] = vote;
  }
  return row;
}
