import type { Connection } from 'mongoose';

interface MarkerDoc {
  _id: 'demo';
  state: 'seeding' | 'ready';
  version: number;
}

const VERSION = 1;
const metaOf = (db: Connection) => db.collection<MarkerDoc>('meta');
/** Everything the seed writes beside `meta` and the catalogue, which is imported by version. */
const SEEDED = [
  'areas',
  'posts',
  'users',
  'areaStations',
  'templates',
  'notices',
  'teams',
  'visits',
  'volunteers',
  'activities',
  'signUps',
  'pointEntries',
  'partyMembers',
  'linkedHouseholds',
  'residences',
  'topics',
  'topicStatements',
  'statementVotes',
  'topicSeconds',
  'topicParticipants',
  'topicComments',
  'topicEvaluations',
  'meetingAttendees',
  'ballots',
  'ballotRoll',
  'ballotBox',
  'routingRuleSets',
  'cases',
  'caseEvents',
  'caseRatings',
  'uploads',
  'counters',
] as const;
export type SeededCollection = (typeof SEEDED)[number];

/**
 * May the city be written? Only into a database without areas, or over what an interrupted seeding left (nobody can
 * have used that: the API serves only when seeding is done). Real data is never touched.
 */
export async function claimSeeding(db: Connection): Promise<'go' | 'ready' | 'foreign'> {
  const marker = await metaOf(db).findOne({ _id: 'demo' });
  if (marker?.state === 'ready') return 'ready';
  if (marker) {
    for (const name of SEEDED) await db.collection(name).deleteMany({});
    return 'go';
  }
  if (await db.collection('areas').findOne({}, { projection: { _id: 1 } })) return 'foreign';
  await metaOf(db).insertOne({ _id: 'demo', state: 'seeding', version: VERSION });
  return 'go';
}

/** Written last: from here on the city is there. */
export async function markReady(db: Connection): Promise<void> {
  await metaOf(db).updateOne({ _id: 'demo' }, { $set: { state: 'ready' } });
}
