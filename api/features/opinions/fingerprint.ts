import type { Connection } from 'mongoose';
import { STATEMENTS_AT_MOST } from '@shared/deliberations/contributions';
import { type StatementDoc, statementsOf, statementVotesOf, type TopicDoc } from '../deliberations';

export interface Grounds {
  /** What may be shown, in the order it was written. */
  statements: StatementDoc[];
  /** Changes with every vote and with every statement that is added or taken down. */
  fingerprint: string;
}

/** What a topic's map would be made from now, told apart without reading the votes. */
export async function groundsOf(db: Connection, topicId: TopicDoc['_id']): Promise<Grounds> {
  const [all, newest] = await Promise.all([
    statementsOf(db)
      .find({ topicId }, { sort: { _id: 1 }, limit: STATEMENTS_AT_MOST })
      .toArray(),
    statementVotesOf(db).findOne({ topicId }, { sort: { at: -1 }, projection: { at: 1 } }),
  ]);
  const statements = all.filter(({ care }) => care === null);
  const counts = statements.map((doc) => `${doc._id.toHexString()}:${doc.agree},${doc.disagree},${doc.pass}`);
  return { statements, fingerprint: [newest?.at.toISOString() ?? '', ...counts].join('|') };
}
