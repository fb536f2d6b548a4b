/** Bytes of a record's number. */
export const RID = 6;

export function prefix(id: number): Buffer {
  const out = Buffer.allocUnsafe(4);
  out.writeUInt32BE(id);
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
