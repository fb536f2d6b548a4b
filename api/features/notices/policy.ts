import mongoose from 'mongoose';
import { AppError } from '@shared/core/errors';
import { NOTICE_WRITERS } from '@shared/notices/contract';
import { noticeState } from '@shared/notices/rules';
import type { NoticeState } from '@shared/notices/schemas';
import type { Deps } from '@api/deps';
import { type Actor, holdsIn } from '@api/http/actor';
import { type NoticeDoc, noticesOf } from './notice.model';

export const stateOf = (doc: NoticeDoc, nowMs: number): NoticeState =>
  noticeState(
    { publishAt: doc.publishAt.getTime(), validUntil: doc.validUntil.getTime() },
    doc.withdrawnAt?.getTime() ?? null,
    nowMs,
  );

export const writesIn = (actor: Actor, areaPath: readonly string[]): boolean =>
  NOTICE_WRITERS.some((role) => holdsIn(actor, role, areaPath));

/** Codes of the area and all above it, city first. @throws AppError NOT_FOUND */
export function pathOf({ routing }: Pick<Deps, 'routing'>, code: string): string[] {
  const path = routing.current().pathOf(code);
  if (path.length === 0) throw new AppError('NOT_FOUND', '没有这个区域');
  return path.map((node) => node.code);
}

/** Whom its receipt is asked of: people whose own grid lies in its area, while it stands. */
export function mayAcknowledge(deps: Pick<Deps, 'routing' | 'clock'>, actor: Actor | null, doc: NoticeDoc) {
  const home = actor?.homeGridCode;
  if (!home || !doc.important || stateOf(doc, deps.clock()) !== 'current') return false;
  return deps.routing
    .current()
    .pathOf(home)
    .some(({ code }) => code === doc.areaCode);
}

const missing = () => new AppError('NOT_FOUND', '没有找到这条公告');
const byId = (deps: Pick<Deps, 'db'>, id: string) =>
  noticesOf(deps.db).findOne({ _id: new mongoose.mongo.ObjectId(id) });

/** A notice that was published. @throws AppError NOT_FOUND, also for one that never came out */
export async function findPublished(deps: Deps, id: string): Promise<NoticeDoc> {
  const doc = await byId(deps, id);
  if (!doc || deps.clock() < doc.publishAt.getTime()) throw missing();
  // Taken back before its time: nobody ever saw it.
  if (doc.withdrawnAt && doc.withdrawnAt < doc.publishAt) throw missing();
  return doc;
}

/** A notice of the actor's own area. @throws AppError NOT_FOUND */
export async function findManaged(deps: Deps, actor: Actor, id: string): Promise<NoticeDoc> {
  const doc = await byId(deps, id);
  if (!doc || !writesIn(actor, doc.areaPath)) throw missing();
  return doc;
}
