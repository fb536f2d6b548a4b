import type { Connection } from 'mongoose';
import { VoteTable } from '@shared/opinions/matrix';
import { statementVotesOf, type TopicDoc } from '../deliberations';

interface Known {
  table: VoteTable;
  /** Votes up to then are in the table. */
  upTo: Date;
}

/** A vote may become visible a little after its time. */
const OVERLAP_MS = 60_000;
const TOPICS_AT_MOST = 8;
/** Small, so that decoding one holds up no request. */
const BATCH = 1000;

/** The votes of topics, kept in memory of this process: after the first time only those given since are read. */
export function createVoteReader() {
  const known = new Map<string, Known>();
  return async (db: Connection, topicId: TopicDoc['_id']): Promise<VoteTable> => {
    const key = topicId.toHexString();
    const { table, upTo } = known.get(key) ?? { table: new VoteTable(), upTo: new Date(0) };
    const since = new Date(upTo.getTime() - OVERLAP_MS);
    let newest = upTo;
    const votes = statementVotesOf(db).find(
      { topicId, at: { $gte: since } },
      {
        projection: { _id: 0, voterId: 1, statementId: 1, vote: 1, at: 1 },
        sort: { at: 1 },
        batchSize: BATCH,
      },
    );
    for await (const { voterId, statementId, vote, at } of votes) {
      table.set({ person: voterId, statement: statementId.toHexString(), vote });
      if (at > newest) newest = at;
    }
    // Most recently used last; the one not asked for longest gives way.
    known.delete(key);
    known.set(key, { table, upTo: newest });
    for (const oldest of known.keys()) if (known.size > TOPICS_AT_MOST) known.delete(oldest);
    return table;
  };
}
