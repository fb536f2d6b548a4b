import type { Connection } from 'mongoose';
import { createSeatIndexes } from '@api/store/seats';

export const TEAM_SEATS = 'teamSeats';

export interface TeamDoc {
  _id: string;
  name: string;
  type: 'basic' | 'professional';
  professions: string[];
  areaCode: string;
  /** From the city down to `areaCode`. */
  areaPath: string[];
  summary: string;
  hours: string;
  members: { name: string; profession: string; duty: string; languages: string[]; shown: boolean }[];
  services: { name: string; minutes: number; note: string }[];
  /** Category of the cases made for it. */
  category: string;
  /** Orders a week. */
  capacity: number;
  /** Who takes orders for it; none can be sent while there is nobody. */
  captain: { userId: string; name: string } | null;
  active: boolean;
  /** Why it takes no more orders; absent in what earlier versions wrote. */
  closed?: { reason: string; at: Date } | null;
  version?: number;
}

/** What a case carries beside it when a team was asked; it goes by the case's id. */
export interface TeamOrderDoc {
  _id: string;
  /** The first is in the lead. */
  teamIds: string[];
  captainIds: string[];
  when: string | null;
  sent: boolean;
  /** Encrypted. */
  recordSealed: string | null;
  at: Date;
}

export const teamsOf = (db: Connection) => db.collection<TeamDoc>('teams');
export const teamOrdersOf = (db: Connection) => db.collection<TeamOrderDoc>('teamOrders');

export async function createTeamIndexes(db: Connection): Promise<void> {
  await teamsOf(db).createIndex({ areaCode: 1, active: 1 });
  await teamsOf(db).createIndex({ active: 1, _id: 1 });
  await teamsOf(db).createIndex({ areaPath: 1, _id: 1 });
  await createSeatIndexes(db, TEAM_SEATS);
  await db.collection(TEAM_SEATS).createIndex({ ref: 1 });
}
