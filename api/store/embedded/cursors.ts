import { Long } from 'bson';
import { StoreError } from './errors';
import { drive, type Pace } from './executor';

export interface OpenCursor {
  /** Given when it is kept open: most cursors are read whole at once. */
  id: Long | null;
  ns: string;
  /** Gives raw documents; null where it may pause. */
  steps: Iterator<Uint8Array | null>;
  /** A document taken that did not fit the last batch. */
  pushedBack: Uint8Array | null;
  close: () => void;
  usedAt: number;
  busy: boolean;
  noTimeout: boolean;
}
const IDLE_MS = 600_000;
const MAX_BATCH_BYTES = 16_000_000;

/** Open cursors by id. Those idle for ten minutes are closed, as a server does. */
export class Cursors {
  private readonly open = new Map<string, OpenCursor>();
  private next = Math.floor(Date.now() * 1000);
  private readonly timer = setInterval(() => this.expire(), 60_000).unref();

  register(
    ns: string,
    steps: Iterator<Uint8Array | null>,
    close: () => void,
    noTimeout: boolean,
  ): OpenCursor {
    return {
      id: null,
      ns,
      steps,
      pushedBack: null,
      close,
      usedAt: Date.now(),
      busy: false,
      noTimeout,
    };
  }
  get(id: Long, ns: string): OpenCursor {
    const cursor = this.open.get(id.toString());
    if (!cursor) throw new StoreError('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.ns !== ns)
      throw new StoreError(
        'Unauthorized',
        `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
      );
    return cursor;
  }
  /** Takes up to `size` documents and 16 MB; keeps the cursor while it may have more. */
  async take(
    cursor: OpenCursor,
    size: number,
    pace: Pace,
    single = false,
  ): Promise<{ documents: Uint8Array[]; id: Long }> {
    const documents: Uint8Array[] = [];
    let bytes = 0;
    let done = false;
    cursor.busy = true;
    try {
      if (cursor.pushedBack) {
        documents.push(cursor.pushedBack);
        bytes = cursor.pushedBack.length;
        cursor.pushedBack = null;
      }
      if (size > documents.length)
        done = await drive(cursor.steps, pace, (document: Uint8Array) => {
          if (documents.length && bytes + document.length > MAX_BATCH_BYTES) {
            cursor.pushedBack = document;
            return true;
          }
          documents.push(document);
          bytes += document.length;
          return documents.length >= size;
        });
    } catch (error) {
      this.drop(cursor);
      throw error;
    } finally {
      cursor.busy = false;
      cursor.usedAt = Date.now();
    }
    if (done || single) {
      this.drop(cursor);
      return { documents, id: Long.ZERO };
    }
    const id = (cursor.id ??= Long.fromNumber(this.next++));
    this.open.set(id.toString(), cursor);
    return { documents, id };
  }
  kill(id: Long, ns?: string): boolean {
    const cursor = this.open.get(id.toString());
    if (!cursor || (ns !== undefined && cursor.ns !== ns)) return false;
    this.drop(cursor);
    return true;
  }
  private drop(cursor: OpenCursor): void {
    if (cursor.id) this.open.delete(cursor.id.toString());
    cursor.steps.return?.(undefined);
    cursor.close();
  }
  private expire(): void {
    const before = Date.now() - IDLE_MS;
    for (const cursor of this.open.values())
      if (cursor.usedAt < before && !cursor.busy && !cursor.noTimeout) this.drop(cursor);
  }
  get count(): number {
    return this.open.size;
  }
  closeAll(): void {
    clearInterval(this.timer);
    for (const cursor of this.open.values()) this.drop(cursor);
  }
}
