import type { Connection } from 'mongoose';
import type { Mode } from '@shared/clocks/modes';
import type { SavedBy } from './rule-set.model';

export interface ModeChange {
  mode: Mode;
  until: Date | null;
  reason: string;
  at: Date;
  by: SavedBy;
}

/** The mode an area was set to, with who set it and why. */
export interface AreaModeDoc extends ModeChange {
  /** The area's code. */
  _id: string;
  areaName: string;
  /** Until when it is no ordinary time; far ahead when no end was given. */
  specialUntil: Date | null;
  /** The last changes, newest last. */
  history: ModeChange[];
}

export const HISTORY_KEPT = 50;
/** "Until somebody ends it", as a date that an index can order. */
export const NO_END = new Date('9999-01-01T00:00:00Z');

export const areaModesOf = (db: Connection) => db.collection<AreaModeDoc>('areaModes');

export async function createModeIndexes(db: Connection): Promise<void> {
  await areaModesOf(db).createIndex({ specialUntil: 1 }, { sparse: true });
}
