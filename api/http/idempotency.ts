import { createHash } from 'node:crypto';
import mongoose, { type Connection } from 'mongoose';
import type { Logger } from 'pino';
import { AppError } from '@shared/core/errors';
import { insertTogether, together } from '@api/store/together';

interface KeyRecord {
  _id: string;
  fingerprint: string;
  state: 'running' | 'done';
  /** Id for what the request creates: a try after a crash creates the same thing, not a second one. */
  resourceId: mongoose.Types.ObjectId;
  startedAt: Date;
  expiresAt: Date;
  status?: number;
  body?: string;
}

export interface Replay {
  status: number;
  body: string;
}

export interface Claim {
  key: string;
  resourceId: string;
}

const COLLECTION = 'idempotencyKeys';
const KEPT_MS = 24 * 3600_000;
/** A request that has run this long without finishing died with its process; another may take it up. */
const STALE_MS = 5_000;
const WAIT_MS = 10_000;
const POLL_MS = 20;

/** Keys of mutating requests and their first answers, kept 24 h in the database (survives restarts). */
export class IdempotencyKeys {
  constructor(
    private readonly db: Connection,
    private readonly log: Logger,
  ) {}

  private get records() {
    return this.db.collection<KeyRecord>(COLLECTION);
  }

  private readonly keep = together(async (answers: readonly (Claim & Replay)[]) => {
    await this.records.bulkWrite(
      answers.map(({ key, status, body }) => ({
        updateOne: { filter: { _id: key }, update: { $set: { state: 'done', status, body } } },
      })),
      { ordered: false },
    );
    return answers;
  });

  /** Everything here, the server's removal included, goes by the wall clock: a day is a day for whoever repeats. */
  async createIndexes(): Promise<void> {
    await this.records.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
  }

  /** Identifies a request: what it asks, without regard to how its JSON was spaced. */
  static fingerprint(method: string, path: string, body: unknown): string {
    return createHash('sha256')
      .update(`${method} ${path}\n${JSON.stringify(body ?? null)}`)
      .digest('base64url');
  }

  /**
   * Claims the key for this request, or gives the first answer if there is one already.
   * While another request with the same key runs, waits for its answer.
   * @throws AppError IDEMPOTENCY_MISMATCH (other content under the same key), UNAVAILABLE (waited 10 s in vain)
   */
  async begin(userId: string, key: string, fingerprint: string): Promise<Claim | Replay> {
    const id = `${userId}:${key}`;
    const deadline = Date.now() + WAIT_MS;
    for (;;) {
      const now = new Date();
      const fresh: KeyRecord = {
        _id: id,
        fingerprint,
        state: 'running',
        resourceId: new mongoose.Types.ObjectId(),
        startedAt: now,
        expiresAt: new Date(now.getTime() + KEPT_MS),
      };
      try {
        await insertTogether(this.db, COLLECTION, fresh);
        return { key: id, resourceId: fresh.resourceId.toHexString() };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const known = await this.records.findOne({ _id: id });
      if (!known) continue;
      if (known.fingerprint !== fingerprint) throw new AppError('IDEMPOTENCY_MISMATCH');
      if (known.state === 'done') return { status: known.status ?? 200, body: known.body ?? '' };
      if (now.getTime() - known.startedAt.getTime() > STALE_MS) {
        const taken = await this.records.findOneAndUpdate(
          { _id: id, state: 'running', startedAt: known.startedAt },
          { $set: { startedAt: now } },
        );
        if (taken) return { key: id, resourceId: known.resourceId.toHexString() };
      }
      if (Date.now() > deadline)
        throw new AppError('UNAVAILABLE', '上一次提交还在处理，请稍后再试', { retryAfterS: 5 });
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /**
   * Keeps the first answer, without making its receiver wait. Should this write be lost in a crash, the key is found
   * running and stale: the command is done anew under the same resource id, finds its work done, and answers alike.
   */
  finishSoon(claim: Claim, replay: Replay): void {
    this.keep({ ...claim, ...replay }).catch((error: unknown) =>
      this.log.error({ err: error }, 'an answer could not be kept for repetition'),
    );
  }

  /** A refused request changed nothing: the key is free again, so that the person may correct and resend. */
  async abandon(claim: Claim): Promise<void> {
    await this.records.deleteOne({ _id: claim.key, state: 'running' });
  }
}

/** MongoDB's E11000, whoever throws it. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 11000;
}
