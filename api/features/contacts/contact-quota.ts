import type { Connection } from 'mongoose';
import { CONTACT_LIMITS, type ContactLimit } from '@shared/contacts/rules';
import { AppError } from '@shared/core/errors';
import { DAY_MS } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import { isDuplicateKey } from '@api/http/idempotency';

/** What one person has used: the last times, newest first, as many as the day allows. */
interface QuotaDoc {
  /** `<limit>:<user>` */
  _id: string;
  times: Date[];
}

const MINUTE_MS = 60_000;
const quotasOf = (db: Connection) => db.collection<QuotaDoc>('contactQuotas');

const unusedSince = (index: number, since: Date) => ({
  $or: [{ [`times.${index}`]: { $exists: false } }, { [`times.${index}`]: { $lte: since } }],
});

/**
 * Uses one of what a person has left. Judged and counted in one conditional write, so that no number of requests at
 * once, in any number of processes, gets more.
 * @returns how many are left within 24 hours @throws AppError TOO_MANY_REQUESTS
 */
export async function takeQuota(
  deps: Pick<Deps, 'db' | 'clock'>,
  kind: ContactLimit,
  userId: string,
): Promise<number> {
  const { perMinute, perDay } = CONTACT_LIMITS[kind];
  const _id = `${kind}:${userId}`;
  const nowMs = deps.clock();
  const now = new Date(nowMs);
  const free = {
    _id,
    $and: [
      unusedSince(perMinute - 1, new Date(nowMs - MINUTE_MS)),
      unusedSince(perDay - 1, new Date(nowMs - DAY_MS)),
    ],
  };
  const use = { $push: { times: { $each: [now], $position: 0, $slice: perDay } } };
  const take = (upsert: boolean) =>
    quotasOf(deps.db).findOneAndUpdate(free, use, { upsert, returnDocument: 'after' });
  const taken = await take(true).catch((error: unknown) => {
    // It is there: another request made it a moment ago, or nothing is left.
    if (isDuplicateKey(error)) return take(false);
    throw error;
  });
  if (!taken) throw await refusal(deps, kind, _id);
  return perDay - taken.times.filter((time) => time.getTime() > nowMs - DAY_MS).length;
}

async function refusal({ db, clock }: Pick<Deps, 'db' | 'clock'>, kind: ContactLimit, _id: string) {
  const { perMinute, perDay } = CONTACT_LIMITS[kind];
  const times = (await quotasOf(db).findOne({ _id }))?.times ?? [];
  const until = (index: number, windowMs: number) => (times[index]?.getTime() ?? 0) + windowMs - clock();
  const dayMs = until(perDay - 1, DAY_MS);
  const what = { message: '留言', worker: '看电话', reporter: '看电话', visit: '看走访详情' }[kind];
  return dayMs > 0
    ? new AppError('TOO_MANY_REQUESTS', `24 小时内最多${what} ${perDay} 次，请过些时候再试`, {
        retryAfterS: dayMs / 1000,
      })
    : new AppError('TOO_MANY_REQUESTS', `${what}太频繁了，请过一分钟再试`, {
        retryAfterS: until(perMinute - 1, MINUTE_MS) / 1000,
      });
}
