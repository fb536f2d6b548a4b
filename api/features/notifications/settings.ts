import type { Connection } from 'mongoose';
import { DEFAULT_SETTINGS, type NotificationSettings } from '@shared/notifications/settings';
import type { Deps } from '@api/deps';

/** As saved; what was not there to be chosen then counts as by default. */
interface SettingsDoc extends Partial<NotificationSettings> {
  /** The person's id. */
  _id: string;
}

const settingsOf = (db: Connection) => db.collection<SettingsDoc>('notificationSettings');

const complete = (doc: SettingsDoc | null): NotificationSettings => ({
  mine: doc?.mine ?? DEFAULT_SETTINGS.mine,
  followed: doc?.followed ?? DEFAULT_SETTINGS.followed,
  work: doc?.work ?? DEFAULT_SETTINGS.work,
  quiet: doc?.quiet ?? DEFAULT_SETTINGS.quiet,
  digest: doc?.digest ?? DEFAULT_SETTINGS.digest,
});

/** What a person wants to be told of, and when; everything, until he says otherwise. */
export async function readSettings({ db }: Pick<Deps, 'db'>, userId: string): Promise<NotificationSettings> {
  return complete(await settingsOf(db).findOne({ _id: userId }));
}

export async function saveSettings(
  { db }: Deps,
  userId: string,
  { mine, followed, work, quiet, digest }: NotificationSettings,
): Promise<NotificationSettings> {
  const saved = { mine, followed, work, quiet, digest };
  await settingsOf(db).updateOne({ _id: userId }, { $set: saved }, { upsert: true });
  return saved;
}

/** The settings of many people at once. */
export async function settingsOfAll(
  { db }: Pick<Deps, 'db'>,
  userIds: readonly string[],
): Promise<(userId: string) => NotificationSettings> {
  const docs = userIds.length
    ? await settingsOf(db)
        .find({ _id: { $in: [...userIds] } })
        .toArray()
    : [];
  const saved = new Map(docs.map((doc) => [doc._id, doc]));
  return (userId) => complete(saved.get(userId) ?? null);
}
