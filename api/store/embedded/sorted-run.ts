/** Entries sorted at once before the thread has another turn: a few milliseconds. */
const PIECE = 4096;
const FIRST_SLAB = 2 ** 20;

/** Keys with their records, gathered in one block of memory and given back in the order of the keys' bytes. */
export class SortedRun {
  private slab = Buffer.allocUnsafe(FIRST_SLAB);
  private used = 0;
  /** Where each key begins; one more for the end of the last. */
  private readonly starts = [0];
  private readonly rids: number[] = [];
  private readonly pieces: Uint32Array[] = [];

  get bytes(): number {
    return this.used;
  }

  add(key: Buffer, rid: number): void {
    if (this.used + key.length > this.slab.length) {
      const larger = Buffer.allocUnsafe(this.slab.length * 2);
      this.slab.copy(larger, 0, 0, this.used);
      this.slab = larger;
    }
    key.copy(this.slab, this.used);
    this.used += key.length;
    this.starts.push(this.used);
    this.rids.push(rid);
    if (this.rids.length % PIECE === 0) this.sortPiece();
  }

  private sortPiece(): void {
    const from = this.pieces.length * PIECE;
    const piece = Uint32Array.from({ length: this.rids.length - from }, (_, i) => from + i);
    this.pieces.push(piece.sort((a, b) => this.compare(a, b)));
  }

  private compare(a: number, b: number): number {
    const { starts } = this;
    return this.slab.compare(this.slab, starts[b], starts[b + 1], starts[a], starts[a + 1]);
  }

  /** Merges the sorted pieces: a heap of their heads. Nothing may be added any more; keys stand until the run is dropped. */
  *inOrder(): Generator<{ key: Buffer; rid: number }> {
    if (this.rids.length % PIECE > 0) this.sortPiece();
    const heads = this.pieces.map((piece) => ({ piece, at: 0 }));
    const less = (a: number, b: number) => this.compare(headOf(heads[a]!), headOf(heads[b]!)) < 0;
    const sink = (from: number) => {
      for (let at = from; ;) {
        let least = at;
        for (const child of [2 * at + 1, 2 * at + 2])
          if (child < heads.length && less(child, least)) least = child;
        if (least === at) return;
        [heads[at], heads[least]] = [heads[least]!, heads[at]!];
        at = least;
      }
    };
    for (let i = heads.length >> 1; i >= 0; i--) sink(i);
    while (heads.length > 0) {
      const top = heads[0]!;
      const entry = headOf(top);
      yield { key: this.slab.subarray(this.starts[entry], this.starts[entry + 1]), rid: this.rids[entry]! };
      top.at += 1;
      if (top.at === top.piece.length) {
        const last = heads.pop()!;
        if (heads.length === 0) return;
        if (last !== top) heads[0] = last;
      }
      sink(0);
    }
  }
}

const headOf = ({ piece, at }: { piece: Uint32Array; at: number }): number => piece[at]!;
