import type { Connection } from 'mongoose';
import type { NotificationSettings } from '@shared/notifications/contract';
import type { Deps } from '@api/deps';

interface SettingsDoc extends NotificationSettings {
  /** The person's id. */
  _id: string;
}

const settingsOf = (db: Connection) => db.collection<SettingsDoc>('notificationSettings');

/** What a person wants to be told of; everything, until he says otherwise. */
export async function readSettings({ db }: Deps, userId: string): Promise<NotificationSettings> {
  const doc = await settingsOf(db).findOne({ _id: userId });
  return { mine: doc?.mine ?? true, followed: doc?.followed ?? true };
}

export async function saveSettings(
  { db }: Deps,
  userId: string,
  { mine, followed }: NotificationSettings,
): Promise<NotificationSettings> {
  await settingsOf(db).updateOne({ _id: userId }, { $set: { mine, followed } }, { upsert: true });
  return { mine, followed };
}

/** Leaves out those who do not want to hear of this topic. */
export async function withoutMuted(
  { db }: Deps,
  userIds: readonly string[],
  topic: keyof NotificationSettings,
): Promise<string[]> {
  const asked = await settingsOf(db)
    .find({ _id: { $in: [...userIds] } })
    .toArray();
  const muted = new Set(asked.filter((doc) => !doc[topic]).map(({ _id }) => _id));
  return userIds.filter((id) => !muted.has(id));
}
