import type { Connection, mongo } from 'mongoose';
import type { PartyCardChoice, VolunteerState } from '@shared/volunteers/schemas';
import type { FreeTime, Skill } from '@shared/volunteers/skills';

export interface VolunteerDoc {
  /** The person's id. */
  _id: string;
  state: Exclude<VolunteerState, 'none'>;
  name: string;
  skills: Skill[];
  times: FreeTime[];
  languages: string[];
  /** From the city down to his grid: whose desk verifies him. */
  areaPath: string[];
  /** The day he comes of age, while that is to come; the date of birth is not kept. */
  adultOn: string | null;
  guardian: { name: string; phoneSealed: string; phoneMasked: string; consentAt: Date } | null;
  consent: { version: string; at: Date };
  decision: { at: Date; by: string; reason: string | null } | null;
  appliedAt: Date;
  /** Makes the order of lists one and the same. */
  listedBy: mongo.ObjectId;
  version: number;
}

export interface PartyMemberDoc {
  /** The person's id. */
  _id: string;
  state: 'pending' | 'verified' | 'declined';
  name: string;
  organisation: string;
  pledge: string | null;
  areaPath: string[];
  reportedAt: Date;
  decision: { at: Date; by: string; reason: string | null } | null;
  /** What he chose to show of himself; nothing when absent. */
  card?: PartyCardChoice;
  /** The last month (`YYYY-MM`) in which he was reminded of visits. */
  remindedIn: string | null;
  listedBy: mongo.ObjectId;
  version: number;
}

export interface HouseholdDoc {
  _id: mongo.ObjectId;
  memberId: string;
  address: string;
  note: string | null;
  lastVisit: { at: Date; text: string } | null;
  /** `YYYY-MM` of the last visit. */
  visitedIn: string | null;
  linkedBy: string;
  linkedAt: Date;
}

/** One visit; never changed. */
export interface VisitDoc {
  _id: mongo.ObjectId;
  householdId: mongo.ObjectId;
  memberId: string;
  text: string;
  at: Date;
}

export const volunteersOf = (db: Connection) => db.collection<VolunteerDoc>('volunteers');
export const partyMembersOf = (db: Connection) => db.collection<PartyMemberDoc>('partyMembers');
export const householdsOf = (db: Connection) => db.collection<HouseholdDoc>('linkedHouseholds');
export const visitsOf = (db: Connection) => db.collection<VisitDoc>('householdVisits');

export async function createProfileIndexes(db: Connection): Promise<void> {
  await volunteersOf(db).createIndex({ areaPath: 1, state: 1, listedBy: -1 });
  // Whom a call-up concerns, page by page.
  await volunteersOf(db).createIndex({ areaPath: 1, state: 1, _id: 1 });
  await partyMembersOf(db).createIndex({ areaPath: 1, state: 1, listedBy: -1 });
  await partyMembersOf(db).createIndex({ state: 1, remindedIn: 1, _id: 1 });
  await householdsOf(db).createIndex({ memberId: 1, _id: 1 });
  await visitsOf(db).createIndex({ householdId: 1, _id: -1 });
}
