import type { Connection } from 'mongoose';
import { DEFAULT_SETTINGS, type NotificationSettings } from '@shared/notifications/settings';
import type { Deps } from '@api/deps';
import { perConnection, together } from '@api/store/together';

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

const savedOf = perConnection((db) =>
  together(async (userIds: readonly string[]) => {
    const docs = await settingsOf(db)
      .find({ _id: { $in: [...new Set(userIds)] } })
      .toArray();
    const byId = new Map(docs.map((doc) => [doc._id, doc]));
    return userIds.map((userId) => byId.get(userId) ?? null);
  }, 1000),
);

/** The settings of many people at once. */
export async function settingsOfAll(
  { db }: Pick<Deps, 'db'>,
  userIds: readonly string[],
): Promise<(userId: string) => NotificationSettings> {
  const all = await Promise.all([...new Set(userIds)].map(savedOf(db)));
  const saved = new Map(all.flatMap((doc) => (doc ? [[doc._id, doc]] : [])));
  return (userId) => complete(saved.get(userId) ?? null);
}
