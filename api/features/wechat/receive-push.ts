import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import { isSignedPush, openPush } from '@api/integrations/wechat';
import { takeMediaVerdict } from '../moderation';
import { takeSubscriptionChange } from '../notifications';

/** What WeChat puts into the query of everything it sends to 消息推送. */
export interface Signed {
  signature: string;
  timestamp: string;
  nonce: string;
  msg_signature?: string | undefined;
}

/** @throws AppError NOT_FOUND without a token configured, FORBIDDEN for a wrong signature */
export function requireWechat(
  { config }: Pick<Deps, 'config'>,
  { signature, timestamp, nonce }: Signed,
): string {
  const token = config.wechat.messageToken;
  if (token === null) throw new AppError('NOT_FOUND');
  if (!isSignedPush(signature, token, [timestamp, nonce])) throw new AppError('FORBIDDEN');
  return token;
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: another kind of message, which is none of ours.
    return null;
  }
}

const sealedSchema = z.looseObject({ Encrypt: z.string().min(1) });

/**
 * The message as WeChat meant it. With a key configured only the secure mode counts: a message in the clear may come
 * from anybody who once read the token in a log of a proxy.
 */
function messageIn(text: string, deps: Pick<Deps, 'config'>, token: string, signed: Signed): unknown {
  const { aesKey, appId } = deps.config.wechat;
  if (aesKey === null) return parseJson(text);
  const sealed = sealedSchema.safeParse(parseJson(text)).data?.Encrypt;
  if (
    sealed === undefined ||
    !isSignedPush(signed.msg_signature ?? '', token, [signed.timestamp, signed.nonce, sealed])
  )
    throw new AppError('FORBIDDEN');
  const opened = openPush(sealed, aesKey, appId);
  if (opened === null) throw new AppError('FORBIDDEN');
  return parseJson(opened);
}

/**
 * Takes a pushed message: verdicts on photos, and people who switched our messages off in WeChat. Anything else is
 * acknowledged and left. WeChat pushes again when our answer is late; taking a message twice changes nothing.
 */
export async function receivePush(deps: Deps, request: IncomingMessage, signed: Signed): Promise<void> {
  const token = requireWechat(deps, signed);
  const message = messageIn(await readText(request), deps, token, signed);
  await takeMediaVerdict(deps, message);
  await takeSubscriptionChange(deps, message);
}
