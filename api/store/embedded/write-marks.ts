/** Which documents of a collection (its number) are written while somebody watches: see `index-build.ts`. */
export class WriteMarks {
  private readonly watched = new Map<number, Set<number>[]>();

  /** From now on every document written in this collection is noted in the set, until `end`. */
  begin(collection: number): Set<number> {
    const marks = new Set<number>();
    this.watched.set(collection, [...(this.watched.get(collection) ?? []), marks]);
    return marks;
  }
  end(collection: number, marks: Set<number>): void {
    const rest = (this.watched.get(collection) ?? []).filter((other) => other !== marks);
    if (rest.length > 0) this.watched.set(collection, rest);
    else this.watched.delete(collection);
  }
  note(collection: number, rid: number): void {
    for (const marks of this.watched.get(collection) ?? []) marks.add(rid);
  }
}
