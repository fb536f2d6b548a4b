import { createHmac, timingSafeEqual } from 'node:crypto';
import { acceptedWindows, CHECK_IN_EARLY_MS, CODE_MS, codeWindow } from '@shared/activities/rules';
import type { CheckInCodes } from '@shared/activities/schemas';
import { AppError } from '@shared/core/errors';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import type { ActivityDoc } from './activity.model';
import { findManaged } from './policy';

const DIGITS = 6;
/** Shown ahead, for an organiser whose phone loses the network. */
const AHEAD = 10;

/** The code of a half minute: six digits by HMAC-SHA-256 of its number, cut as RFC 4226 does. */
export function codeOf({ codeSeed, _id }: Pick<ActivityDoc, 'codeSeed' | '_id'>, window: number): string {
  const mac = createHmac('sha256', codeSeed).update(`${_id.toHexString()}:${window}`).digest();
  const at = (mac.at(-1) ?? 0) & 0x0f;
  const number = (mac.readUInt32BE(at) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

/**
 * When a code that is sent now was on the screen: the start of its half minute, UTC milliseconds.
 * @param capturedMs when the phone says it saw it @returns null for a code that is none, or was too long ago
 */
export function seenAt(
  activity: Pick<ActivityDoc, 'codeSeed' | '_id'>,
  code: string,
  { nowMs, capturedMs }: { nowMs: number; capturedMs: number | null },
): number | null {
  const sent = Buffer.from(code);
  const window = acceptedWindows(nowMs, capturedMs).find((each) => {
    const right = Buffer.from(codeOf(activity, each));
    return right.length === sent.length && timingSafeEqual(right, sent);
  });
  return window === undefined ? null : window * CODE_MS;
}

/** The code of now and those of the next minutes. */
export function codesAhead(secret: Pick<ActivityDoc, 'codeSeed' | '_id'>, nowMs: number): CheckInCodes {
  const first = codeWindow(nowMs);
  return {
    now: new Date(nowMs).toISOString(),
    codes: Array.from({ length: AHEAD }, (_, n) => ({
      code: codeOf(secret, first + n),
      from: new Date((first + n) * CODE_MS).toISOString(),
      until: new Date((first + n + 1) * CODE_MS).toISOString(),
    })),
  };
}

/** The codes for the organiser's screen. @throws AppError NOT_FOUND, WRONG_STATE outside the hours of check-in */
export async function getCodes(deps: Deps, actor: Actor, id: string): Promise<CheckInCodes> {
  const activity = await findManaged(deps, actor, id);
  const nowMs = deps.clock();
  if (activity.cancelled) throw new AppError('WRONG_STATE', '活动已经取消');
  if (nowMs < activity.startsAt.getTime() - CHECK_IN_EARLY_MS)
    throw new AppError('WRONG_STATE', '开始前 30 分钟起可以签到');
  if (nowMs > activity.endsAt.getTime()) throw new AppError('WRONG_STATE', '活动已经结束');
  return codesAhead(activity, nowMs);
}
