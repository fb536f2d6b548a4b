import { randomUUID } from 'node:crypto';
import { readSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** Entries sorted at once before the thread has another turn: a few milliseconds. */
const PIECE = 4096;
const FIRST_SLAB = 2 ** 20;
/** Bytes of entries kept in memory before they are put in order and laid aside. */
const ROUND = 48 * 2 ** 20;
/** Bytes written at once, and read at once of each file. */
const CHUNK = 2 ** 18;
/** In a file: the record's number, the key's length, the key. */
const RID_BYTES = 6;
const HEAD = RID_BYTES + 2;

interface KeyOfRecord {
  key: Buffer;
  rid: number;
}

/** What sorted sources hold, in the order of the keys' bytes: a heap of their heads. */
function* merge(sources: Iterable<Iterator<KeyOfRecord>>): Generator<KeyOfRecord> {
  const heads: { source: Iterator<KeyOfRecord>; now: KeyOfRecord }[] = [];
  for (const source of sources) {
    const first = source.next();
    if (!first.done) heads.push({ source, now: first.value });
  }
  const less = (a: number, b: number) => Buffer.compare(heads[a]!.now.key, heads[b]!.now.key) < 0;
  const sink = (from: number) => {
    for (let at = from; ;) {
      let least = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2; child++)
        if (child < heads.length && less(child, least)) least = child;
      if (least === at) return;
      [heads[at], heads[least]] = [heads[least]!, heads[at]!];
      at = least;
    }
  };
  for (let i = heads.length >> 1; i >= 0; i--) sink(i);
  while (heads.length > 0) {
    const top = heads[0]!;
    yield top.now;
    const next = top.source.next();
    if (!next.done) top.now = next.value;
    else {
      const last = heads.pop()!;
      if (heads.length === 0) return;
      if (last !== top) heads[0] = last;
    }
    sink(0);
  }
}

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
    const { starts } = this;
    const from = this.pieces.length * PIECE;
    const piece = Uint32Array.from({ length: this.rids.length - from }, (_, i) => from + i);
    this.pieces.push(
      piece.sort((a, b) => this.slab.compare(this.slab, starts[b], starts[b + 1], starts[a], starts[a + 1])),
    );
  }

  private *entriesOf(piece: Uint32Array): Generator<KeyOfRecord> {
    for (const entry of piece)
      yield {
        key: this.slab.subarray(this.starts[entry], this.starts[entry + 1]),
        rid: this.rids[entry]!,
      };
  }

  /** Nothing may be added any more; keys stand until the run is dropped. */
  inOrder(): Generator<KeyOfRecord> {
    if (this.rids.length % PIECE > 0) this.sortPiece();
    return merge(this.pieces.map((piece) => this.entriesOf(piece)));
  }
}

/** What was laid aside, in order. The file has no name: nobody else opens it, and no crash leaves it behind. */
class SortedFile {
  private size = 0;

  private constructor(private readonly file: FileHandle) {}

  static async write(directory: string, entries: Iterable<KeyOfRecord>): Promise<SortedFile> {
    const path = join(directory, `sort-${randomUUID()}`);
    const written = new SortedFile(await open(path, 'wx+', 0o600));
    try {
      await rm(path);
      let chunk: Buffer[] = [];
      let bytes = 0;
      const put = async () => {
        await written.file.appendFile(Buffer.concat(chunk));
        written.size += bytes;
        [chunk, bytes] = [[], 0];
      };
      for (const { key, rid } of entries) {
        const head = Buffer.allocUnsafe(HEAD);
        head.writeUIntLE(rid, 0, RID_BYTES);
        head.writeUInt16LE(key.length, RID_BYTES);
        chunk.push(head, key);
        bytes += HEAD + key.length;
        if (bytes >= CHUNK) await put();
      }
      await put();
      return written;
    } catch (error) {
      await written.close();
      throw error;
    }
  }

  /** Keys stand for as long as somebody holds them. */
  *inOrder(): Generator<KeyOfRecord> {
    let chunk = Buffer.alloc(0);
    let at = 0;
    let read = 0;
    const demand = (bytes: number) => {
      if (at + bytes <= chunk.length) return;
      const left = chunk.subarray(at);
      chunk = Buffer.allocUnsafe(left.length + Math.min(Math.max(CHUNK, bytes), this.size - read));
      left.copy(chunk);
      for (let filled = left.length; filled < chunk.length;) {
        const count = readSync(this.file.fd, chunk, filled, chunk.length - filled, read);
        if (count === 0) throw new Error('a file that was laid aside ends too soon');
        [filled, read] = [filled + count, read + count];
      }
      at = 0;
    };
    while (at < chunk.length || read < this.size) {
      demand(HEAD);
      const rid = chunk.readUIntLE(at, RID_BYTES);
      const length = chunk.readUInt16LE(at + RID_BYTES);
      at += HEAD;
      demand(length);
      yield { key: chunk.subarray(at, at + length), rid };
      at += length;
    }
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** As many keys with their records as the disk holds: whenever memory is full they are put in order and laid aside. */
export class SortedRuns {
  private run = new SortedRun();
  private readonly files: SortedFile[] = [];

  /** @param directory for what is laid aside. @param round bytes of keys kept in memory */
  constructor(
    private readonly directory: string,
    private readonly round = ROUND,
  ) {}

  get full(): boolean {
    return this.run.bytes >= this.round;
  }

  add(key: Buffer, rid: number): void {
    this.run.add(key, rid);
  }

  async layAside(): Promise<void> {
    this.files.push(await SortedFile.write(this.directory, this.run.inOrder()));
    this.run = new SortedRun();
  }

  /** Nothing may be added any more. */
  inOrder(): Generator<KeyOfRecord> {
    return merge([...this.files, this.run].map((part) => part.inOrder()));
  }

  async close(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
  }
}
