import mongoose, { type Connection } from 'mongoose';
import type { CalendarOverrides, DayOverrideView } from '@shared/clocks/contract';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';

interface OverridesDoc {
  _id: 'calendar';
  version: number;
  items: DayOverrideView[];
  changedBy: string;
  changedAt: Date;
}

const settingsOf = (db: Connection) => db.collection<OverridesDoc>('settings');
/** Before anybody has entered a day. */
const FIRST_VERSION = 1;

/** Days the city has arranged otherwise than `chinese-days` and the law know, by date. */
export async function readOverrides(db: Connection): Promise<CalendarOverrides> {
  const doc = await settingsOf(db).findOne({ _id: 'calendar' });
  return { version: doc?.version ?? FIRST_VERSION, items: doc?.items ?? [] };
}

/**
 * Replaces all overrides; this process counts by them at once, others within the reload interval.
 * @throws AppError VERSION_CONFLICT (with `current`) when somebody else changed them meanwhile
 */
export async function replaceOverrides(
  deps: Deps,
  actor: Actor,
  { version, items }: CalendarOverrides,
): Promise<CalendarOverrides> {
  const change = {
    version: version + 1,
    items: [...items].sort((a, b) => a.date.localeCompare(b.date)),
    changedBy: actor.userId,
    changedAt: new Date(deps.clock()),
  };
  const { matchedCount } = await settingsOf(deps.db).updateOne(
    { _id: 'calendar', version },
    { $set: change },
  );
  const done = matchedCount === 1 || (version === FIRST_VERSION && (await insertFirst(deps.db, change)));
  if (!done) throw new AppError('VERSION_CONFLICT', undefined, { current: await readOverrides(deps.db) });
  await deps.calendar.reload();
  return { version: change.version, items: change.items };
}

/** @returns false when somebody was first */
async function insertFirst(db: Connection, change: Omit<OverridesDoc, '_id'>): Promise<boolean> {
  try {
    await settingsOf(db).insertOne({ _id: 'calendar', ...change });
    return true;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === 11000) return false;
    throw error;
  }
}
