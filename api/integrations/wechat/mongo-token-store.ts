import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { z } from 'zod';
import { pause } from '@api/integrations/http-client';
import type { AccessTokenStore } from './access-token-store';

/** The token and the right to fetch another one, of one app. */
interface TokenDoc {
  /** The AppID. */
  _id: string;
  /** AccessTokenRecord as JSON, encrypted: a backup must not let its reader act as the app. */
  sealed?: string;
  holder?: string;
  heldUntil?: Date;
}

const recordSchema = z.object({
  token: z.string(),
  expiresAt: z.number(),
  forcedAt: z.array(z.number()).optional(),
});

/** Longer than a token call with its retries takes (10 s): who holds it so long has died. */
const LEASE_MS = 20_000;
const LOOK_AGAIN_MS = 60;

/**
 * The token in the database, one document per app, so that all API processes use the same one and one of them at a
 * time fetches the next.
 * @param seal makes unreadable what is stored, and readable again
 */
export function createMongoTokenStore(options: {
  db: Connection;
  appId: string;
  seal: { encrypt(plain: string): string; decrypt(sealed: string): string };
  /** Epoch milliseconds; clocks of the processes should agree within seconds. */
  now: () => number;
}): AccessTokenStore {
  const { db, appId, seal, now } = options;
  const tokens = db.collection<TokenDoc>('wechatTokens');

  async function take(holder: string): Promise<void> {
    await tokens.updateOne({ _id: appId }, { $setOnInsert: { heldUntil: new Date(0) } }, { upsert: true });
    for (;;) {
      const nowMs = now();
      const { matchedCount } = await tokens.updateOne(
        { _id: appId, heldUntil: { $lte: new Date(nowMs) } },
        { $set: { holder, heldUntil: new Date(nowMs + LEASE_MS) } },
      );
      if (matchedCount === 1) return;
      await pause(LOOK_AGAIN_MS * (0.5 + Math.random()));
    }
  }

  return {
    async read() {
      const sealed = (await tokens.findOne({ _id: appId }))?.sealed;
      return sealed === undefined ? null : recordSchema.parse(JSON.parse(seal.decrypt(sealed)));
    },
    async write(record) {
      const sealed = seal.encrypt(JSON.stringify(record));
      await tokens.updateOne({ _id: appId }, { $set: { sealed } }, { upsert: true });
    },
    async alone(work) {
      const holder = randomBytes(9).toString('base64url');
      await take(holder);
      try {
        return await work();
      } finally {
        // Only what is still ours: after an overlong call somebody else may have taken over.
        await tokens.updateOne({ _id: appId, holder }, { $set: { heldUntil: new Date(0) } });
      }
    },
  };
}
