import { randomBytes } from 'node:crypto';
import { AppError } from '@shared/core/errors';
import { certificateCode, maskName, readCertificateCode } from '@shared/points/certificate';
import { honoursOf, hoursText } from '@shared/points/rules';
import { DAY_MS, shanghaiDate, startOfShanghaiDay } from '@shared/time/shanghai';
import type { Deps } from '@api/deps';
import type { Actor } from '@api/http/actor';
import { isDuplicateKey } from '@api/http/idempotency';
import { drawCertificate } from '../prints';
import { type CertificateDoc, certificatesOf } from './ledger.model';
import { entriesOfYear, lastEntry, totalsOf } from './read-hours';

const A_MINUTE = 6;

/** Who signs for the hours: the name on the paper and where he is a volunteer. */
export type Holder = (userId: string) => Promise<{ name: string; issuer: string } | null>;

/** 2026年11月29日 */
function dateText(date: Date): string {
  const [year, month, day] = shanghaiDate(date.getTime()).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The certificate of what the ledger says now; the same paper as long as it says the same. */
async function issue(deps: Deps, userId: string, year: number, holder: { name: string; issuer: string }) {
  const last = await lastEntry(deps, userId);
  const total =
    year === 0
      ? (last?.total ?? { minutes: 0, services: 0, points: 0 })
      : totalsOf((await entriesOfYear(deps, userId, year)).entries);
  if (!last || total.minutes <= 0) throw new AppError('WRONG_STATE', '还没有确认过的服务时长');
  const key = { userId, year, seq: last.seq, name: holder.name };
  const certificates = certificatesOf(deps.db);
  const known = await certificates.findOne(key);
  if (known) return known;
  const doc: CertificateDoc = {
    ...key,
    _id: certificateCode(randomBytes(12)),
    total,
    issuer: holder.issuer,
    issuedAt: new Date(deps.clock()),
  };
  try {
    await certificates.insertOne(doc);
    return doc;
  } catch (error) {
    const other = isDuplicateKey(error) ? await certificates.findOne(key) : null;
    if (!other) throw error;
    return other;
  }
}

/**
 * One's own certificate as a PDF. @param year 0 for all @param origin of the portal, for the QR code
 * @throws AppError WRONG_STATE without hours, TOO_MANY_REQUESTS, UNAVAILABLE
 */
export async function printCertificate(
  deps: Deps,
  actor: Actor,
  { year, origin, holderOf }: { year: number; origin: string; holderOf: Holder },
) {
  const holder = await holderOf(actor.userId);
  if (!holder) throw new AppError('WRONG_STATE', '还没有注册志愿者');
  await deps.limits.take('certificate', actor.userId, A_MINUTE, 60);
  const doc = await issue(deps, actor.userId, year, holder);
  const honour = year === 0 ? (honoursOf(doc.total.minutes).earned.at(-1)?.name ?? null) : null;
  const yearEnd = startOfShanghaiDay(`${year + 1}-01-01`) - DAY_MS;
  return {
    code: doc._id,
    pdf: await drawCertificate({
      code: doc._id,
      name: doc.name,
      period:
        year === 0
          ? `截至${dateText(doc.issuedAt)}`
          : `${year}年度${doc.issuedAt.getTime() < yearEnd ? `（截至${dateText(doc.issuedAt)}）` : ''}`,
      hours: hoursText(doc.total.minutes),
      services: doc.total.services,
      points: doc.total.points,
      honour,
      issuer: doc.issuer,
      issued: dateText(doc.issuedAt),
      link: `${origin}/features/volunteers/pages/verify/index?code=${doc._id}`,
    }),
  };
}

/** What a certificate says, for whoever holds its code. @throws AppError NOT_FOUND, TOO_MANY_REQUESTS */
export async function checkCertificate(deps: Deps, typed: string, ip: string) {
  await deps.limits.take('check-certificate', ip, 30, 60);
  const code = readCertificateCode(typed);
  const doc = code && (await certificatesOf(deps.db).findOne({ _id: code }));
  if (!doc) throw new AppError('NOT_FOUND', '没有这张证书，请核对编号');
  return {
    code: doc._id,
    name: maskName(doc.name),
    ...doc.total,
    year: doc.year === 0 ? null : doc.year,
    issuer: doc.issuer,
    issuedAt: doc.issuedAt.toISOString(),
  };
}
