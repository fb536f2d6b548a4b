/** Bytes of a record's number. */
export const RID = 6;

export function prefix(id: number): Buffer {
  const out = Buffer.allocUnsafe(4);
  out.writeUInt32BE(id);
  return out;
}
/** A key of an index, with the index's number before it. */
export function prefixed(id: number, key: Buffer): Buffer {
  const out = Buffer.allocUnsafe(4 + key.length);
  out.writeUInt32BE(id);
  out.set(key, 4);
  return out;
}
export function docKey(id: number, rid: number): Buffer {
  const out = Buffer.allocUnsafe(4 + RID);
  out.writeUInt32BE(id);
  out.writeUIntBE(rid, 4, RID);
  return out;
}
export function ridBytes(rid: number): Buffer {
  const out = Buffer.allocUnsafe(RID);
  out.writeUIntBE(rid, 0, RID);
  return out;
}

/** What changes with every write of a collection; kept apart from its description, which seldom does. */
export interface Totals {
  count: number;
  bytes: number;
  nextRid: number;
}
export function totalsBytes({ count, bytes, nextRid }: Totals): Buffer {
  const out = Buffer.allocUnsafe(24);
  [count, bytes, nextRid].forEach((n, i) => out.writeDoubleBE(n, i * 8));
  return out;
}
export function readTotals(stored: Buffer | undefined): Totals | undefined {
  if (!stored) return undefined;
  return { count: stored.readDoubleBE(0), bytes: stored.readDoubleBE(8), nextRid: stored.readDoubleBE(16) };
}
