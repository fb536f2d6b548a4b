import type { Deps } from '@api/deps';
import { statementsOf, statementVotesOf, type TopicDoc } from './topic.model';

/** Sets the counts of a topic's statements to what the votes say: a crash between a vote and its count leaves no trace. */
export async function recountStatements(
  { db }: Pick<Deps, 'db'>,
  { _id: topicId }: Pick<TopicDoc, '_id'>,
): Promise<void> {
  const counted = await statementVotesOf(db)
    .aggregate<{ _id: TopicDoc['_id']; agree: number; disagree: number; pass: number }>([
      { $match: { topicId } },
      {
        $group: {
          _id: '$statementId',
          agree: { $sum: { $cond: [{ $eq: ['$vote', 1] }, 1, 0] } },
          disagree: { $sum: { $cond: [{ $eq: ['$vote', -1] }, 1, 0] } },
          pass: { $sum: { $cond: [{ $eq: ['$vote', 0] }, 1, 0] } },
        },
      },
    ])
    .toArray();
  if (counted.length > 0)
    await statementsOf(db).bulkWrite(
      counted.map(({ _id, ...counts }) => ({ updateOne: { filter: { _id }, update: { $set: counts } } })),
      { ordered: false },
    );
}
