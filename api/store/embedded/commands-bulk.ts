import * as write from './commands-write';
import { isTrue, NO_CURSOR, type Command, type Handler } from './context';
import { demand, StoreError } from './errors';
import { decode, encode, toNumber, type Doc } from './values';

const SINGLE = { insert: write.insert, update: write.update, delete: write.deleteCommand };

/** MongoDB 8's bulkWrite over several namespaces, each operation as the single command it stands for. */
export const bulkWrite: Handler = async (command) => {
  const read = (name: string): Doc[] =>
    (command.sequences[name] ?? (command.body[name] as (Doc | Uint8Array)[])).map((d) =>
      d instanceof Uint8Array ? decode(d) : d,
    );
  const [ops, spaces] = [read('ops'), read('nsInfo')];
  demand(ops.length > 0, 'Write batch sizes must be between 1 and 100000.', 'InvalidLength');
  const totals = { nErrors: 0, nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
  const results: Doc[] = [];
  for (const [idx, op] of ops.entries()) {
    const [kind] = Object.keys(op) as [string];
    const named = spaces[toNumber(op[kind])]?.ns;
    const ns = typeof named === 'string' ? named : '';
    const reply = await single(command, kind, op, ns);
    const [error] = (reply.writeErrors ?? []) as Doc[];
    if (error) {
      totals.nErrors++;
      const { index: _, ...rest } = error;
      results.push({ ok: 0, idx, ...rest, n: 0 });
      if (command.body.ordered !== false) break;
      continue;
    }
    const n = toNumber(reply.n);
    const [upserted] = (reply.upserted ?? []) as Doc[];
    if (kind === 'insert') totals.nInserted += n;
    else if (kind === 'delete') totals.nDeleted += n;
    else {
      totals.nMatched += upserted ? 0 : n;
      totals.nModified += toNumber(reply.nModified);
      if (upserted) totals.nUpserted++;
    }
    if (!isTrue(command.body.errorsOnly))
      results.push({
        ok: 1,
        idx,
        n,
        ...(kind === 'update' ? { nModified: reply.nModified } : {}),
        ...(upserted ? { upserted: { _id: upserted._id } } : {}),
      });
  }
  return {
    reply: { ...totals, ok: 1 },
    batch: { id: NO_CURSOR, ns: 'admin.$cmd.bulkWrite', name: 'firstBatch', documents: results.map(encode) },
  };
};
async function single(command: Command, kind: string, op: Doc, ns: string): Promise<Doc> {
  const dot = ns.indexOf('.');
  const base = { ...command, db: ns.slice(0, dot), sequences: {} as Record<string, Uint8Array[]> };
  const coll = ns.slice(dot + 1);
  const run = async (name: keyof typeof SINGLE, fields: Doc) =>
    (await SINGLE[name]({ ...base, name, body: { [name]: coll, ...fields, let: command.body.let } })).reply;
  if (kind === 'insert') {
    base.sequences = { documents: [encode(op.document as Doc)] };
    return run('insert', {});
  }
  if (kind === 'update')
    return run('update', {
      updates: [
        {
          q: op.filter,
          u: op.updateMods,
          multi: op.multi,
          upsert: op.upsert,
          arrayFilters: op.arrayFilters,
          hint: op.hint,
          sort: op.sort,
        },
      ],
    });
  if (kind === 'delete')
    return run('delete', { deletes: [{ q: op.filter, limit: isTrue(op.multi) ? 0 : 1, hint: op.hint }] });
  throw new StoreError('FailedToParse', `Unrecognized bulkWrite op '${kind}'`);
}
