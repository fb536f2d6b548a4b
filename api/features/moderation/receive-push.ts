import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { verdictOf } from '@api/integrations/content-check';
import { settlePhoto } from './check-contents';
import { photoChecksOf } from './moderation.model';

interface Signed {
  signature: string;
  timestamp: string;
  nonce: string;
}

/** @throws AppError NOT_FOUND without a token configured, FORBIDDEN for a wrong signature */
export function requireWechat(
  { config }: Pick<Deps, 'config'>,
  { signature, timestamp, nonce }: Signed,
): void {
  const token = config.wechat.messageToken;
  if (token === null) throw new AppError('NOT_FOUND');
  const expected = createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new AppError('FORBIDDEN');
}

const MAX_BYTES = 64 * 1024;

/** WeChat names no JSON type in what it sends, so the body is read as it comes. */
async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new AppError('PAYLOAD_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const mediaVerdictSchema = z.object({
  Event: z.literal('wxa_media_check'),
  trace_id: z.string().min(1).max(128),
  errcode: z.int().default(0),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.int() }).optional(),
});

function parse(text: string): z.infer<typeof mediaVerdictSchema> | null {
  try {
    return mediaVerdictSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    // Not JSON: another kind of message, which is none of ours.
    return null;
  }
}

/** Takes a verdict on a photo; everything else WeChat pushes is acknowledged and left. Taking it twice changes nothing. */
export async function receivePush(deps: Deps, request: IncomingMessage): Promise<void> {
  const message = parse(await readText(request));
  const order = message && (await photoChecksOf(deps.db).findOne({ _id: message.trace_id }));
  if (!message || !order) return;
  const verdict = message.errcode === 0 && message.result ? verdictOf(message.result) : null;
  const passed = verdict?.suggest === 'pass';
  await settlePhoto(
    deps,
    order.caseId,
    order.uploadId,
    passed
      ? { state: 'shown', waits: null }
      : { waits: 'person', found: verdict ? ['machine', ...verdict.found] : ['unchecked'] },
  );
  await photoChecksOf(deps.db).deleteOne({ _id: order._id });
}
