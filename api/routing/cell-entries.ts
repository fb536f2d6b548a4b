/** What is known of the raster's cells while areas are being marked: the first entry of each, and the others. */
export class CellEntries {
  /** First entry of each cell, plus one; 0 while empty. */
  readonly first: Int32Array;
  /** Cell and entry of all further ones, in the order they came. */
  moreCells = new Int32Array(1 << 16);
  moreEntries = new Int32Array(1 << 16);
  moreCount = 0;

  constructor(cellCount: number) {
    this.first = new Int32Array(cellCount);
  }

  add(cell: number, entry: number): void {
    if (this.first[cell] === 0) {
      this.first[cell] = entry + 1;
      return;
    }
    if (this.moreCount === this.moreCells.length) {
      this.moreCells = grow(this.moreCells);
      this.moreEntries = grow(this.moreEntries);
    }
    this.moreCells[this.moreCount] = cell;
    this.moreEntries[this.moreCount++] = entry;
  }
}

function grow(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
