/** One box (atom) of an ISO base media file, ISO/IEC 14496-12: 4 bytes length, 4 bytes type, content. */
export interface Box {
  type: string;
  /** Offsets into the buffer: of the box, of its content, behind it. */
  start: number;
  content: number;
  end: number;
}

const MAX_BOXES = 10_000;

/**
 * The boxes in `data` between two offsets, not descending into them.
 * @throws RangeError when a length does not fit: the file is damaged
 */
export function readBoxes(data: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start < to;) {
    if (boxes.length >= MAX_BOXES) throw new RangeError('too many boxes');
    const type = data.toString('latin1', start + 4, start + 8);
    const short = data.readUInt32BE(start);
    const length = short === 1 ? Number(data.readBigUInt64BE(start + 8)) : short === 0 ? to - start : short;
    const content = start + (short === 1 ? 16 : 8);
    const end = start + length;
    if (end < content || end > to) throw new RangeError('a box reaches beyond what holds it');
    boxes.push({ type, start, content, end });
    start = end;
  }
  return boxes;
}

/** The box at the end of a path below `box`, e.g. `mdia/hdlr`; the first of each type. */
export function findBox(data: Buffer, box: Box, path: string): Box | undefined {
  let at: Box | undefined = box;
  for (const type of path.split('/'))
    at = at && readBoxes(data, at.content, at.end).find((b) => b.type === type);
  return at;
}

/** Turns a box into free space of the same length and zeroes what it held. */
export function freeBox(data: Buffer, box: Box): void {
  data.write('free', box.start + 4, 'latin1');
  data.fill(0, box.content, box.end);
}
